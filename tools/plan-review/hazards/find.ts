import type { PlannedStack } from "../judge/planned-stack.ts";
import type { Hazard, HazardRule, Landscape } from "./hazard.ts";
import { addressHeld } from "./rules/address-held.ts";
import { balancer } from "./rules/balancer.ts";
import { capacityRule } from "./rules/capacity.ts";
import { groupMoved } from "./rules/group-moved.ts";
import { heldDeletion } from "./rules/held-deletion.ts";
import { heldReplacement } from "./rules/held-replacement.ts";
import { instancesStay } from "./rules/instances-stay.ts";
import { ipv6Ends } from "./rules/ipv6-ends.ts";
import { keptRegistration } from "./rules/kept-registration.ts";
import { nameConflict } from "./rules/name-conflict.ts";
import { nameGone } from "./rules/name-gone.ts";
import { nameLeftOver } from "./rules/name-left-over.ts";
import { openingMoved } from "./rules/opening-moved.ts";
import { portGone } from "./rules/port-gone.ts";
import { priorityInUse } from "./rules/priority-in-use.ts";
import { pushedTagForgotten } from "./rules/pushed-tag-forgotten.ts";
import { replacedBeside } from "./rules/replaced-beside.ts";
import { replacedService } from "./rules/replaced-service.ts";
import { replacedTarget } from "./rules/replaced-target.ts";
import { roleInUse } from "./rules/role-in-use.ts";
import { routeGap } from "./rules/route-gap.ts";
import { subnetRange } from "./rules/subnet-range.ts";
import { unrolledPort } from "./rules/unrolled-port.ts";

/** Rules about one stack. */
const WITHIN: readonly HazardRule[] = [
  priorityInUse,
  replacedService,
  replacedTarget,
  balancer,
  addressHeld,
  capacityRule,
  unrolledPort,
  keptRegistration,
  routeGap,
  openingMoved,
  nameGone,
  ipv6Ends,
  pushedTagForgotten,
  groupMoved,
];

const ORDER = ["refused", "interruption", "phases"] as const;

/** All hazards of a change, most severe first. */
export function findHazards(landscape: Landscape): Hazard[] {
  const all = heldReplacement(landscape);
  // What is destroyed and created again anyway has no other troubles.
  const destroyed = new Set(all.flatMap(({ order }) => order?.destroy ?? []));
  const replacements = all.filter(({ stack }) => !destroyed.has(stack));
  const rest = { ...landscape, stacks: landscape.stacks.filter(({ name }) => !destroyed.has(name)) };
  const found = [
    ...replacements,
    ...heldDeletion(destroyed.size > 0 ? withoutHolders(landscape, destroyed) : landscape),
    ...nameConflict(rest),
    ...nameLeftOver(rest),
    ...portGone(rest),
    ...roleInUse(rest),
    ...instancesStay(rest),
    ...replacedBeside(rest),
    ...subnetRange(landscape),
    ...WITHIN.flatMap((rule) => rule(rest)),
  ];
  return ORDER.flatMap((kind) => found.filter((hazard) => hazard.kind === kind));
}

/** What the plan of a stack alone is refused for. */
export const refusedWithin = (stack: PlannedStack): Hazard[] =>
  WITHIN.flatMap((rule) => rule({ stacks: [stack], leftovers: [], destroyCommand: () => "" })).filter(
    ({ kind }) => kind === "refused",
  );

/** The same without plans of stacks that are destroyed first, which hold nothing then. */
const withoutHolders = ({ stacks, ...rest }: Landscape, destroyed: ReadonlySet<string>): Landscape => ({
  ...rest,
  stacks: stacks.map((stack) => (destroyed.has(stack.name) ? { ...stack, plan: undefined } : stack)),
});
