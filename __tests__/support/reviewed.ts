import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import { applyFolder } from "../../tools/plan-review/apply/apply-folder.ts";
import { readRecord } from "../../tools/plan-review/apply/read-record.ts";
import { judge } from "../../tools/plan-review/judge/judge.ts";
import { loadRules } from "../../tools/plan-review/judge/load-rules.ts";
import type { Review } from "../../tools/plan-review/model/review.ts";
import { Output } from "../../tools/plan-review/output.ts";
import { readStacks } from "../../tools/plan-review/plan/stacks.ts";
import { Terraform } from "../../tools/plan-review/plan/terraform.ts";
import { bound, planStacks } from "../../tools/plan-review/plan-stacks.ts";
import type { Deployment } from "./deployment.ts";
import { newFolder } from "./folder.ts";

/** A review in its own folder. */
export interface Reviewed {
  readonly folder: string;
  readonly review: Review;
}

/** Reviews what a deployment would do, as `npm run review` does after it has synthesized the stacks. */
export async function reviewOf(system: Deployment<Config>): Promise<Reviewed> {
  const folder = mkdtempSync(join(newFolder(), "review-"));
  const output = new Output(folder);
  const facts = { environment: system.config.environment };
  const progress = { begin: () => {}, end: () => {} };
  const found = await planStacks(readStacks(system.outdir), terraformOf(system), output.plans, facts, progress);
  const options = { rules: await loadRules(), required: [], waivers: { all: [], today: "2026-01-01" } };
  const review = bound(judge(found.planned, { ...facts, ...options }), found, output.plans);
  output.write(review, undefined);
  output.discard();
  return { folder, review };
}

/** Applies a review, as `npm run review -- --apply DIR` does; returns what it tells and why it stopped. */
export async function applyReview(system: Deployment<Config>, { folder }: Reviewed) {
  const messages: string[] = [];
  const now = { environment: system.config.environment, stacks: readStacks(system.outdir) };
  const stopped = await applyFolder(folder, readRecord(folder), now, terraformOf(system), (stack, what) =>
    messages.push(`${stack}: ${what}`),
  );
  return { told: messages, stopped };
}

const terraformOf = ({ environment, config }: Deployment<Config>) => {
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  return new Terraform({ ...inherited, ...environment, ENVIRONMENT: config.environment });
};
