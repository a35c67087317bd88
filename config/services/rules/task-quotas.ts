import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { ANYWHERE, ANYWHERE_IPV6, type HttpsEgressConfig } from "../../network/https-egress.ts";
import { hasPrivateSubnets, resolveNetwork } from "../../network/network.ts";
import { whereParsed } from "../../unparsed.ts";
import { networkModeOf } from "../derive.ts";
import { applicationRouteOf, networkRouteOf } from "../route.ts";
import type { Service } from "../service.ts";
import { openedOf, RAISE, rulesFor, takes } from "./security-group-rules.ts";

/** Finds more rules of the security groups of tasks, and of the instances that they share, than one takes. */
export function checkTaskQuotas(environment: Parsed): Finding[] {
  const most = environment.quotas.securityGroupRules;
  return [
    ...environment.services.flatMap((service, index) => [
      ...whereParsed(() => checkOutbound(service, index, environment)),
      ...whereParsed(() => checkOpen(service, index, environment)),
      ...whereParsed(() => checkInbound(service, index, most)),
    ]),
    ...whereParsed(() => checkShared(environment)),
    ...whereParsed(() => checkSharedInbound(environment)),
  ];
}

/** Where the tasks of a service may connect to over HTTPS: from their own network addresses, or those of their instances. */
function httpsEgressOf(service: Service, environment: Parsed): HttpsEgressConfig {
  const { httpsEgress } = resolveNetwork(environment.network);
  const isOwn = networkModeOf(service) === "awsvpc";
  const isPrivate = isOwn
    ? hasPrivateSubnets(environment.network)
    : clusterOf("ec2", environment).subnets === "private";
  return httpsEgress[isPrivate ? "private" : "public"];
}

/** One for each network at each port, and one for EFS where it is mounted. */
const outboundOf = ({ outbound, volumes }: Service): readonly string[] => [
  ...outbound.flatMap(({ port, cidrs }) => cidrs.map((cidr) => `${cidr} ${port}`)),
  ...(volumes.some(({ type }) => type === "efs") ? ["efs"] : []),
];

/** Those for HTTPS are there without any service. A prefix list counts as the networks that it has room for: one of S3. */
function countOf(services: readonly Service[], { cidrs, prefixListIds, storageEndpoint }: HttpsEgressConfig): number {
  const pairs = new Set([...services.flatMap(outboundOf), ...cidrs.map((cidr) => `${cidr} 443`)]);
  const lists = prefixListIds.length + (storageEndpoint ? 1 : 0);
  return rulesFor([...pairs].map((each) => each.split(" ")[0] as string)) + lists;
}

/** HTTPS to everywhere may be open already, and EC2 refuses a rule that a security group has. */
function checkOpen(service: Service, index: number, environment: Parsed): Finding[] {
  const open = httpsEgressOf(service, environment).cidrs.filter((each) => [ANYWHERE, ANYWHERE_IPV6].includes(each));
  return service.outbound.flatMap(({ port, cidrs }, at) =>
    port === 443 && open.some((each) => cidrs.includes(each))
      ? [{ path: ["services", index, "outbound", at], message: "is always open: leave it out" }]
      : [],
  );
}

function checkOutbound(service: Service, index: number, environment: Parsed): Finding[] {
  const most = environment.quotas.securityGroupRules;
  const count = networkModeOf(service) === "awsvpc" ? countOf([service], httpsEgressOf(service, environment)) : 0;
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
  const count = inboundCountOf([service]) + openedOf(service).length;
  if (count <= most) return [];
  const message = `makes ${count} inbound rules with those of the load balancer, ${takes(most)}: list fewer, larger networks, ${RAISE}`;
  return [{ path: ["services", index, "inbound"], message }];
}

/** In host mode tasks are reached through the security group of their instances, as Docker's ports are. */
function checkSharedInbound({ services, quotas: { securityGroupRules: most } }: Parsed): Finding[] {
  const sharing = services.filter((service) => networkModeOf(service) === "host");
  const count = inboundCountOf(sharing) + new Set(sharing.flatMap(openedOf)).size + dynamicRulesOf(services);
  if (count <= most) return [];
  const message = `need ${count} inbound rules of their instances, which services in host mode share, ${takes(most)}: list fewer, larger networks, set networkMode to awsvpc, ${RAISE}`;
  return [{ path: ["services"], message }];
}

/** Rules for all ports that Docker chooses: always for an Application Load Balancer, for another where tasks are in bridge mode. */
function dynamicRulesOf(services: readonly Service[]): number {
  const onEc2 = services.filter(({ cluster }) => cluster === "ec2");
  const bridged = onEc2.some((service) => networkRouteOf(service) && networkModeOf(service) === "bridge");
  return (onEc2.some(applicationRouteOf) ? 1 : 0) + (bridged ? 1 : 0);
}

/** Tasks in bridge and host mode go out through the security group of their instances. */
function checkShared(environment: Parsed): Finding[] {
  const {
    services,
    quotas: { securityGroupRules: most },
  } = environment;
  const sharing = services.filter((service) => service.cluster === "ec2" && networkModeOf(service) !== "awsvpc");
  const [first] = sharing;
  if (first === undefined) return [];
  const count = countOf(sharing, httpsEgressOf(first, environment));
  if (count <= most) return [];
  const message = `need ${count} outbound rules of their instances, which services in bridge and host mode share, ${takes(most)}: list fewer, larger networks, set networkMode to awsvpc, ${RAISE}`;
  return [{ path: ["services"], message }];
}
