import { join } from "node:path";
import type { Review } from "../model/review.ts";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import { visible } from "../secrets/visible.ts";
import { applyReviewed, type Stopped, type Tell } from "./apply.ts";
import { applyPhased } from "./apply-phased.ts";
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
  checkOrder(review);
  const plans = join(folder, "plans");
  const refused = await refusals(record, { ...now, plans }, terraform);
  if (refused.length > 0) {
    const reasons = refused.map((each) => `  ${visible(each)}\n`).join("");
    throw new Problem(`nothing was applied, because it is not what was reviewed:\n${reasons}Review again.`);
  }
  const apply = (review.phases ?? []).length > 0 ? applyPhased : applyReviewed;
  return apply(review, record, now.stacks, plans, terraform, tell);
}

/** Throws if the plans of a review are not what has to be applied. */
function checkOrder({ hazards = [], order = [], phases = [] }: Partial<Review>): void {
  const refusal = hazards.find(({ kind }) => kind === "refused");
  if (refusal !== undefined)
    throw new Problem(`nothing was applied: ${refusal.summary}. The review says how to do it instead`);
  // What is destroyed and created again, or replaced along, does something else than the plans that were reviewed.
  if (!phases.some(({ kind, replace }) => kind === "destroy" || replace !== undefined)) return;
  const option = hazards.some(({ kind }) => kind === "interruption") ? " -- --allow-interruption" : "";
  const steps = order.map((text, index) => `  ${index + 1}. ${text}`).join("\n");
  throw new Problem(
    `nothing was applied: in this order stacks have to deviate from their plans, which --apply never does. npm run deploy${option} does:\n${steps}`,
  );
}
