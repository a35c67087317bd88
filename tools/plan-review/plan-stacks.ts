import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, digestOfFile } from "./apply/digest.ts";
import { type PlanRecord, planFile, RECORD_FILE, recordOf } from "./apply/record.ts";
import { reviewDigest } from "./apply/review-digest.ts";
import type { PlannedStack } from "./judge/planned-stack.ts";
import type { Review } from "./model/review.ts";
import { type Progress, planAll } from "./plan/plan-all.ts";
import type { Stack } from "./plan/stacks.ts";
import type { Terraform } from "./plan/terraform.ts";
import { overridesIn } from "./read/overrides.ts";

/** Plans of stacks, with what they are bound to; there is nothing to apply if a stack has failed. */
export interface PlannedStacks {
  readonly planned: readonly PlannedStack[];
  readonly record?: Omit<PlanRecord, "review">;
}

/** Plans all stacks and binds the plans, which are kept in `folder`, to what they were made of. */
export async function planStacks(
  stacks: readonly Stack[],
  terraform: Terraform,
  folder: string,
  facts: Pick<PlanRecord, "environment" | "commit" | "tree">,
  progress: Progress,
): Promise<PlannedStacks> {
  const overrides = new Map(stacks.map(({ name, config }) => [name, overridesIn(config)]));
  const planned = (await planAll(stacks, terraform, folder, progress)).map((stack) => {
    const digest = stack.status === "firm" ? digestOfFile(join(folder, planFile(stack.name))) : undefined;
    return { ...stack, overrides: overrides.get(stack.name), ...(digest !== undefined && { digest }) };
  });
  if (planned.some(({ status }) => status === "failed")) return { planned };
  return { planned, record: await recordOf(planned, stacks, terraform, folder, facts) };
}

/** Binds plans to the review that was made of them, and the review to their record. */
export function bound(review: Review, { record }: PlannedStacks, folder: string): Review {
  if (record === undefined || review.verdict.kind === "error") return review;
  const complete: PlanRecord = { ...record, review: reviewDigest(review) };
  const text = `${JSON.stringify(complete)}\n`;
  writeFileSync(join(folder, RECORD_FILE), text, { mode: 0o600 });
  return { ...review, record: digestOf(text) };
}
