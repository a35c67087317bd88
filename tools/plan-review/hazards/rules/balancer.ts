import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { changesBalancer, forwardsOf, isListener, isListenerRule, staysThere, targetGroupsOf } from "../traffic.ts";
import { counted, isCreatedFirst, isDeleted, isReplaced, isTainted, managed, nameIn } from "../values.ts";

/**
 * A load balancer, or one of its listeners, goes while services behind it stay. The address of a load balancer is made from
 * its name and an id (Elastic Load Balancing user guide), so that its successor has another one; and with a listener its
 * rules are deleted.
 */
export const balancer: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    const services = all.filter((each) => staysThere(each) && targetGroupsOf(each).length > 0);
    // Services that lose their route as well don't miss it.
    const routes = all.filter(
      (each) =>
        (isListenerRule(each) || (isListener(each) && forwardsOf(each).length > 0)) &&
        each.change.before !== null &&
        !isDeleted(each),
    );
    if (services.length === 0 || routes.length === 0) return [];
    const going = all.filter((each) => isReplaced(each) && !isTainted(each));
    const balancers = going.filter(({ type }) => /^aws_(lb|alb)$/.test(type));
    // On another load balancer the successor is there before it goes.
    const moves = (each: ResourceChange) => changesBalancer(each) && isCreatedFirst(each);
    const replaced = balancers.length > 0 ? balancers : going.filter((each) => isListener(each) && !moves(each));
    return replaced.map((each): Hazard => {
      const isBalancer = balancers.length > 0;
      return {
        rule: "balancer",
        kind: "refused",
        stack,
        address: each.address,
        summary: isBalancer
          ? `load balancer ${nameIn(each)} is replaced, and ${counted(services.length, "service")} behind it would not answer at its address any more`
          : `listener ${each.address} is replaced, and ${counted(services.length, "service")} behind it would not answer meanwhile`,
        details: services.map(nameIn),
        because: isBalancer
          ? "Each load balancer has its own address: callers have to switch to the new one before the old one is deleted."
          : "With a listener AWS deletes its rules, and Terraform deletes it before its successor is created.",
        steps: [
          "Keep its name and whatever else replaces it (scheme, type)",
          "Or set up a second environment with the new setting, move the callers (DNS), and destroy this one",
        ],
      };
    });
  });
