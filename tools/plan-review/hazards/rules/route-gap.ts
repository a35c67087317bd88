import { textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { isCreatedFirst, isReplaced, isTainted, managed } from "../values.ts";

/** What lets running tasks reach others and be reached, piece by piece. */
const WAYS =
  /^aws_(route|route_table_association|vpc_security_group_ingress_rule|vpc_security_group_egress_rule|vpc_endpoint)$/;

/** A piece of a way that stays is deleted before its successor is created, in a network that stays. */
export const routeGap: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    const going = new Set(all.filter(isReplaced).flatMap(({ change }) => textAt(change.before, "id") ?? []));
    const gaps = all.filter(
      (each) =>
        WAYS.test(each.type) && isReplaced(each) && !isCreatedFirst(each) && !isTainted(each) && !goesWith(each, going),
    );
    const [first] = gaps;
    return first === undefined ? [] : [hazard(stack, first, gaps)];
  });

/** Whether what it belongs to is replaced too, which the rules on that speak of. */
const goesWith = ({ change }: ResourceChange, going: ReadonlySet<string>): boolean =>
  ["route_table_id", "subnet_id", "security_group_id", "vpc_id"].some((key) =>
    going.has(textAt(change.before, key) ?? ""),
  );

function hazard(stack: string, { address }: ResourceChange, gaps: readonly ResourceChange[]): Hazard {
  return {
    rule: "route-gap",
    kind: "interruption",
    stack,
    address,
    summary: `${gaps.length === 1 ? "a route or opening" : `${gaps.length} routes or openings`} of ${stack} ${gaps.length === 1 ? "is" : "are"} deleted before the successor is created`,
    details: gaps.map((each) => each.address),
    because: "Terraform deletes what it replaces first, unless the resource asks for the other order.",
    impact: "connections over them fail for some seconds",
    steps: [],
  };
}
