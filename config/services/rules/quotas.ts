import { isSecure } from "../../clusters/domain.ts";
import { allowedCidrsOf, loadBalancerOf } from "../../clusters/load-balancer.ts";
import { clusterOf, furtherListeners } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { isIpv6Cidr } from "../../network/cidr.ts";
import { whereParsed } from "../../unparsed.ts";
import { networkModeOf } from "../derive.ts";
import { testOf } from "../rollout.ts";
import type { Service } from "../service.ts";

/** What is said of rules that are too many, and the last way out. */
const takes = (most: number) => `and a security group takes ${most}`;
const RAISE = "or have the quota raised and set quotas.securityGroupRules";

/** Finds more rules of one security group than it takes. EC2 refuses them one by one, in the middle of an apply. */
export function checkQuotas(environment: Parsed): Finding[] {
  return [
    ...(["ec2", "fargate"] as const).flatMap((cluster) => [
      ...whereParsed(() => checkCallers(environment, cluster)),
      ...whereParsed(() => checkRouted(environment, cluster)),
    ]),
    ...environment.services.flatMap((service, index) => [
      ...whereParsed(() => checkOutbound(service, index, environment.quotas.securityGroupRules)),
      ...whereParsed(() => checkInbound(service, index, environment.quotas.securityGroupRules)),
    ]),
    ...whereParsed(() => checkShared(environment)),
    ...whereParsed(() => checkSharedInbound(environment)),
  ];
}

/**
 * Rules of the family that has more of them: the quota is one for IPv4 and one for IPv6, in each direction, and a rule for
 * members of a security group counts for both (Amazon VPC user guide, quotas).
 */
function rulesFor(cidrs: readonly string[]): number {
  const ipv6 = cidrs.filter(isIpv6Cidr).length;
  return Math.max(ipv6, cidrs.length - ipv6);
}

const routedOn = ({ services }: Parsed, kind: Service["cluster"]) =>
  services.filter(({ cluster, route }) => cluster === kind && route !== undefined);

/** Each port of the balancer is opened to each network. */
function checkCallers(environment: Parsed, cluster: Service["cluster"]): Finding[] {
  const most = environment.quotas.securityGroupRules;
  const balancer = loadBalancerOf(clusterOf(cluster, environment));
  const { port } = balancer;
  const { ipv6 } = environment.network;
  const allowedCidrs = allowedCidrsOf(balancer, ipv6);
  const routed = routedOn(environment, cluster);
  const listeners = [
    ...(isSecure(balancer) ? [port, 443] : [port]).map((each) => ({ port: each, allowedCidrs })),
    ...furtherListeners(
      routed.map(({ route, deployment }) => ({ route, deployment: { test: testOf(deployment) } })),
      balancer,
      ipv6,
    ),
  ];
  const count = rulesFor(listeners.flatMap((each) => each.allowedCidrs));
  if (count <= most) return [];
  const ports = listeners.map((each) => each.port).join(", ");
  const message = `makes ${count} inbound rules of the load balancer, at the ports ${ports}, ${takes(most)}: list fewer, larger networks, ${RAISE}`;
  return [{ path: [`${cluster}Cluster`, "loadBalancer", "allowedCidrs"], derived: allowedCidrs, message }];
}

/** The balancer has a rule for each service with addresses of its own, for each port in host mode, and one for the instances. */
function checkRouted(environment: Parsed, cluster: Service["cluster"]): Finding[] {
  const most = environment.quotas.securityGroupRules;
  const routed = routedOn(environment, cluster);
  const own = routed.filter((service) => networkModeOf(service) === "awsvpc").length;
  const onHosts = routed.filter((service) => networkModeOf(service) === "host").map(({ container }) => container.port);
  const count = own + new Set(onHosts).size + (cluster === "ec2" ? 1 : 0);
  if (count <= most) return [];
  const message = `need ${count} outbound rules of the load balancer of the ${cluster} cluster, one for each service with a route, ${takes(most)}: put some on the other cluster, into another environment, ${RAISE}`;
  return [{ path: ["services"], message }];
}

/** One for HTTPS is always there, and one for EFS where it is mounted. */
const outboundOf = ({ outbound, volumes }: Service): readonly string[] => [
  ...outbound.flatMap(({ port, cidrs }) => cidrs.map((cidr) => `${cidr} ${port}`)),
  ...(volumes.some(({ type }) => type === "efs") ? ["efs"] : []),
];

const countOf = (services: readonly Service[]) =>
  rulesFor([...new Set(services.flatMap(outboundOf))].map((each) => each.split(" ")[0] as string)) + 1;

function checkOutbound(service: Service, index: number, most: number): Finding[] {
  const count = networkModeOf(service) === "awsvpc" ? countOf([service]) : 0;
  if (count <= most) return [];
  const message = `makes ${count} outbound rules with that for HTTPS, ${takes(most)}: list fewer, larger networks, ${RAISE}`;
  return [{ path: ["services", index, "outbound"], message }];
}

/** Sources of a service, each at its ports. A prefix list counts as the networks that it has room for, which is not known here. */
const inboundOf = ({ inbound }: Service): readonly string[] =>
  inbound.flatMap(({ port, toPort = port, protocol, cidrs, securityGroupIds, prefixListIds }) =>
    [...cidrs, ...securityGroupIds, ...prefixListIds].map((from) => `${from} ${protocol} ${port}-${toPort}`),
  );

/** A rule for a group or a list counts for both families. */
function inboundCountOf(services: readonly Service[]): number {
  const sources = [...new Set(services.flatMap(inboundOf))].map((each) => each.split(" ")[0] as string);
  const cidrs = sources.filter((each) => each.includes("/"));
  return rulesFor(cidrs) + sources.length - cidrs.length;
}

function checkInbound(service: Service, index: number, most: number): Finding[] {
  if (networkModeOf(service) !== "awsvpc") return [];
  const count = inboundCountOf([service]) + (service.route === undefined ? 0 : 1);
  if (count <= most) return [];
  const message = `makes ${count} inbound rules with that of the load balancer, ${takes(most)}: list fewer, larger networks, ${RAISE}`;
  return [{ path: ["services", index, "inbound"], message }];
}

/** In host mode tasks are reached through the security group of their instances, as Docker's ports are. */
function checkSharedInbound({ services, quotas: { securityGroupRules: most } }: Parsed): Finding[] {
  const sharing = services.filter((service) => networkModeOf(service) === "host");
  const routed = sharing.flatMap(({ route, container }) => (route === undefined ? [] : [container.port]));
  const count = inboundCountOf(sharing) + new Set(routed).size + 1;
  if (count <= most) return [];
  const message = `need ${count} inbound rules of their instances, which services in host mode share, ${takes(most)}: list fewer, larger networks, set networkMode to awsvpc, ${RAISE}`;
  return [{ path: ["services"], message }];
}

/** Tasks in bridge and host mode go out through the security group of their instances. */
function checkShared({ services, quotas: { securityGroupRules: most } }: Parsed): Finding[] {
  const sharing = services.filter((service) => service.cluster === "ec2" && networkModeOf(service) !== "awsvpc");
  const count = countOf(sharing);
  if (count <= most) return [];
  const message = `need ${count} outbound rules of their instances, which services in bridge and host mode share, ${takes(most)}: list fewer, larger networks, set networkMode to awsvpc, ${RAISE}`;
  return [{ path: ["services"], message }];
}
