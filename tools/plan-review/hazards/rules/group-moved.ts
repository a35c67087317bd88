import type { Hazard, HazardRule } from "../hazard.ts";
import { changesBalancer, forwardsOf, futureForwardsOf, isListener, isListenerRule } from "../traffic.ts";
import { isCreatedFirst, isReplaced, isTainted, listed, managed } from "../values.ts";

/**
 * A listener or a rule goes to another load balancer and takes its target group along. A target group has one load balancer
 * at most, so AWS refuses the new one while the old one is there: TargetGroupAssociationLimit
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html, errors).
 */
export const groupMoved: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const moved = managed(plan).filter(
      (each) =>
        (isListener(each) || isListenerRule(each)) &&
        isReplaced(each) &&
        isCreatedFirst(each) &&
        !isTainted(each) &&
        changesBalancer(each) &&
        forwardsOf(each).some((group) => futureForwardsOf(each).includes(group)),
    );
    const [first] = moved;
    if (first === undefined) return [];
    const hazard: Hazard = {
      rule: "group-moved",
      kind: "refused",
      stack,
      address: first.address,
      summary: `${listed(moved.map(({ address }) => address))} ${moved.length === 1 ? "goes" : "go"} to another load balancer, which does not take the same target group`,
      details: moved.flatMap((each) => forwardsOf(each)),
      because:
        "A target group belongs to one load balancer: AWS refuses the new listener or rule while the old one is there.",
      steps: ["Set up a second environment behind the new load balancer, move the callers (DNS), and destroy this one"],
    };
    return [hazard];
  });
