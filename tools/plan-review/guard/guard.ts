import type { Hazard } from "../hazards/hazard.ts";
import { lastOf, orderOf } from "../hazards/shown.ts";
import type { Stack } from "../plan/stacks.ts";
import type { Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import type { Analysis } from "./analysis.ts";
import { drive } from "./drive.ts";
import { hazardLines } from "./words.ts";

/** What the user has approved. */
export interface Approval {
  readonly allowsInterruption: boolean;
  /** Whether phases are done without asking. */
  readonly isApproved: boolean;
}

/** How the guard talks to the user. */
export interface Talk {
  say(line: string): void;
  /** Asks a question that is answered with yes or no; undefined without a terminal. */
  ask(question: string): Promise<boolean | undefined>;
}

/** 0 go on with the ordinary deployment; 3 don't. */
export type Decision = 0 | 3;

/** Reports on a change, and runs its phases if they are allowed. Throws `Problem` if one fails. */
export async function guardDeploy(
  { stacks: planned, hazards, phases, redactor }: Analysis,
  stacks: readonly Stack[],
  terraform: Terraform,
  approval: Approval,
  talk: Talk,
): Promise<Decision> {
  const failed = planned.filter(({ status }) => status === "failed");
  if (failed.length > 0)
    throw new Problem(failed.map(({ name, problem }) => `${name} can't be planned: ${problem}`).join("\n"));
  if (hazards.length === 0) return 0;
  for (const line of hazardLines(hazards, redactor)) talk.say(line);
  const [refusal] = refusals(hazards, approval, phases.length);
  if (refusal !== undefined) {
    talk.say(`Nothing was changed: ${refusal}`);
    return 3;
  }
  const last = lastOf(hazards);
  if (phases.length === 0) return 0; // approved, and in the ordinary order
  talk.say("This is done in this order:");
  for (const [index, text] of orderOf(hazards, phases, redactor).entries()) talk.say(`  ${index + 1}. ${text}`);
  const isApproved = approval.isApproved || (await talk.ask("Deploy in this order?"));
  if (isApproved !== true) {
    const why = isApproved === undefined ? "there is no terminal to ask in; add --auto-approve" : "not approved";
    talk.say(`Nothing was changed: ${why}`);
    return 3;
  }
  for (const [index, phase] of phases.entries()) {
    const stack = stacks.find(({ name }) => name === phase.stack) as Stack;
    const start = performance.now();
    const done = await drive(phase, stack, terraform);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    talk.say(
      `  phase ${index + 1} of ${phases.length + (last === undefined ? 0 : 1)}  ${redactor.text(phase.text)}  ${done} (${seconds} s)`,
    );
  }
  if (last !== undefined) return 0;
  talk.say("Done, except for deletions that have to wait:");
  for (const { steps } of hazards.filter(({ order }) => order?.waits === true))
    for (const [index, step] of steps.entries()) talk.say(`  ${index + 1}. ${redactor.text(step, 1000)}`);
  return 3;
}

/** Why nothing is done. */
function refusals(hazards: readonly Hazard[], { allowsInterruption }: Approval, phases: number): string[] {
  const of = (kind: Hazard["kind"]) => hazards.filter((hazard) => hazard.kind === kind);
  return [
    ...(of("refused").length > 0 ? ["follow the steps above"] : []),
    ...(of("interruption").length > 0 && !allowsInterruption
      ? ["to accept the interruption, run npm run deploy -- --allow-interruption"]
      : []),
    ...(phases === 0 && hazards.some(({ order }) => order?.waits === true) ? ["follow the steps above"] : []),
  ];
}
