import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyReviewed } from "./apply/apply.ts";
import { digestOf } from "./apply/digest.ts";
import { readRecord } from "./apply/read-record.ts";
import { planDigest, RECORD_FILE, recordOf } from "./apply/record.ts";
import { refusals } from "./apply/refusals.ts";
import { sourceOf } from "./apply/source.ts";
import { type Apply, type Plan, readArguments } from "./arguments.ts";
import { HELP } from "./help.ts";
import { countsOf } from "./judge/action.ts";
import { judge } from "./judge/judge.ts";
import { loadRules } from "./judge/load-rules.ts";
import type { PlannedStack } from "./judge/planned-stack.ts";
import { Output } from "./output.ts";
import { planAll } from "./plan/plan-all.ts";
import { forwardSignals, Interrupted } from "./plan/processes.ts";
import { synthesize } from "./plan/stacks.ts";
import { Terraform } from "./plan/terraform.ts";
import { Problem } from "./problem.ts";
import { countsText } from "./render/words.ts";
import { readPlans } from "./review-plans.ts";
import { visible } from "./secrets/visible.ts";
import { summary, waiverWarnings } from "./summary.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  const rules = await loadRules();
  const asked = readArguments(words, [...rules.keys()]);
  if (asked.action === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (asked.offline) return again(words);
  return asked.action === "apply" ? apply(asked) : review(asked, rules);
}

/** Runs the same once more with the offline AWS attached. */
function again(words: readonly string[]): Promise<number> {
  const own = words.filter((word) => word !== "--offline");
  const args = [
    "--import",
    "tsx",
    "tools/offline-aws/cli.ts",
    process.execPath,
    "--import",
    "tsx",
    "tools/plan-review/main.ts",
  ];
  const child = spawn(process.execPath, [...args, ...own], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal); // a terminal has told the child itself
    });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

async function review(asked: Plan, rules: Awaited<ReturnType<typeof loadRules>>): Promise<number> {
  const waivers = { all: asked.waivers, today: new Date().toISOString().slice(0, 10) };
  const output = new Output(asked.out);
  try {
    const { planned, facts } =
      asked.plans.size > 0 ? { planned: readPlans(asked.plans), facts: {} } : await plan(output);
    const result = judge(planned, { ...facts, rules, required: asked.required, waivers });
    const keep = "record" in facts && result.verdict.kind !== "error";
    output.write(keep ? result : withoutRecord(result), asked.link, keep);
    for (const line of summary(result, asked.out)) say(line);
    for (const warning of waiverWarnings(result, waivers)) tell(`warning: ${warning}`);
    return result.verdict.exitCode;
  } finally {
    output.discard();
  }
}

function withoutRecord<T extends { record?: string }>({ record: _, ...rest }: T): Omit<T, "record"> {
  return rest;
}

/** Plans all stacks of the environment, and binds the plans to what they were made of. */
async function plan(output: Output) {
  const environment = process.env.ENVIRONMENT || "demo";
  tell(`Planning the stacks of ${environment} …`);
  const stacks = await synthesize(process.env);
  const terraform = new Terraform(process.env);
  const planned = await planAll(stacks, terraform, output.plans, {
    begin: (names) => tell(`  planning ${names.join(", ")} …`),
    end: (stack, seconds) => tell(`  ${progressLine(stack)} (${seconds.toFixed(1)} s)`),
  });
  const kept = planned.map((stack) => {
    const digest = stack.status === "firm" ? planDigest(output.plans, stack.name) : undefined;
    return { ...stack, ...(digest !== undefined && { digest }) };
  });
  const { commit, tree } = await sourceOf(process.env);
  const source = { ...(commit !== undefined && { commit }), ...(tree !== undefined && { tree }) };
  if (planned.some(({ status }) => status === "failed")) return { planned: kept, facts: { environment, ...source } };
  const record = await recordOf(kept, stacks, terraform, output.plans, { environment, ...source });
  const text = `${JSON.stringify(record)}\n`;
  writeFileSync(join(output.plans, RECORD_FILE), text, { mode: 0o600 });
  return { planned: kept, facts: { environment, ...(commit !== undefined && { commit }), record: digestOf(text) } };
}

function progressLine({ name, status, plan }: PlannedStack): string {
  return plan === undefined
    ? `${name}  ${status}`
    : `${name}  ${status}, ${countsText(countsOf(plan.resourceChanges))}`;
}

async function apply({ folder }: Apply): Promise<number> {
  const { review, record } = readRecord(folder);
  const environment = process.env.ENVIRONMENT || "demo";
  const terraform = new Terraform(process.env);
  const { tree } = await sourceOf(process.env);
  const stacks = await synthesize(process.env);
  const plans = join(folder, "plans");
  const refused = await refusals(
    record,
    { plans, environment, stacks, ...(tree !== undefined && { tree }) },
    terraform,
  );
  if (refused.length > 0)
    throw new Problem(
      `nothing was applied, because it is not what was reviewed:\n${refused.map((each) => `  ${visible(each)}\n`).join("")}review again`,
    );
  const stopped = await applyReviewed(review, record, stacks, plans, terraform, (stack, what) =>
    say(`  ${stack}  ${what}`),
  );
  if (stopped === undefined) {
    say("All is applied as it was reviewed.");
    return 0;
  }
  tell(`stopped before ${stopped.stack}, because it would not be what was reviewed:`);
  for (const each of stopped.because.slice(0, 20)) tell(`  ${visible(each)}`);
  tell("What was applied before stays. Review again to go on.");
  return 3;
}

forwardSignals();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    const known = problem instanceof Problem;
    tell(`plan review: ${known ? problem.message : ((problem as Error)?.stack ?? problem)}`);
    process.exit(problem instanceof Interrupted ? 130 : 1);
  },
);
