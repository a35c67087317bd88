import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Assessment, assess } from "../hazards/assess.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { type Progress, planAll } from "../plan/plan-all.ts";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { Redactor } from "../secrets/redactor.ts";
import { SecretValues } from "../secrets/secret-values.ts";
import { leftoverStates } from "./states.ts";

/** What a deployment would meet, with the plans that say so. */
export interface Analysis extends Assessment {
  readonly stacks: readonly PlannedStack[];
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
    const redactor = new Redactor(new SecretValues(planned.flatMap(({ plan }) => plan ?? [])));
    return { stacks: planned, redactor, ...assess({ stacks: planned, ...left }, isDeployed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
