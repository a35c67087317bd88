import { Netmask } from "netmask";
import { loadBalancerOf } from "../clusters/load-balancer.ts";
import { clusterOf } from "../clusters/resolve.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { networkModeOf } from "../services/derive.ts";
import { applicationRouteOf } from "../services/route.ts";
import { whereParsed } from "../unparsed.ts";
import { overlap, parseCidr } from "./cidr.ts";
import { type ParsedNetwork, resolveNetwork } from "./network.ts";

/**
 * Ranges that a VPC can't have: those that mean something to every host (IANA IPv4 special-purpose address registry,
 * https://www.iana.org/assignments/iana-ipv4-special-registry).
 */
const RESERVED = [
  { range: "0.0.0.0/8", purpose: "this network" },
  { range: "127.0.0.0/8", purpose: "loopback" },
  { range: "169.254.0.0/16", purpose: "link-local addresses, such as that of instance metadata" },
  { range: "224.0.0.0/4", purpose: "multicast" },
  { range: "240.0.0.0/4", purpose: "future use" },
].map(({ range, purpose }) => ({ range: new Netmask(range), purpose }));

/** Finds a VPC that Amazon VPC refuses, or whose addresses don't work in it. */
export function checkReserved({ vpcId, cidr }: ParsedNetwork): Finding[] {
  const vpc = vpcId === undefined ? parseCidr(cidr) : undefined;
  if (vpc === undefined) return [];
  return RESERVED.filter(({ range }) => overlap(range, vpc)).map(({ range, purpose }) => ({
    path: ["cidr"],
    message: `is in ${String(range)}, which is reserved for ${purpose}: use a private range, such as 10.0.0.0/16`,
  }));
}

/** Network of Docker's bridge on an instance (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, Important). */
const DOCKER_BRIDGE = new Netmask("172.17.0.0/16");

/** Containers on Docker's bridge take addresses of its range for each other's, and never answer a load balancer there. */
export function checkDockerBridge({ network, services }: Parsed): Finding[] {
  const vpc = network.vpcId === undefined ? parseCidr(network.cidr) : undefined;
  if (vpc === undefined || !overlap(DOCKER_BRIDGE, vpc)) return [];
  const isOnBridge = (each: Parsed["services"][number]) => each.cluster === "ec2" && networkModeOf(each) === "bridge";
  if (!services.some((each) => whereParsed(() => [isOnBridge(each)])[0])) return [];
  const message = `is Docker's own network on the instances (${String(DOCKER_BRIDGE)}), where services in bridge mode are: use another range, such as 10.0.0.0/16`;
  return [{ path: ["network", "cidr"], message }];
}

/**
 * Longest prefix of subnets of an Application Load Balancer, with eight free addresses
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer). A
 * Network Load Balancer needs those eight alone, which any subnet has
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/availability-zones.html).
 */
const MAX_BALANCER_PREFIX = 27;

/** Finds subnets that are too small for a load balancer. */
export function checkBalancerRoom(environment: Parsed): Finding[] {
  const { network } = environment;
  if (network.vpcId !== undefined) return [];
  const schemes = (["ec2", "fargate"] as const).flatMap((kind) => applicationSchemes(kind, environment));
  const { publicSubnetCidrs, privateSubnetCidrs } = resolveNetwork(network);
  const tiers = [
    { field: "publicSubnetCidrs", cidrs: publicSubnetCidrs, isUsed: schemes.includes("internet-facing") },
    { field: "privateSubnetCidrs", cidrs: privateSubnetCidrs, isUsed: schemes.includes("internal") },
  ];
  return tiers.flatMap(({ field, cidrs, isUsed }) =>
    cidrs.flatMap((cidr, index) => {
      const { bitmask = 0 } = parseCidr(cidr) ?? {};
      // What is too small for any subnet is reported as such.
      if (!isUsed || bitmask <= MAX_BALANCER_PREFIX || bitmask > 28) return [];
      const message = `is too small for a load balancer, which needs eight free addresses: use at least a /${MAX_BALANCER_PREFIX}`;
      return [{ path: ["network", field, index], message }];
    }),
  );
}

/** Scheme of the Application Load Balancer of a cluster, if there is one. */
function applicationSchemes(kind: "ec2" | "fargate", environment: Parsed): readonly string[] {
  return whereParsed(() => {
    const cluster = clusterOf(kind, environment);
    const isRouted = environment.services.some((each) => each.cluster === kind && applicationRouteOf(each));
    return cluster.loadBalancer !== undefined || isRouted ? [loadBalancerOf(cluster).scheme] : [];
  });
}
