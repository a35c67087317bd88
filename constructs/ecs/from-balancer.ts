import type { BalancerAccess } from "../load-balancing/shared-load-balancer.ts";
import type { TrafficRuleProps } from "../network/traffic-rule.ts";

/** Lets a load balancer in at some ports. */
export const fromBalancer = (
  { securityGroupId: fromGroupId, isGiven: intoOnly }: BalancerAccess,
  ports: TrafficRuleProps["ports"],
) => ({ fromGroupId, intoOnly, ports });
