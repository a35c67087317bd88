import type { Finding } from "../../finding.ts";
import {
  defaultContainerName,
  fields,
  hasPrivateSubnets,
  membersOf as list,
  type Written,
  type WrittenService,
} from "../../written.ts";

/** Finds what a service needs of its environment and does not get. Both are looked at as they are written. */
export function checkSurroundings(service: WrittenService, written: Written): Finding[] {
  return [
    checkCapacity,
    checkArchitecture,
    checkDeliveredArchitecture,
    checkTaskWayOut,
    checkListeners,
    checkContainerName,
  ].flatMap((check) => check(service, written));
}

/** Where the EC2 cluster says whether it has a kind of capacity. */
const CAPACITY_FIELDS = { "managed-instances": "managedInstances", external: "externalInstances" } as const;

function checkCapacity({ cluster, capacity }: WrittenService, { ec2Cluster }: Written): Finding[] {
  if (cluster !== "ec2") return [];
  return list(capacity).flatMap((share, index) => {
    const { provider } = fields(share);
    if (provider !== "managed-instances" && provider !== "external") return [];
    const field = CAPACITY_FIELDS[provider];
    if (fields(ec2Cluster)[field] !== undefined) return [];
    const message = `is nothing that the EC2 cluster has: add ec2Cluster.${field}`;
    return [{ path: ["capacity", index, "provider"], message }];
  });
}

/** Instances run programs of their own architecture only. */
function checkArchitecture({ cluster, architecture, capacity }: WrittenService, { ec2Cluster }: Written): Finding[] {
  const own = fields(ec2Cluster).architecture ?? "x86_64";
  const onInstances = cluster === "ec2" && list(capacity).every((share) => fields(share).provider === "instances");
  if (!onInstances || architecture === undefined || architecture === own) return [];
  const message = `does not run on the cluster's instances: use ${own}, or change ec2Cluster.architecture`;
  return [{ path: ["architecture"], message }];
}

/** The pipeline builds an image for one architecture. */
function checkDeliveredArchitecture(service: WrittenService, written: Written): Finding[] {
  const { services, build } = fields(written.delivery);
  if (service.name === undefined || !list(services).includes(service.name)) return [];
  const built = fields(build).architecture ?? "x86_64";
  const ofCluster = service.cluster === "ec2" ? fields(written.ec2Cluster).architecture : undefined;
  const own = service.architecture ?? ofCluster ?? "x86_64";
  if (own === built || (built !== "x86_64" && built !== "arm64")) return [];
  const what = service.architecture === undefined ? `is ${own} here, and ` : "";
  const message = `${what}is not what the pipeline builds, ${built}: change delivery.build.architecture, or this`;
  return [{ path: ["architecture"], message }];
}

/** Only Fargate gives a task a public address. */
function checkTaskWayOut({ cluster, networkMode, capacity }: WrittenService, written: Written): Finding[] {
  const network = fields(written.network);
  if (cluster !== "ec2" || Object.keys(network).length === 0 || hasPrivateSubnets(network)) return [];
  const what =
    "leaves the tasks without a way out, because only on Fargate they get public addresses: give the network NAT gateways";
  if (networkMode === "awsvpc") return [{ path: ["networkMode"], message: `${what}, or use bridge` }];
  const index = list(capacity).findIndex((share) => fields(share).provider === "managed-instances");
  return index < 0 ? [] : [{ path: ["capacity", index, "provider"], message: `${what}, or use instances` }];
}

/** Further listeners need ports that the load balancer does not have already. */
function checkListeners({ cluster, route, deployment }: WrittenService, written: Written): Finding[] {
  const { loadBalancer } = fields(cluster === "ec2" ? written.ec2Cluster : written.fargateCluster);
  const { port = 80, domain } = fields(loadBalancer);
  const own = domain === undefined ? [port] : [port, 443];
  const message = `is a port of the load balancer itself (${own.join(" and ")}): use another`;
  const live = fields(route).port;
  const { test } = fields(deployment) as { test?: { port?: number } };
  const tried = fields(test).port;
  return [
    ...(live !== undefined && own.includes(live)
      ? [{ path: ["route", "port"], message: `${message}, or leave it out` }]
      : []),
    ...(tried !== undefined && own.includes(tried) ? [{ path: ["deployment", "test", "port"], message }] : []),
  ];
}

/** The name that a container has by default comes from the environment, which the service's own rules don't see. */
function checkContainerName({ container, sidecars }: WrittenService, written: Written): Finding[] {
  if (fields(container).name !== undefined) return [];
  return list(sidecars).flatMap((sidecar, index) =>
    fields(sidecar).name === defaultContainerName(written)
      ? [{ path: ["sidecars", index, "name"], message: "is the default name of the service's container: use another" }]
      : [],
  );
}
