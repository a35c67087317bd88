import { join } from "node:path";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import { visible } from "../secrets/visible.ts";
import { applyReviewed, type Stopped, type Tell } from "./apply.ts";
import type { readRecord } from "./read-record.ts";
import { refusals } from "./refusals.ts";

/**
 * Applies a review that was written to a folder, to the stacks as they are now. Throws `Problem` before anything is
 * applied if they are not what was reviewed.
 */
export async function applyFolder(
  folder: string,
  { review, record }: ReturnType<typeof readRecord>,
  now: { readonly environment: string; readonly tree?: string; readonly stacks: readonly Stack[] },
  terraform: Terraform,
  tell: Tell,
): Promise<Stopped> {
  const plans = join(folder, "plans");
  const refused = await refusals(record, { ...now, plans }, terraform);
  if (refused.length > 0) {
    const reasons = refused.map((each) => `  ${visible(each)}\n`).join("");
    throw new Problem(`nothing was applied, because it is not what was reviewed:\n${reasons}Review again.`);
  }
  return applyReviewed(review, record, now.stacks, plans, terraform, tell);
}
