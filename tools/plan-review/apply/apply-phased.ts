import { resolve } from "node:path";
import { Deviation, drive, type PhaseCheck } from "../guard/drive.ts";
import type { PhaseRow, Review } from "../model/review.ts";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { decodeObject } from "../read/decode.ts";
import { readPlan } from "../read/read-plan.ts";
import { applyPlan, newAccess, type Stopped, type Tell } from "./apply.ts";
import { type Expectation, excesses, expectationOf } from "./expectation.ts";
import type { PlanRecord, RecordedStack } from "./record.ts";

/**
 * Applies what was reviewed in the phases that the review lists. A stack of a phase is planned again each time, and
 * applied if the new plan does nothing but what was reviewed, or a part of it: the rest is done before or after.
 */
export async function applyPhased(
  review: Review,
  record: PlanRecord,
  stacks: readonly Stack[],
  plans: string,
  terraform: Terraform,
  tell: Tell,
): Promise<Stopped> {
  const find = (name: string) => stacks.find((stack) => stack.name === name) as Stack;
  const expected = new Map<string, Expectation | undefined>();
  for (const recorded of record.stacks)
    expected.set(recorded.name, await expectationFor(recorded, find(recorded.name), plans, record.salt, terraform));
  const unplanned = record.stacks.find(({ name }) => expected.get(name) === undefined);
  if (unplanned !== undefined)
    return { stack: unplanned.name, because: [`its plan was ${unplanned.status} when it was reviewed`] };
  const run = async (phase: PhaseRow, what: string) => {
    const check: PhaseCheck = (plan) => [
      ...excesses(expected.get(phase.stack) ?? {}, plan, record.salt),
      ...newAccess(phase.stack, plan, review),
    ];
    tell(phase.stack, `${what}: ${await drive(phase, find(phase.stack), terraform, check)}`);
  };
  try {
    for (const phase of review.phases)
      await run(phase, phase.kind === "withhold" ? "applied without deletions" : "applied");
    const [waiting] = waitingFor(review);
    if (waiting !== undefined) return waiting;
    const touched = new Set(review.phases.map(({ stack }) => stack));
    for (const { name, plan, changes } of record.stacks) {
      if (plan === undefined || touched.has(name)) await run({ kind: "apply", stack: name }, "applied, planned again");
      else {
        if (changes) await applyPlan(find(name), resolve(plans, plan.file), terraform);
        tell(name, changes ? "applied as reviewed" : "nothing to do");
      }
    }
  } catch (problem) {
    if (problem instanceof Deviation) return { stack: problem.before, because: problem.because };
    throw problem;
  }
  return undefined;
}

/** What a stack was reviewed to do: noted where its plan was provisional, and otherwise read from the plan. */
async function expectationFor(
  { name, plan, expected }: RecordedStack,
  { folder }: Stack,
  plans: string,
  salt: string,
  terraform: Terraform,
): Promise<Expectation | undefined> {
  if (plan === undefined) return expected;
  const json = await terraform.show(folder, terraform.dataFolder, resolve(plans, plan.file));
  const what = `the plan of ${name}`;
  return expectationOf(readPlan(decodeObject(Buffer.from(json), what), what), salt);
}

/** Deletions that wait for something else than a stack: the review lists no ordinary deployment after the phases. */
function waitingFor({ order, phases, hazards }: Review): NonNullable<Stopped>[] {
  if (order.length > phases.length) return [];
  return hazards
    .filter(({ kind, steps }) => kind === "phases" && steps.length > 0)
    .map(({ stack, summary, steps }) => ({ stack, because: [summary, ...steps] }));
}
