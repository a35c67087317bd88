import { inDestroyOrder } from "../../packages/leftovers/known-stacks.ts";
import { countText, type Invocation, npmCommand } from "../../packages/leftovers/report.ts";
import type { States } from "../../packages/leftovers/states.ts";
import type { RunTerraform } from "../../packages/leftovers/terraform.ts";
import { Interrupted } from "../../packages/processes/processes.cjs";
import { findUnsavedStates } from "../../packages/state/unsaved.ts";
import { AdoptError } from "./adopt-error.ts";
import type { Inventory, Listed } from "./existing.ts";
import { managedIn } from "./managed.ts";
import { proposalLines, remainingLines, unwantedLines } from "./report.ts";
import { StackAdoption } from "./stack-adoption.ts";

export interface AdoptOptions {
  readonly states: States;
  readonly terraform: RunTerraform;
  readonly inventory: Inventory;
  readonly invocation: Invocation;
  /** Asks whether states may be changed. */
  confirm(question: string): Promise<boolean>;
  say(line: string): void;
}

/** What Terraform says if it can't lock a state. */
const LOCKED = "Error acquiring the state lock";

/** The result for the stacks of an environment. */
interface Tally {
  adopted: number;
  /** Resources that are still in no state. */
  left: number;
  /** Stacks that could not be examined. */
  failed: string[];
  /** Whether another run has locked the state of one of those, or was killed and has left its lock. */
  isLocked: boolean;
  /** What no stack wants that was looked at so far, by its name. */
  unwanted: Map<string, Listed>;
}

/**
 * Adopts what exists of each stack without being in its state, in deploy order, because a stack is planned with the outputs
 * of those before it. Returns the exit code: 0 when nothing is left to adopt, 1 when something is.
 */
export async function adopt({ states, terraform, inventory, ...options }: AdoptOptions): Promise<number> {
  const { say, invocation } = options;
  const names = inDestroyOrder([...states.stacks.keys()].map((name) => ({ name }))).reverse();
  const tally: Tally = { adopted: 0, left: 0, failed: [], isLocked: false, unwanted: new Map() };
  const unsaved = new Set(findUnsavedStates(states).map(({ stack }) => stack));
  for (const { name } of names) {
    try {
      await adoptStack(new StackAdoption(name, states, terraform, inventory), options, tally, unsaved.has(name));
    } catch (problem) {
      if (problem instanceof Interrupted || !(problem instanceof AdoptError)) throw problem;
      tally.failed.push(name);
      tally.isLocked ||= problem.message.includes(LOCKED);
      say(`${name}: ${problem.message}`);
    }
  }
  const { adopted, failed } = tally;
  const unwanted = await unwantedIn(tally, states, inventory);
  for (const line of unwantedLines(unwanted)) say(line);
  const left = tally.left + unwanted.length;
  const deploy = npmCommand("deploy", invocation);
  if (adopted > 0) say(`Adopted ${countText(adopted)}. ${deploy} does the rest.`);
  if (failed.length > 0)
    say(
      `Unknown: whether there is anything to adopt in ${failed.join(", ")}. ${tally.isLocked ? "Wait for the run that holds the lock, or release it if that run is dead, see docs/state.md; then" : `After ${deploy},`} run this again.`,
    );
  if (left > 0) say(`${countText(left)} ${left === 1 ? "is" : "are"} left, named above.`);
  if (adopted + left + failed.length === 0) say("Nothing to adopt: what exists of these stacks is in their states.");
  return left + failed.length > 0 ? 1 : 0;
}

/** What a stack did not want may have been wanted by another one, also by one that could not be looked at. */
async function unwantedIn({ unwanted, failed }: Tally, states: States, inventory: Inventory): Promise<Listed[]> {
  if (unwanted.size === 0) return [];
  const managed = await managedIn(states, inventory);
  return [...unwanted.values()].filter(
    ({ names, isTagged }) => !names.some((name) => managed.has(name)) && (isTagged || failed.length === 0),
  );
}

/**
 * Goes on as long as something is adopted: ids that were unknown before tell what belongs where. A state that a killed
 * Terraform did not save is then saved, unless what it lacks was declined.
 */
async function adoptStack(
  stack: StackAdoption,
  { say, confirm }: Pick<AdoptOptions, "say" | "confirm">,
  tally: Tally,
  isUnsaved: boolean,
) {
  await stack.init();
  let adopted = 0;
  let isDeclined = false;
  for (;;) {
    const found = await stack.propose();
    const { proposals } = found;
    if (proposals.length > 0) {
      for (const line of proposalLines(stack.name, proposals)) say(line);
      if (await confirm(`Take ${proposals.length === 1 ? "it" : "them"} into the state of ${stack.name}?`)) {
        for (const proposal of proposals) await stack.adopt(proposal);
        adopted += proposals.length;
        continue;
      }
      isDeclined = true;
    }
    const lines = remainingLines(stack.name, found);
    for (const line of lines) say(line);
    tally.left += proposals.length + found.replaced.length + found.unclear.length;
    for (const each of found.unwanted) tally.unwanted.set(each.names.join(), each);
    break;
  }
  if (adopted > 0 || (isUnsaved && !isDeclined)) await stack.finish();
  tally.adopted += adopted;
}
