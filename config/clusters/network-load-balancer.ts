import * as v from "valibot";
import { anyCidr, choice, EC2_ID, integer, list, text } from "../fields.ts";
import { ipProtocolsOf } from "../services/network-route.ts";
import type { RouteConfig } from "../services/route.ts";
import { balancerAttributes } from "./attributes.ts";
import { callers } from "./callers.ts";
import { certificateArn, domain, furtherDomain, resolveDomains } from "./domain.ts";
import { existingNetworkLoadBalancer, resolveExistingNetwork } from "./existing-network-load-balancer.ts";

/** The Network Load Balancer that the services of a cluster share, each at its own ports. */
export const networkLoadBalancer = v.strictObject({
  /**
   * Network Load Balancer that exists, in an existing VPC (`network.vpcId`). Services create their listeners on it. Beside it
   * go only `tlsPolicy` and `certificateArns`. @default the environment creates one
   */
  existing: v.optional(existingNetworkLoadBalancer),
  /**
   * `internet-facing`: reachable from the internet, in public subnets; `internal`: only from the VPC and connected
   * networks, in private subnets.
   * @default "internet-facing"
   */
  scheme: v.optional(choice("internet-facing", "internal"), "internet-facing"),
  /**
   * `dualstack`: clients connect by IPv4 and IPv6, and the names in `domain` and `domains` have addresses of both. Requires
   * `network.ipv6`, and takes no `UDP` and no `TCP_UDP`. Targets are reached by IPv4, and see the load balancer's address
   * instead of that of a client with IPv6. @default "ipv4", the default of Elastic Load Balancing
   */
  ipAddressType: v.optional(choice("ipv4", "dualstack")),
  /**
   * IPv4 and IPv6 networks that may connect to the listeners. @default ["0.0.0.0/0"], and "::/0" with `dualstack`; none beside
   * `allowedPrefixListIds`
   */
  allowedCidrs: v.optional(list(anyCidr())),
  ...callers,
  /** Whether it gets an Elastic IP address in each zone, which stays while the load balancer does. @default false: addresses that AWS chooses */
  staticAddresses: v.optional(v.boolean(), false),
  /** Existing Elastic IP addresses by their allocation ids, one for each public subnet, in the order of the zones. @default addresses that AWS chooses */
  elasticIpAllocationIds: v.optional(
    list(
      text(
        new RegExp(`^eipalloc-${EC2_ID}$`),
        "is not an allocation id: write it as EC2 shows it, such as eipalloc-0123456789abcdef0",
      ),
    ),
    [],
  ),
  /**
   * Cross-zone load balancing: whether connections go to tasks in all zones; AWS charges for data between zones.
   * @default true: tasks get equal shares
   */
  crossZone: v.optional(v.boolean(), true),
  /**
   * Which zones' addresses clients in the VPC get: those of their own zone, 85 percent of their own zone, or of any
   * zone.
   * @default "any", the default of Elastic Load Balancing
   */
  clientRouting: v.optional(choice("zonal", "partially-zonal", "any"), "any"),
  /** Whether AWS refuses to delete the load balancer. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  /** Security policy of `TLS`, with the same names as that of HTTPS. @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06": TLS 1.2 and 1.3 with forward secrecy */
  tlsPolicy: balancerAttributes.tlsPolicy,
  /** Host name; with a service that has `TLS` also that of a certificate. @default none: the DNS name of the load balancer */
  domain: v.optional(domain),
  /** Further host names. @default none */
  domains: v.optional(list(furtherDomain), []),
  /**
   * Existing certificates for `TLS`, of the environment's account and region. The first is the default one, instead of
   * one that is created for `domain`; clients get the others by the name that they ask for (SNI). @default none
   */
  certificateArns: v.optional(list(certificateArn()), []),
  /** Days that access logs are kept in an S3 bucket, 1 to 3650; null for none. Only connections of `TLS` are logged. @default 90 */
  accessLogDays: v.optional(v.nullable(integer(1, 3650, "days")), 90),
});

export type NetworkLoadBalancerConfig = v.InferOutput<typeof networkLoadBalancer>;

export const NETWORK_LOAD_BALANCER_DEFAULTS = v.parse(networkLoadBalancer, {});

/** Settings of a cluster's Network Load Balancer, configured or not. */
export const networkLoadBalancerOf = (cluster: {
  readonly networkLoadBalancer?: NetworkLoadBalancerConfig;
}): NetworkLoadBalancerConfig => cluster.networkLoadBalancer ?? NETWORK_LOAD_BALANCER_DEFAULTS;

/** Networks that may connect: all by default. */
export function callersOf({ allowedCidrs, allowedPrefixListIds, ipAddressType }: NetworkLoadBalancerConfig): string[] {
  if (allowedCidrs !== undefined) return allowedCidrs;
  if (allowedPrefixListIds.length > 0) return [];
  return ipAddressType === "dualstack" ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"];
}

/** A service as far as its listeners follow from it. */
export interface NetworkRouted {
  readonly route?:
    | Pick<Extract<RouteConfig, { type: "network" }>, "type" | "port" | "protocol">
    | { type: "application" };
  readonly deployment: { readonly test?: { readonly port: number; readonly allowedCidrs: readonly string[] } };
}

/** Listeners of a Network Load Balancer in the order of their ports. Those for tests have their own callers. */
export function networkListeners(services: readonly NetworkRouted[], balancer: NetworkLoadBalancerConfig) {
  const listeners = services.flatMap(({ route, deployment: { test } }) => {
    if (route?.type !== "network") return [];
    const ipProtocols = ipProtocolsOf(route);
    const { allowedPrefixListIds } = balancer;
    return [
      { port: route.port, ipProtocols, allowedCidrs: callersOf(balancer), allowedPrefixListIds },
      ...(test ? [{ port: test.port, ipProtocols, allowedCidrs: test.allowedCidrs, allowedPrefixListIds: [] }] : []),
    ];
  });
  return listeners.sort((a, b) => a.port - b.port);
}

/** Whether a service asks the load balancer to decrypt TLS, for which it needs certificates. */
export const hasTls = (services: readonly { readonly route?: NetworkRouted["route"] }[]): boolean =>
  services.some(({ route }) => route?.type === "network" && route.protocol === "TLS");

/** Completes the load balancer: its listeners, and certificates where a listener needs them. */
export function resolveNetworkLoadBalancer(
  balancer: NetworkLoadBalancerConfig,
  services: readonly NetworkRouted[],
  given: { readonly name: string; readonly accessLogBucketName: string; readonly publicSubnets: number },
) {
  const tls = hasTls(services);
  const { allowedCidrs: _, allowedPrefixListIds: __, staticAddresses, ...others } = balancer; // listeners have the first two
  const { publicSubnets, ...names } = given;
  const { domain, domains } = resolveDomains(balancer);
  const named = (each: NonNullable<typeof domain>) => ({ ...each, createsCertificate: tls && each.createsCertificate });
  return {
    ...others,
    ...names,
    existing: balancer.existing && resolveExistingNetwork(balancer.existing),
    /** Elastic IP addresses that are created. */
    addressCount: staticAddresses ? publicSubnets : 0,
    domain: domain && named(domain),
    domains: domains.map(named),
    /** Elastic Load Balancing writes them for TLS alone (user guide, access logs for your Network Load Balancer). */
    accessLogDays: tls ? balancer.accessLogDays : null,
    tls,
    listeners: networkListeners(services, balancer),
  };
}

/** A Network Load Balancer with its names and all its listeners. */
export type ClusterNetworkLoadBalancer = ReturnType<typeof resolveNetworkLoadBalancer>;
