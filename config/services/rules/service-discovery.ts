import { strategyOf } from "../../../packages/deployments/strategy.ts";
import { DOMAIN } from "../../clusters/cluster.ts";
import { clusterOf, dnsNamespaceOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import { resolveNames } from "../../environment-names.ts";
import { type Finding, listOf } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { desiredCountOf, networkModeOf, runsOn } from "../derive.ts";
import { discoveryOf } from "../discovery-name.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";
import { nameObstacle } from "../service-discovery.ts";
import { namedPortsOf } from "./ports.ts";

/** Tasks of a service with DNS names (ECS developer guide, service discovery, considerations). */
const MAX_TASKS = 1000;

type Settings = NonNullable<Service["serviceDiscovery"]>;

/** Finds DNS names that ECS can't keep (ECS developer guide, service discovery, considerations; API reference, ServiceRegistry). */
export function checkServiceDiscovery(service: Service): Finding[] {
  const { serviceDiscovery: settings, cluster, os, platformVersion } = service;
  if (settings === undefined) return [];
  const path = ["serviceDiscovery"];
  if (cluster === "ec2" && runsOn(service, "external"))
    return [{ path, message: "is not for external instances: leave it out, or use other capacity" }];
  // UpdateService takes no other registries of such a service, and new tasks would answer before they get traffic.
  if (strategyOf(rolloutOf(service)).controller === "CODE_DEPLOY")
    return [{ path, message: "can't be used with codedeploy-blue-green: use ecs-blue-green or rolling" }];
  const found = [...checkRecord(service, settings), ...checkPort(service, settings)];
  if (cluster === "fargate" && os === "linux" && platformVersion.startsWith("1.0."))
    found.push({ path, message: `needs platform version 1.1.0, and platformVersion is ${platformVersion}` });
  const tasks = Math.max(desiredCountOf(service) ?? 0, service.scaling?.maxTasks ?? 0);
  if (tasks > MAX_TASKS)
    found.push({ path, message: `is for up to ${MAX_TASKS} tasks, and the service may have ${tasks}` });
  return found;
}

function checkRecord(service: Service, { recordType }: Settings): Finding[] {
  if (recordType !== "A" || networkModeOf(service) === "awsvpc") return [];
  const message = "has no port, which tasks without their own address need: use SRV, or networkMode awsvpc";
  return [{ path: ["serviceDiscovery", "recordType"], message }];
}

function checkPort(service: Service, { portName, recordType }: Settings): Finding[] {
  if (portName === undefined) return [];
  const path = ["serviceDiscovery", "portName"];
  if ((recordType ?? (networkModeOf(service) === "awsvpc" ? "A" : "SRV")) === "A")
    return [{ path, message: "is for SRV records, as A records have no port: leave it out, or set recordType to SRV" }];
  const names = namedPortsOf(service).map(({ name }) => name);
  if (names.includes(portName)) return [];
  return [
    {
      path,
      message:
        names.length === 0
          ? "is not a port of the service: add it to container.ports"
          : `must be one of ports of the containers: ${listOf(names)}`,
    },
  ];
}

/** Finds DNS names that two services have, or that Cloud Map does not take. Case makes no difference. */
export function checkDiscoveryNames(environment: Parsed): Finding[] {
  const taken = new Map<string, number>();
  return environment.services.flatMap((service, index) =>
    whereParsed(() => {
      const found = discoveryOf(service, environment);
      if (found === undefined) return [];
      const { name } = found;
      const at = { path: ["services", index, "serviceDiscovery", "name"], derived: name };
      const obstacle = nameObstacle(name);
      if (obstacle !== undefined) return [{ ...at, message: obstacle }];
      const full = `${name}.${namespaceIn(environment, service.cluster).name}`;
      // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
      if (full.length > 255)
        return [
          { ...at, message: `makes a DNS name of ${full.length} characters with its namespace: use at most 255` },
        ];
      const other = taken.get(full);
      taken.set(full, index);
      return other === undefined
        ? []
        : [{ ...at, message: `is the DNS name of services[${other}] too: give each its own` }];
    }),
  );
}

/** Finds names of clusters that make no domain, in which the names of services would be. */
export function checkDefaultNamespaces(environment: Parsed): readonly Finding[] {
  return (["ec2", "fargate"] as const).flatMap((kind) =>
    whereParsed(() => {
      const isUsed = environment.services.some((each) => each.cluster === kind && each.serviceDiscovery !== undefined);
      if (!isUsed || clusterOf(kind, environment).dnsNamespace.name !== undefined) return [];
      const { name } = namespaceIn(environment, kind);
      if (DOMAIN.test(name)) return [];
      const message = `is not a domain, and follows from the name of the cluster: set it, with labels of up to 63 lower-case letters, digits and -`;
      return [{ path: [`${kind}Cluster`, "dnsNamespace", "name"], derived: name, message }];
    }),
  );
}

/**
 * A VPC has each private zone once, so one namespace of a name (Cloud Map API reference, CreatePrivateDnsNamespace), and an
 * existing namespace has one name.
 */
export function checkDnsNamespaces(environment: Parsed): readonly Finding[] {
  const uses = (kind: Service["cluster"]) =>
    environment.services.some(({ cluster, serviceDiscovery }) => cluster === kind && serviceDiscovery !== undefined);
  if (!uses("ec2") || !uses("fargate")) return [];
  return whereParsed(() => {
    const [ec2, fargate] = [namespaceIn(environment, "ec2"), namespaceIn(environment, "fargate")];
    if (ec2.name !== fargate.name && ec2.id !== undefined && ec2.id === fargate.id) {
      const path = ["fargateCluster", "dnsNamespace", "name"];
      const message = `is not ${ec2.name}, the name of that namespace on the EC2 cluster: write the one that it has`;
      return [{ path, derived: fargate.name, message }];
    }
    if (ec2.name !== fargate.name || (ec2.id !== undefined && ec2.id === fargate.id)) return [];
    const message = "is the DNS namespace of the EC2 cluster too: use another, or give both the id of one that exists";
    return [{ path: ["fargateCluster", "dnsNamespace", "name"], derived: fargate.name, message }];
  });
}

const namespaceIn = (environment: Parsed, kind: Service["cluster"]) =>
  dnsNamespaceOf(resolveNames(environment.names, environment)[`${kind}Cluster`], clusterOf(kind, environment));
