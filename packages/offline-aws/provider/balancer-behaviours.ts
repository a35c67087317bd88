import { UNKNOWN } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { AwsError } from "./failure.ts";
import {
  checkForwarding,
  checkNetworkGroup,
  fillSubnets,
  finishNetworkBalancer,
  finishNetworkGroup,
  isNetwork,
  isOfNetwork,
  replaceNetworkBalancer,
} from "./network-balancers.ts";
import { checkBalancerRanges } from "./network-behaviours.ts";
import { checkOneBalancer } from "./target-groups.ts";

/** What load balancers, their listeners, rules and target groups do that facts can't say. */
export const BALANCER_BEHAVIOURS: Record<string, Behaviour> = {
  aws_lb: {
    plan(planned, prior, replace) {
      if (prior !== null) replaceNetworkBalancer(planned, prior, replace);
      // The provider leaves out what application load balancers don't have.
      if (planned.load_balancer_type === "application")
        for (const name of ["enable_cross_zone_load_balancing", "dns_record_client_routing_policy"])
          planned[name] = prior?.[name] ?? null;
    },
    check: (planned, _, cloud) => checkBalancerRanges(planned, cloud),
    fill: (planned) => fillSubnets(planned),
    finish(attributes) {
      if (isNetwork(attributes)) finishNetworkBalancer(attributes);
      else if (attributes.internal === true) attributes.dns_name = `internal-${String(attributes.dns_name)}`;
    },
    checkDelete({ attributes }) {
      if (attributes.enable_deletion_protection === true)
        throw new AwsError(
          `OperationNotPermitted: Load balancer '${String(attributes.arn)}' cannot be deleted because deletion protection is enabled`,
        );
    },
  },
  aws_lb_listener: {
    check(planned, _, cloud) {
      checkForwarding(planned, cloud);
      checkOneBalancer(planned, cloud);
    },
  },
  aws_lb_listener_rule: {
    check: (planned, _, cloud) => checkOneBalancer(planned, cloud),
    fill(planned, prior, cloud) {
      if (prior !== null || planned.priority !== UNKNOWN) return;
      const siblings = cloud
        .list("aws_lb_listener_rule")
        .filter(({ attributes }) => attributes.listener_arn === planned.listener_arn);
      planned.priority = 1 + Math.max(0, ...siblings.map(({ attributes }) => Number(attributes.priority)));
    },
  },
  aws_lb_target_group: {
    check: (planned) => checkNetworkGroup(planned),
    fill(planned, prior) {
      // AWS ends what is left of flows of UDP (user guide, target group attributes, connection termination).
      if (prior === null && planned.connection_termination === UNKNOWN && isOfNetwork(planned))
        planned.connection_termination = String(planned.protocol).endsWith("UDP");
    },
    finish: finishNetworkGroup,
  },
};
