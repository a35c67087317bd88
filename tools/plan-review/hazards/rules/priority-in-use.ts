import { at, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { secondService } from "../second-service.ts";
import { forwardsOf, isListenerRule, isService, targetGroupsOf } from "../traffic.ts";
import { isDeleted, isUnknownAt, managed, nameIn } from "../values.ts";

/**
 * A rule gets a priority of its listener that another rule still has. CreateRule and SetRulePriorities answer
 * PriorityInUse (Elastic Load Balancing API reference), and Terraform changes rules side by side: it neither waits for the
 * other's deletion, nor moves two rules at once (hashicorp/terraform-provider-aws issue 12212).
 */
export const priorityInUse: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const rules = managed(plan).filter(isListenerRule);
    return rules.flatMap((rule): Hazard[] => {
      const wanted = placeOf(rule, "after");
      if (wanted === undefined || wanted === placeOf(rule, "before")) return [];
      const holder = rules.find((other) => other.address !== rule.address && placeOf(other, "before") === wanted);
      return holder === undefined ? [] : [hazard(stack, rule, holder, serviceOf(holder, managed(plan)))];
    });
  });

/** Listener and priority of a rule, as one text; undefined if one of them is not known. */
function placeOf({ change }: ResourceChange, side: "before" | "after"): string | undefined {
  const unknown = side === "after" && ["listener_arn", "priority"].some((key) => isUnknownAt(change.afterUnknown, key));
  const listener = textAt(change[side], "listener_arn");
  const priority = at(change[side], "priority");
  return unknown || listener === undefined || typeof priority !== "number" ? undefined : `${listener} ${priority}`;
}

/** Name of the service that a rule sends requests to. */
function serviceOf(rule: ResourceChange, all: readonly ResourceChange[]): string {
  const groups = forwardsOf(rule);
  const found = all.find((each) => isService(each) && targetGroupsOf(each).some((arn) => groups.includes(arn)));
  return found === undefined ? "the present service" : nameIn(found);
}

function hazard(stack: string, rule: ResourceChange, holder: ResourceChange, service: string): Hazard {
  const priority = String(at(rule.change.after, "priority"));
  const isMove = rule.change.before !== null && !isDeleted(holder);
  return {
    rule: "priority-in-use",
    kind: "refused",
    stack,
    address: rule.address,
    summary: `${rule.address} gets priority ${priority}, which ${holder.address} has until this change is deployed`,
    details: [],
    because:
      "A listener has one rule for each priority: AWS refuses the second with PriorityInUse, and Terraform changes rules in parallel, so the change would end half-way.",
    steps: isMove
      ? [
          `Give one of the two services a priority that is free. npm run deploy`,
          `Give both the priorities that you want. npm run deploy`,
        ]
      : isDeleted(holder)
        ? secondService(service)
        : [`Choose a priority that is free instead of ${priority}. npm run deploy`],
  };
}
