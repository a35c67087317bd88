import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findHazards } from "../hazards/find.ts";
import type { Hazard, Landscape } from "../hazards/hazard.ts";
import { type Phase, phasesOf } from "../hazards/phases.ts";
import { isChange } from "../judge/action.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { type Progress, planAll } from "../plan/plan-all.ts";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { Redactor } from "../secrets/redactor.ts";
import { SecretValues } from "../secrets/secret-values.ts";
import { restrict } from "./selection.ts";
import { leftoverStates } from "./states.ts";

/** What a deployment would meet. */
export interface Analysis {
  readonly stacks: readonly PlannedStack[];
  readonly hazards: readonly Hazard[];
  /** What is done before the ordinary deployment. */
  readonly phases: readonly Phase[];
  readonly redactor: Redactor;
}

/** Plans all stacks and looks for hazards in those that are to be deployed. Changes nothing. */
export async function analyse(
  stacks: readonly Stack[],
  terraform: Terraform,
  environment: NodeJS.ProcessEnv,
  isDeployed: (stack: string) => boolean,
  progress: Progress,
): Promise<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), "plan-review-"));
  try {
    const [planned, left] = await Promise.all([
      planAll(stacks, terraform, folder, progress),
      leftoverStates(environment),
    ]);
    return judged({ stacks: planned, ...left }, isDeployed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The hazards of plans and the phases that they ask for. Pure. */
export function judged(landscape: Landscape, isDeployed: (stack: string) => boolean = () => true): Analysis {
  const { stacks } = landscape;
  const hazards = restrict(findHazards(landscape), stacks, isDeployed);
  const changing = new Set(stacks.filter(changes).map(({ name }) => name));
  const all = phasesOf(hazards, stacks);
  for (const { kind, stack } of all) if (kind === "destroy") changing.add(stack);
  const phases = all.filter(({ stack }) => isDeployed(stack) && changing.has(stack));
  return {
    stacks,
    hazards,
    phases,
    redactor: new Redactor(new SecretValues(stacks.flatMap(({ plan }) => plan ?? []))),
  };
}

/** Whether deploying a stack would do anything. */
const changes = ({ plan }: PlannedStack): boolean =>
  plan === undefined ||
  plan.resourceChanges.some((each) => each.mode === "managed" && isChange(each)) ||
  plan.applyable === true;
