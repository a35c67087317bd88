import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import { lockOutdir } from "../../packages/processes/outdir-lock.mjs";
import { fileProblem } from "../../packages/processes/problems.cjs";
import { start, uninterrupted } from "../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { stateProblem } from "../../packages/state/problem.ts";
import { applyFolder } from "./apply/apply-folder.ts";
import { readRecord } from "./apply/read-record.ts";
import { sourceOf } from "./apply/source.ts";
import { type ApplyCommand, type PlanCommand, readReviewArguments } from "./arguments.ts";
import { leftoverStates } from "./guard/states.ts";
import { HELP } from "./help.ts";
import { countsOf } from "./judge/action.ts";
import { judge } from "./judge/judge.ts";
import { loadRules } from "./judge/load-rules.ts";
import type { PlannedStack } from "./judge/planned-stack.ts";
import { leftoversOf } from "./leftovers.ts";
import { Output } from "./output.ts";
import { ReviewInterrupted } from "./plan/processes.ts";
import { outdirOf, synthesizeStacks } from "./plan/stacks.ts";
import { Terraform } from "./plan/terraform.ts";
import { bound, planStacks } from "./plan-stacks.ts";
import { Problem } from "./problem.ts";
import { countsText } from "./render/words.ts";
import { readPlans } from "./review-plans.ts";
import { visible } from "./secrets/visible.ts";
import { leftoverLines, summary, waiverWarnings } from "./summary.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
/** Error texts come from others, such as Terraform, and may hold secrets. */
const tell = (line: string) => process.stderr.write(`${withoutSecrets(line)}\n`);

const INTERRUPTED_APPLY =
  "interrupted: Terraform has finished what it was doing, and what was applied stays. Review again to continue";

async function main(words: readonly string[]): Promise<number> {
  const rules = await loadRules();
  const asked = readReviewArguments(words, [...rules.keys()]);
  if (asked.action === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (asked.offline) return again(words);
  // What a signal interrupts is the next program, so that a draft of the review is removed.
  if (asked.action !== "apply" && asked.plans.size > 0) return uninterrupted(() => review(asked, rules));
  const lock = lockOutdir(outdirOf(process.env));
  if (typeof lock === "string") throw new Problem(lock);
  try {
    return await uninterrupted(() => (asked.action === "apply" ? apply(asked) : review(asked, rules)));
  } finally {
    lock.release();
  }
}

/** Runs the same once more with the offline AWS attached. */
function again(words: readonly string[]): Promise<number> {
  const own = words.filter((word) => word !== "--offline");
  const args = [
    "--import",
    "tsx",
    "packages/offline-aws/cli.ts",
    process.execPath,
    "--import",
    "tsx",
    "tools/plan-review/main.ts",
  ];
  return start(process.execPath, [...args, ...own]).ended;
}

async function review(asked: PlanCommand, rules: Awaited<ReturnType<typeof loadRules>>): Promise<number> {
  const waivers = { all: asked.waivers, today: new Date().toISOString().slice(0, 10) };
  const output = new Output(asked.out);
  try {
    const found =
      asked.plans.size > 0 ? { planned: readPlans(asked.plans, (text) => tell(`note: ${text}`)) } : await plan(output);
    const shown = judge(found.planned, { ...found, rules, required: asked.required, waivers, now: Date.now() });
    const result = bound(shown, found, output.plans);
    output.write(result, asked.link);
    for (const line of summary(result, asked.out)) say(line);
    for (const warning of waiverWarnings(result, waivers)) tell(`warning: ${warning}`);
    return result.verdict.exitCode;
  } finally {
    output.discard();
  }
}

async function plan(output: Output) {
  const environment = process.env.ENVIRONMENT || "demo";
  tell(`Planning the stacks of ${environment} …`);
  const stacks = await synthesizeStacks(process.env);
  await requireState();
  const source = await sourceOf(process.env);
  const facts = { environment, ...source };
  const search = leftoversOf(outdirOf(process.env), process.env);
  const plans = planStacks(stacks, new Terraform(process.env), output.plans, facts, {
    begin: (what) => tell(`  ${what} …`),
    end: (stack, seconds) => tell(`  ${progressLine(stack)} (${seconds.toFixed(1)} s)`),
  });
  const [found, leftovers] = await Promise.all([plans, search]);
  const left = leftovers.some(({ resources }) => resources !== undefined)
    ? await leftoverStates(process.env)
    : undefined;
  return { ...facts, ...found, leftovers, ...(left !== undefined && { left }) };
}

/** Throws `Problem` if Terraform must not start on the stacks that are synthesized. */
async function requireState(): Promise<void> {
  const problem = await stateProblem(new States(outdirOf(process.env), terraformOf(process.env)), process.env);
  if (problem !== undefined) throw new Problem(problem);
}

function progressLine({ name, status, plan }: PlannedStack): string {
  return plan === undefined
    ? `${name}  ${status}`
    : `${name}  ${status}, ${countsText(countsOf(plan.resourceChanges))}`;
}

async function apply({ folder }: ApplyCommand): Promise<number> {
  const reviewed = readRecord(folder); // before anything is synthesized
  const environment = process.env.ENVIRONMENT || "demo";
  const { tree } = await sourceOf(process.env);
  const now = { environment, stacks: await synthesizeStacks(process.env), ...(tree !== undefined && { tree }) };
  await requireState();
  const terraform = new Terraform(process.env);
  const stopped = await applyFolder(folder, reviewed, now, terraform, (stack, what) =>
    say(`  ${stack}  ${what}`),
  ).catch((problem: unknown) => {
    throw problem instanceof ReviewInterrupted ? new ReviewInterrupted(INTERRUPTED_APPLY, problem.exitCode) : problem;
  });
  for (const line of leftoverLines(await leftoversOf(outdirOf(process.env), process.env))) say(visible(line));
  if (stopped === undefined) {
    say("Everything was applied as it was reviewed.");
    return 0;
  }
  tell(`stopped before ${stopped.stack}, because it would differ from what was reviewed:`);
  for (const each of stopped.because.slice(0, 20)) tell(`  ${visible(each)}`);
  tell("What was applied before stays. Review again to continue.");
  return 3;
}

/** Where an unexpected error comes from. What it says is left out: it may hold a part of a plan. */
function unexpected(problem: unknown): string {
  const { name, stack = "" } = problem instanceof Error ? problem : new Error();
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return `this is a bug in the review itself (${name}); please report it with these lines:\n${frames.join("\n")}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    tell(
      `plan review: ${problem instanceof Problem ? problem.message : (fileProblem(problem) ?? unexpected(problem))}`,
    );
    process.exit(problem instanceof ReviewInterrupted ? problem.exitCode : 1);
  },
);
