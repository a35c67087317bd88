import { isSecure } from "../../clusters/domain.ts";
import { loadBalancerOf } from "../../clusters/load-balancer.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import { deliveryOf } from "../../delivery/delivery.ts";
import { checkDeploymentTimeout } from "../../delivery/deployment-timeout.ts";
import type { Finding } from "../../finding.ts";
import { hasPrivateSubnets, wayToPrivateSubnets } from "../../network/network.ts";
import { checkFirstImage, checkFirstTag } from "../../registry-rules.ts";
import { whereParsed } from "../../unparsed.ts";
import { architectureOf, capacityOf } from "../derive.ts";
import { checkImages } from "../image.ts";
import { testOf } from "../rollout.ts";
import type { Service } from "../service.ts";
import { checkAuthenticationPlace } from "./authentication.ts";
import { checkContainerNames, checkDependencies } from "./container-names.ts";
import { checkGpuInstances, checkInstanceImage } from "./features.ts";
import { checkHosts } from "./hosts.ts";
import { checkInstanceRoom } from "./instance-room.ts";
import { checkDualStackDatagrams, checkNetworkCertificates } from "./network-route.ts";
import { checkPlacementPlaces } from "./placement-places.ts";
import { checkReads } from "./reads.ts";
import { checkListenerProtocol } from "./route-protocol.ts";
import { checkStatements } from "./statements.ts";

/** Finds what services need of their environment and do not get. */
export function checkSurroundings(environment: Parsed): Finding[] {
  return environment.services.flatMap((service, index) =>
    RULES.flatMap((rule) => whereParsed(() => rule(service, environment))).map((finding) => ({
      ...finding,
      path: ["services", index, ...finding.path],
    })),
  );
}

const RULES: readonly ((service: Service, environment: Parsed) => readonly Finding[])[] = [
  checkCapacity,
  checkArchitecture,
  checkInstanceImage,
  checkGpuInstances,
  checkInstanceRoom,
  checkPlacementPlaces,
  checkDeliveredArchitecture,
  checkTaskWayOut,
  checkListeners,
  checkHosts,
  checkListenerProtocol,
  checkNetworkCertificates,
  checkDualStackDatagrams,
  checkAuthenticationPlace,
  checkDeploymentTimeout,
  checkFirstTag,
  checkFirstImage,
  checkImages,
  checkReads,
  checkStatements,
  checkContainerNames,
  checkDependencies,
];

/** Where the EC2 cluster says whether it has a kind of capacity. */
const CAPACITY_FIELDS = { "managed-instances": "managedInstances", external: "externalInstances" } as const;

function checkCapacity(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2") return [];
  const settings = clusterOf("ec2", environment);
  return capacityOf(service).flatMap(({ provider }, index) => {
    if (provider !== "managed-instances" && provider !== "external") return [];
    const field = CAPACITY_FIELDS[provider];
    const message = `is not in the EC2 cluster: add ec2Cluster.${field}`;
    return settings[field] === undefined ? [{ path: ["capacity", index, "provider"], message }] : [];
  });
}

/** Instances run programs of one architecture only. */
function checkArchitecture(service: Service, environment: Parsed): Finding[] {
  const { cluster, architecture } = service;
  if (architecture === undefined || cluster !== "ec2") return [];
  const own = clusterOf("ec2", environment).architecture;
  const onInstances = capacityOf(service).every(({ provider }) => provider === "instances");
  if (!onInstances || architecture === own) return [];
  const message = `does not run on the cluster's instances: use ${own}, or change ec2Cluster.architecture`;
  return [{ path: ["architecture"], message }];
}

/** The pipeline builds an image for one architecture. */
function checkDeliveredArchitecture(service: Service, environment: Parsed): Finding[] {
  const { services, build, source } = deliveryOf(environment);
  if (!services.includes(service.name) || source.type === "ecr") return [];
  const architecture = architectureOf(service, environment);
  if (architecture === build.architecture) return [];
  const message = `is not what the pipeline builds, ${build.architecture}: change delivery.build.architecture, or this`;
  return [{ path: ["architecture"], derived: architecture, message }];
}

/** Only Fargate gives a task a public address. */
function checkTaskWayOut(service: Service, { network }: Parsed): Finding[] {
  if (service.cluster !== "ec2" || hasPrivateSubnets(network)) return [];
  const what = `leaves the tasks without a way out, because only on Fargate they get public addresses: ${wayToPrivateSubnets(network)}`;
  if (service.networkMode === "awsvpc") return [{ path: ["networkMode"], message: `${what}, or use bridge` }];
  const index = capacityOf(service).findIndex(({ provider }) => provider === "managed-instances");
  return index < 0 ? [] : [{ path: ["capacity", index, "provider"], message: `${what}, or use instances` }];
}

/** Further listeners need ports that the load balancer does not have already; one that exists has to have them. */
function checkListeners({ cluster, route, deployment }: Service, environment: Parsed): Finding[] {
  if (route?.type === "network") return [];
  const balancer = loadBalancerOf(clusterOf(cluster, environment));
  const { existing } = balancer;
  const ports = [
    { path: ["route", "port"], port: route?.port, way: ", or leave it out" },
    { path: ["deployment", "test", "port"], port: testOf(deployment)?.port, way: "" },
  ];
  const own = isSecure(balancer) ? [balancer.port, 443] : [balancer.port];
  return ports.flatMap(({ path, port, way }) => {
    if (port === undefined) return [];
    if (existing !== undefined) {
      const message = `is not a listener of the existing load balancer: add its ARN to ${cluster}Cluster.loadBalancer.existing.furtherListenerArns${way}`;
      return String(port) in existing.furtherListenerArns ? [] : [{ path, message }];
    }
    const message = `is a port of the load balancer itself (${own.join(" and ")}): use another${way}`;
    return own.includes(port) ? [{ path, message }] : [];
  });
}
