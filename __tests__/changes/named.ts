import { API, type Case, change, changeApi, changeService, expecting, IMAGE } from "./cases.ts";

/** Deployments of a service, by what replaces its tasks. */
const STRATEGIES = {
  rolling: { deployment: { type: "rolling" } },
  "ECS blue/green": { deployment: { type: "ecs-blue-green" } },
  CodeDeploy: { deployment: { type: "codedeploy-blue-green" } },
} as const;
const ALL = Object.entries(STRATEGIES);
const SHIFTED = STRATEGIES["ECS blue/green"];

const DOMAIN = { loadBalancer: { domain: { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" } } };
const OTHER_PORT = { container: { image: IMAGE, port: 8080 } };
const ANOTHER = { name: "more", route: { priority: 20, paths: ["/more/*"] } };
const ROUTED_WEB = { name: "web", route: { priority: 30, paths: ["/web/*"] } };
const SECRET = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/key";
const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];
const DOMAIN_FIELD = "fargateCluster.loadBalancer.domain";

/** A service whose image a pipeline releases. */
const changeDelivered: typeof changeService = (what, field, before, after) =>
  change(what, field, { services: [before], delivery: { services: ["web"] } }, { services: [{ ...before, ...after }] });

/** Changes that people make sooner or later, where they are hardest. */
export const NAMED: readonly Case[] = [
  ...expecting(
    "in place",
    change(
      "a dual-stack network",
      "network.ipv6",
      { fargateCluster: DOMAIN, services: [{}, API] },
      { network: { ipv6: true } },
    ),
    change(
      "IPv4 only for the clients of a dual-stack network",
      "fargateCluster.loadBalancer.ipAddressType",
      { network: { ipv6: true }, fargateCluster: DOMAIN },
      { fargateCluster: { loadBalancer: { ...DOMAIN.loadBalancer, ipAddressType: "ipv4" } } },
    ),
  ),
  ...expecting(
    "replaced without a gap",
    changeService("port of a routed service, rolling", "services.container.port", STRATEGIES.rolling, OTHER_PORT),
  ),
  ...expecting(
    "refused",
    ...ALL.filter(([, before]) => before !== STRATEGIES.rolling).map(([name, before]) =>
      changeService(`port of a routed service, ${name}`, "services.container.port", before, OTHER_PORT),
    ),
    changeDelivered("port of a delivered service, rolling", "services.container.port", {}, OTHER_PORT),
    ...ALL.flatMap(([from, before]) =>
      ALL.filter(([to]) => to !== from).map(([to, after]) =>
        changeService(`${from} to ${to}`, "services.deployment.type", before, after),
      ),
    ),
    change("a dual-stack network that no longer is", "network.ipv6", { network: { ipv6: true } }, { network: {} }),
    change("name of the load balancer", "names.fargateLoadBalancer", {}, { names: { fargateLoadBalancer: "front" } }),
    ...ALL.filter(([, before]) => before !== STRATEGIES.rolling).flatMap(([name, before]) => [
      change(`a domain, of a service with ${name}`, DOMAIN_FIELD, { services: [before] }, { fargateCluster: DOMAIN }),
      changeService(`its own port, of a service with ${name}`, "services.route.port", before, {
        route: { priority: 10, port: 8080 },
      }),
    ]),
    change(
      "name of the capacity provider",
      "names.capacityProvider",
      { services: [API] },
      { names: { capacityProvider: "other" } },
    ),
    change(
      "name of the Auto Scaling group",
      "names.autoScalingGroup",
      { services: [API] },
      { names: { autoScalingGroup: "other" } },
    ),
    change(
      "a cluster's last service on the other cluster",
      "services.cluster",
      { services: [{}, API] },
      { services: [{ ...API, ...ROUTED_WEB }, API] },
    ),
    changeService("another name of a service with the same priority", "services.name", {}, { name: "front" }),
  ),
  ...expecting(
    "interruption",
    change("another range of the VPC", "network.cidr", {}, { network: { cidr: "10.8.0.0/16" } }),
    change(
      "a service on the other cluster",
      "services.cluster",
      { services: [{}, ANOTHER, API] },
      { services: [{ ...API, ...ROUTED_WEB }, ANOTHER, API] },
    ),
  ),
  ...expecting(
    "in phases",
    change("a domain for a plain load balancer", DOMAIN_FIELD, {}, { fargateCluster: DOMAIN }),
    change("no NAT gateways any more", "network.nat", {}, { network: { nat: "none" } }),
    change("a zone less", "network.zones", { network: { zones: ZONES } }, { network: { zones: ZONES.slice(0, 2) } }),
  ),
  ...expecting(
    "new tasks",
    ...ALL.flatMap(([name, before]) => [
      changeDelivered(`environment of a delivered service, ${name}`, "services.container.environment", before, {
        container: { image: IMAGE, environment: { LOG: "all" } },
      }),
      changeDelivered(`secrets of a delivered service, ${name}`, "services.container.secrets", before, {
        container: { image: IMAGE, secrets: { KEY: SECRET } },
      }),
      changeDelivered(`size of a delivered service, ${name}`, ["services.cpuUnits", "services.memoryMiB"], before, {
        cpuUnits: 512,
        memoryMiB: 1024,
      }),
    ]),
    change("a third zone with default ranges", "network.zones", {}, { network: { zones: ZONES } }),
    change(
      "architecture of instances",
      ["ec2Cluster.architecture", "ec2Cluster.instanceTypes"],
      { services: [API] },
      { ec2Cluster: { architecture: "arm64", instanceTypes: ["t4g.small"] } },
    ),
  ),
];

/** Changes that are made at once although each alone would be simpler. */
export const PAIRS: readonly Case[] = [
  changeService(
    "another name and another port",
    ["services.name", "services.container.port"],
    {},
    { name: "front", ...OTHER_PORT },
  ),
  change(
    "ECS blue/green and a domain",
    ["services.deployment.type", DOMAIN_FIELD],
    {},
    { services: [SHIFTED], fargateCluster: DOMAIN },
  ),
  change(
    "a third zone and one NAT gateway",
    ["network.zones", "network.nat"],
    {},
    { network: { zones: ZONES, nat: "one" } },
  ),
  change(
    "the other cluster and CodeDeploy",
    ["services.cluster", "services.deployment.type"],
    { services: [{}, ANOTHER, API] },
    { services: [{ ...API, ...ROUTED_WEB, ...STRATEGIES.CodeDeploy }, ANOTHER, API] },
  ),
  changeApi(
    "another network mode and another port",
    ["services.networkMode", "services.container.port"],
    {},
    {
      networkMode: "awsvpc",
      container: { ...API.container, port: 8080 },
    },
  ),
];
