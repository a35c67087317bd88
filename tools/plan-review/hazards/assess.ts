import { isChange } from "../judge/action.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { findHazards } from "./find.ts";
import type { Hazard, Landscape } from "./hazard.ts";
import { type Phase, phasesOf } from "./phases.ts";
import { restrict } from "./selection.ts";

/** What a deployment would meet. */
export interface Assessment {
  readonly hazards: readonly Hazard[];
  /** What is done before the ordinary deployment. */
  readonly phases: readonly Phase[];
}

/** The hazards of plans and the phases that they ask for, without those that would do nothing. */
export function assess(landscape: Landscape, isDeployed: (stack: string) => boolean = () => true): Assessment {
  const { stacks } = landscape;
  const hazards = restrict(findHazards(landscape), stacks, isDeployed);
  const changing = new Set(stacks.filter(changes).map(({ name }) => name));
  const all = phasesOf(hazards, stacks);
  for (const { kind, stack } of all) if (kind === "destroy") changing.add(stack);
  return { hazards, phases: all.filter(({ stack }) => isDeployed(stack) && changing.has(stack)) };
}

/** Whether deploying a stack would do anything. */
const changes = ({ plan }: PlannedStack): boolean =>
  plan === undefined ||
  plan.resourceChanges.some((each) => each.mode === "managed" && isChange(each)) ||
  plan.applyable === true;
