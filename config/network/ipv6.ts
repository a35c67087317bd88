import { allowedCidrsOf, ipAddressTypeOf, loadBalancerOf } from "../clusters/load-balancer.ts";
import { callersOf, networkLoadBalancerOf } from "../clusters/network-load-balancer.ts";
import { clusterOf } from "../clusters/resolve.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { testOf } from "../services/rollout.ts";
import { whereParsed } from "../unparsed.ts";
import { isIpv6Cidr } from "./cidr.ts";

const KINDS = ["ec2", "fargate"] as const;

/** IPv6 networks, which nothing reaches or comes from in a network that has no IPv6. */
export function checkIpv6Networks({ network, services, ...clusters }: Parsed): Finding[] {
  if (network.ipv6) return [];
  const listed = [
    { path: ["network", "httpsEgress", "cidrs"], cidrs: whereParsed(() => network.httpsEgress?.cidrs ?? []) },
    ...KINDS.flatMap((kind) =>
      (["loadBalancer", "networkLoadBalancer"] as const).map((field) => {
        const path = [`${kind}Cluster`, field, "allowedCidrs"];
        return { path, cidrs: whereParsed(() => clusters[`${kind}Cluster`]?.[field]?.allowedCidrs ?? []) };
      }),
    ),
    ...services.flatMap((service, index) => {
      const path = ["services", index];
      const outbound = whereParsed(() => service.outbound).map(({ cidrs }, at) => ({
        path: [...path, "outbound", at, "cidrs"],
        cidrs: whereParsed(() => [...cidrs]),
      }));
      const inbound = whereParsed(() => service.inbound).map(({ cidrs }, at) => ({
        path: [...path, "inbound", at, "cidrs"],
        cidrs: whereParsed(() => [...cidrs]),
      }));
      const tests = whereParsed(() => testOf(service.deployment)?.allowedCidrs ?? []);
      return [...outbound, ...inbound, { path: [...path, "deployment", "test", "allowedCidrs"], cidrs: tests }];
    }),
  ];
  const message = "is an IPv6 network, and the network has no IPv6: set network.ipv6 to true, or leave it out";
  return listed.flatMap(({ path, cidrs }) =>
    cidrs.flatMap((cidr, index) => (isIpv6Cidr(cidr) ? [{ path: [...path, index], message }] : [])),
  );
}

/**
 * A dual-stack load balancer is in subnets with IPv6 ranges, and its security groups let IPv6 in (Elastic Load Balancing user
 * guide, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-ip-address-type.html). Who is in a
 * prefix list, or let in by groups that exist, is not known here.
 */
export function checkDualStackBalancers(environment: Parsed): Finding[] {
  const { ipv6 } = environment.network;
  return KINDS.flatMap((kind) =>
    whereParsed(() => {
      const cluster = clusterOf(kind, environment);
      const [application, network] = [loadBalancerOf(cluster), networkLoadBalancerOf(cluster)];
      const type = ipAddressTypeOf(application, ipv6);
      const callers = allowedCidrsOf(application, ipv6);
      return [
        { field: "loadBalancer", balancer: application, type, callers },
        { field: "networkLoadBalancer", balancer: network, type: network.ipAddressType, callers: callersOf(network) },
      ];
    }).flatMap(({ field, balancer, type, callers }) => {
      const unknown = balancer.allowedPrefixListIds.length + balancer.securityGroupIds.length > 0;
      if (type !== "dualstack") {
        // Without IPv6 in the network each of them is found.
        if (!ipv6 || unknown || callers.length === 0 || !callers.every(isIpv6Cidr)) return [];
        const message =
          "has IPv6 networks alone, and the load balancer has IPv4 addresses: set ipAddressType to dualstack";
        return [{ path: [`${kind}Cluster`, field, "allowedCidrs"], message }];
      }
      const path = [`${kind}Cluster`, field, "ipAddressType"];
      if (!ipv6) return [{ path, message: "needs subnets with IPv6 ranges: set network.ipv6 to true, or use ipv4" }];
      if (unknown || callers.some(isIpv6Cidr)) return [];
      const message = "allows no IPv6 clients: add IPv6 networks to allowedCidrs, such as ::/0, or use ipv4";
      return [{ path, message }];
    }),
  );
}
