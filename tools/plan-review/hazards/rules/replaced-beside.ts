import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { type Holder, Holders } from "../holders.ts";
import { REFUSED_IN_USE } from "../in-use.ts";
import { counted, distinct, isCreatedFirst, isReplaced, isTainted, listed, managed } from "../values.ts";

/** What has no persistent state, so that a new one does as well as one that is updated. */
const REPLACEABLE = /^aws_(internet_gateway|egress_only_internet_gateway|vpc_security_group_(ingress|egress)_rule)$/;

interface Held {
  readonly resource: ResourceChange;
  readonly holders: readonly Holder[];
}

/**
 * Within a stack, something that AWS does not delete while it is in use is deleted before its successor is created, and
 * what uses it is updated only then: such as a VPC, whose internet gateway is attached to it until it is attached to the
 * successor.
 */
export const replacedBeside: HazardRule = (landscape) => {
  const holders = new Holders(landscape);
  return landscape.stacks.flatMap(({ name, plan }): Hazard[] => {
    const held = managed(plan)
      .filter((each) => REFUSED_IN_USE.test(each.type) && isReplaced(each) && !isCreatedFirst(each) && !isTainted(each))
      .map((resource): Held => ({ resource, holders: holders.updatedBeside(name, resource) }))
      // The target group of a service has its own rule.
      .filter(({ holders }) => holders.length > 0 && !holders.some(({ type }) => type === "aws_ecs_service"));
    return held.length > 0 ? [hazard(name, held)] : [];
  });
};

function hazard(stack: string, held: readonly Held[]): Hazard {
  const users = held.flatMap(({ holders }) => holders);
  const addresses = distinct(users.map(({ address }) => address));
  const isEasy = users.every(({ type }) => REPLACEABLE.test(type));
  const common = {
    rule: "replaced-beside",
    stack,
    address: (held[0] as Held).resource.address,
    details: held.map(
      ({ resource, holders }) => `${resource.address} is used by ${listed(holders.map(({ address }) => address))}`,
    ),
    because:
      "AWS refuses to delete it while it is in use, and Terraform updates what uses it only when the successor is there.",
  };
  const summary = `${stack} replaces ${counted(held.length, "resource")} that others in it use until they are updated`;
  if (isEasy)
    return {
      ...common,
      kind: "phases",
      summary: `${summary}: ${listed(addresses)} ${addresses.length === 1 ? "is" : "are"} replaced along`,
      steps: [],
      order: { replace: { stack, addresses } },
    };
  return {
    ...common,
    kind: "refused",
    summary,
    steps: [
      "Keep what replaces it, such as its name or description",
      "Or set up a second environment with the new setting, move the callers (DNS), and destroy this one",
    ],
  };
}
