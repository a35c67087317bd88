import { at, canonical, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { counted, isCreated, isDeleted, managed } from "../values.ts";

const OPENING = /^aws_vpc_security_group_(ingress|egress)_rule$/;

/**
 * A security group lets others through a port than before. Terraform knows of no order between the rule that is deleted and
 * the one that is created, so that it may close the port before it is open again.
 */
export const openingMoved: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }): Hazard[] => {
    const openings = managed(plan).filter(({ type }) => OPENING.test(type));
    const opened = new Set(openings.filter(isCreated).flatMap((each) => placeOf(each, "after") ?? []));
    const closed = openings.filter(isDeleted).filter((each) => opened.has(placeOf(each, "before") ?? ""));
    const [first] = closed;
    return first === undefined ? [] : [hazard(stack, first, closed)];
  });

/** Group, direction and ports of a rule, as one text; undefined if the group is not there yet. */
function placeOf({ type, change }: ResourceChange, side: "before" | "after"): string | undefined {
  const group = textAt(change[side], "security_group_id");
  const ports = ["ip_protocol", "from_port", "to_port"].map((key) => canonical(at(change[side], key) ?? null));
  return group === undefined ? undefined : [type, group, ...ports].join(" ");
}

const hazard = (stack: string, { address }: ResourceChange, closed: readonly ResourceChange[]): Hazard => ({
  rule: "opening-moved",
  kind: "phases",
  stack,
  address,
  summary: `${stack} closes ${counted(closed.length, "opening")} of a port that it opens to others`,
  details: closed.map((each) => each.address),
  because: "Terraform may delete the old rule before it creates the new one, and connections are refused meanwhile.",
  steps: [],
  order: { withhold: [stack] },
});
