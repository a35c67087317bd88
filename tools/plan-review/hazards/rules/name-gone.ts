import { at, listAt, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { staysThere, targetGroupsOf } from "../traffic.ts";
import { isCreatedFirst, isDeleted, isKept, isReplaced, isTainted, managed } from "../values.ts";

/**
 * A DNS record that leads to a load balancer goes while services behind it stay: whoever calls them by that name does not
 * find them any more, as soon as resolvers have forgotten it (Route 53 developer guide: 60 seconds for an alias).
 */
export const nameGone: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }): Hazard[] => {
    const all = managed(plan);
    if (!all.some((each) => staysThere(each) && targetGroupsOf(each).length > 0)) return [];
    return all
      .filter((each) => each.type === "aws_route53_record" && isAlias(each) && !isTainted(each))
      .filter((each) => !(isIpv6(each) && all.some((other) => isKept(other) && isSameName(each, other))))
      .flatMap((each) => goes(each) ?? [])
      .map((each) => hazard(stack, each));
  });

const isAlias = ({ change }: ResourceChange): boolean => listAt(change.before, "alias").length > 0;

const isIpv6 = ({ change }: ResourceChange): boolean => textAt(change.before, "type") === "AAAA";

/** Whether a name still has IPv4 addresses, which clients fall back to. */
const isSameName = (ipv6: ResourceChange, { type, change }: ResourceChange): boolean =>
  type === "aws_route53_record" &&
  textAt(change.after, "type") === "A" &&
  ["zone_id", "name"].every((key) => textAt(change.after, key) === textAt(ipv6.change.before, key));

/** A record that no other one of its name follows without a gap. */
function goes(record: ResourceChange): ResourceChange | undefined {
  if (isDeleted(record)) return record;
  const isSame = at(record.change.before, "name") === at(record.change.after, "name");
  return isReplaced(record) && !(isSame && isCreatedFirst(record)) ? record : undefined;
}

function hazard(stack: string, record: ResourceChange): Hazard {
  const name = textAt(record.change.before, "name") ?? record.address;
  const next = textAt(record.change.after, "name");
  const isGap = next === name;
  return {
    rule: "name-gone",
    kind: "interruption",
    stack,
    address: record.address,
    summary: isGap ? `${name} is deleted before its successor is created` : `${name} no longer points here`,
    details: [],
    because: "Whoever calls the services by this name gets no address for it.",
    impact: isGap ? `${name} does not resolve for some seconds` : `nothing answers at ${name}`,
    steps: isGap
      ? []
      : [
          `Without an interruption: move the callers of ${name} first: create a record for ${next ?? "the name that they will use"} by hand that points to the load balancer, or give ${name} one elsewhere`,
        ],
  };
}
