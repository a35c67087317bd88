import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusedWithin } from "../hazards/find.ts";
import { isDeleted, managed } from "../hazards/values.ts";
import { countsOf } from "../judge/action.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import type { PhaseRow } from "../model/review.ts";
import { inCopy, planFirm, readKept } from "../plan/plan-stack.ts";
import type { Stack } from "../plan/stacks.ts";
import { errorText, type PlanResult, type Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { countsText } from "../render/words.ts";
import { targetsOf, withOutputsOf } from "./withholding.ts";

/** What a plan would do that it must not; nothing if it may be applied. */
export type PhaseCheck = (plan: PlanFile) => string[];

/** A phase would do something that it must not. */
export class Deviation extends Problem {
  constructor(
    readonly before: string,
    readonly because: readonly string[],
  ) {
    super(`stopped before ${before}: ${because.join("; ")}`);
  }
}

/**
 * Does one phase and says what it did. Each stack is planned again, with what the phases before have changed. Throws
 * `Problem`.
 */
export async function drive(
  { kind, stack: name, replace = [] }: PhaseRow,
  stack: Stack,
  terraform: Terraform,
  check: PhaseCheck = () => [],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "plan-review-"));
  const file = join(folder, "plan");
  try {
    const replaced = replace.map((address) => `-replace=${address}`);
    const options = kind === "destroy" ? ["-destroy"] : replaced;
    const planned = await planFirm(terraform, stack, file, ...options);
    if (planned.status !== "firm") throw new Problem(`${name} can't be planned: ${planned.problem ?? "no plan"}`);
    if (kind !== "destroy") checkAgain(planned);
    if (kind === "withhold") return await withhold(stack, planned.plan, terraform, replaced, check);
    if (planned.plan?.applyable === false) return "nothing to do";
    checkAllowed(name, planned.plan, check);
    checkApplied(name, await terraform.apply(stack.folder, file));
    return textOf(planned.plan);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkAllowed(stack: string, plan: PlanFile | undefined, check: PhaseCheck): void {
  const because = plan === undefined ? [] : check(plan);
  if (because.length > 0) throw new Deviation(stack, because);
}

/** Now that all values are known a plan may show what it did not before. */
function checkAgain(planned: PlannedStack): void {
  const [found] = refusedWithin(planned);
  if (found !== undefined)
    throw new Problem(
      `stopped before ${planned.name}: ${found.summary}. What was done before stays; npm run deploy says how to continue`,
    );
}

/** Applies all of a stack but its deletions. */
function withhold(
  stack: Stack,
  whole: PlanFile | undefined,
  terraform: Terraform,
  replaced: readonly string[],
  check: PhaseCheck,
): Promise<string> {
  const targets = targetsOf(whole);
  if (targets.length === 0) return Promise.resolve("nothing to do");
  return inCopy(stack, terraform, withOutputsOf(stack.config, targets), async (copy, dataFolder, file) => {
    const options = [...targets.map((target) => `-target=${target}`), ...replaced];
    const result = await terraform.plan(copy, dataFolder, file, ...options);
    const plan = await readKept(terraform, stack, copy, dataFolder, file, result);
    checkPlanned(stack.name, result);
    const [deleted] = managed(plan).filter(isDeleted);
    if (plan === undefined || deleted !== undefined)
      throw new Problem(`${stack.name} can't be deployed without deleting ${deleted?.address ?? "something"}`);
    if (plan.applyable === false) return "nothing to do";
    checkAllowed(stack.name, plan, check);
    checkApplied(stack.name, await terraform.apply(copy, file, dataFolder));
    return textOf(plan);
  });
}

const textOf = (plan: PlanFile | undefined): string => countsText(countsOf(plan?.resourceChanges ?? []));

function checkPlanned(stack: string, { code, errors }: PlanResult): void {
  if (code === 1) throw new Problem(`${stack} can't be planned: ${errors.map(errorText).join("; ")}`);
}

function checkApplied(stack: string, { code, errors }: PlanResult): void {
  if (code !== 0)
    throw new Problem(
      `${stack} could not be deployed: ${errors.map(errorText).join("; ")}. What was done before stays; npm run deploy continues from there`,
    );
}
