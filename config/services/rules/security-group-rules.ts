import { isIpv6Cidr } from "../../network/cidr.ts";
import { networkOpenings } from "../network-route.ts";
import { networkRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

/** Message for too many rules, with the last way out. */
export const takes = (most: number) => `and a security group allows ${most}`;
export const RAISE = "or request a quota increase and set quotas.securityGroupRules";

/**
 * Rules of the family that has more of them: the quota is one for IPv4 and one for IPv6, in each direction, and a rule for
 * members of a security group counts for both (Amazon VPC user guide, quotas).
 */
export function rulesFor(cidrs: readonly string[]): number {
  const ipv6 = cidrs.filter(isIpv6Cidr).length;
  return Math.max(ipv6, cidrs.length - ipv6);
}

/** Ports of a service's tasks that its load balancer connects to. Tasks on the same instances may share some. */
export function openedOf(service: Service): string[] {
  const { route, container } = service;
  if (route === undefined) return [];
  const network = networkRouteOf(service);
  const openings = network ? networkOpenings(network, container.port) : [{ ipProtocol: "tcp", port: container.port }];
  return openings.map(({ ipProtocol, port }) => `${route.type} ${ipProtocol} ${port}`);
}
