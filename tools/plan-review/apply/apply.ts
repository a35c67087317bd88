import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { planAccess } from "../access/plan-access.ts";
import type { Review } from "../model/review.ts";
import { planFirm } from "../plan/plan-stack.ts";
import type { Stack } from "../plan/stacks.ts";
import { errorText, type Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import { planProtection } from "../protection/plan-protection.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { Redactor } from "../secrets/redactor.ts";
import { SecretValues } from "../secrets/secret-values.ts";
import { deviations } from "./expectation.ts";
import type { PlanRecord, RecordedStack } from "./record.ts";
import { unreviewedAccess } from "./unreviewed-access.ts";
import { unreviewedProtection } from "./unreviewed-protection.ts";

/** Progress while stacks are applied. */
export type Tell = (stack: string, what: string) => void;

/** Why it stopped before all was applied; undefined if all was. */
export type Stopped = { readonly stack: string; readonly because: readonly string[] } | undefined;

/**
 * Applies what was reviewed, stack by stack: firm plans as they are; a stack whose plan was provisional is planned
 * again, and applied if the new plan does what was reviewed, with known values instead of unknown ones. Throws
 * `Problem` if Terraform fails.
 */
export async function applyReviewed(
  review: Review,
  record: PlanRecord,
  stacks: readonly Stack[],
  plans: string,
  terraform: Terraform,
  tell: Tell,
): Promise<Stopped> {
  for (const recorded of record.stacks) {
    const stack = stacks.find(({ name }) => name === recorded.name) as Stack;
    if (recorded.plan !== undefined) {
      if (recorded.changes) await applyPlan(stack, resolve(plans, recorded.plan.file), terraform);
      tell(stack.name, recorded.changes ? "applied as reviewed" : "nothing to do");
      continue;
    }
    const because = await applyAgain(review, record, recorded, stack, terraform, tell);
    if (because.length > 0) return { stack: stack.name, because };
  }
  return undefined;
}

async function applyAgain(
  review: Review,
  { salt }: PlanRecord,
  { status, expected }: RecordedStack,
  stack: Stack,
  terraform: Terraform,
  tell: Tell,
): Promise<string[]> {
  if (expected === undefined) return [`its plan was ${status} when it was reviewed`];
  const folder = mkdtempSync(join(tmpdir(), "plan-review-"));
  try {
    const file = join(folder, "plan");
    const { plan, problem } = await planFirm(terraform, stack, file);
    if (plan === undefined || problem !== undefined)
      throw new Problem(`${stack.name} can't be planned: ${problem ?? "no plan"}`);
    const found = [...deviations(expected, plan, salt), ...newAccess(stack.name, plan, review)];
    if (found.length > 0) return found;
    await applyPlan(stack, file, terraform);
    tell(stack.name, "planned again and applied, as reviewed");
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Access that a plan widens and that was not in the review. */
export function newAccess(stack: string, plan: PlanFile, review: Review): string[] {
  const redactor = new Redactor(new SecretValues([plan]));
  const { access, openings } = planAccess(stack, plan, redactor);
  return [
    ...unreviewedAccess(review, access, openings),
    ...unreviewedProtection(review.protections ?? [], planProtection(stack, plan, redactor).rows),
  ];
}

/** Applies a plan that was kept. Throws `Problem` if Terraform fails. */
export async function applyPlan({ name, folder }: Stack, file: string, terraform: Terraform): Promise<void> {
  const { code, errors } = await terraform.apply(folder, file);
  if (code !== 0)
    throw new Problem(
      `${name} could not be applied: ${errors.map(errorText).join("; ")}. What was applied before stays; review again to continue`,
    );
}
