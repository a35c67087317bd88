import { classesOf } from "./attribution.ts";
import { type Class, deletes } from "./classes.ts";
import { type Deployed, deployChange } from "./deploy.ts";
import { edited } from "./edits.ts";
import { editsOf } from "./groups.ts";
import { decide, GO } from "./guard.ts";
import { interruptionsAfter, notedIn } from "./interruptions.ts";
import { remainsOf } from "./remains.ts";
import { isDoubtful } from "./replacing.ts";
import type { Result, Trial } from "./run.ts";
import type { Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";
import type { Action } from "./terraform.ts";

/**
 * Makes changes together on a copy of what they change, and undoes them together where some are to be undone. Returns the
 * results of those that went well and of which it is clear what they came to; the others have to be tried alone.
 */
export async function tryTogether(base: System, trials: readonly Trial[]): Promise<Map<Trial, Result[]>> {
  const changes = trials.map((trial) => editsOf(trial) ?? []);
  const isReplacing = trials.some(({ before, after }) => isDoubtful(before, after));
  const merged = edited(base.stacks, changes.flat());
  const system = await base.copy(merged);
  const start = performance.now();
  const results = new Map<Trial, Result[]>();
  const actions: Action[] = [];
  const deployed = async (stacks: Stacks) => {
    const found = await deployedTogether(system, stacks, isReplacing);
    actions.push(...(found ?? []));
    return found && classesOf(changes, found, stacks);
  };
  try {
    const made = await deployed(merged);
    if (made === undefined) return results;
    const undone = trials.some(({ next }) => next !== undefined) ? await deployed(base.stacks) : undefined;
    if ((await remainsOf(system, GO.kind, actions)).length > 0) return results;
    const seconds = (performance.now() - start) / 1000 / trials.length;
    for (const [index, trial] of trials.entries()) {
      const [kind, back] = [made[index], undone?.[index]];
      if (kind === undefined || (trial.next !== undefined && back === undefined)) continue;
      const following = trial.next && back !== undefined ? [resultOf(trial.next, back, 0)] : [];
      results.set(trial, [resultOf(trial, kind, seconds), ...following]);
    }
    return results;
  } finally {
    await system.remove();
  }
}

/** What Terraform does. Nothing if it goes wrong, or where the guard or the watch has something to say. */
async function deployedTogether(
  system: System,
  after: Stacks,
  isReplacing: boolean,
): Promise<readonly Action[] | undefined> {
  const noted = notedIn(system.cloud.folder);
  const before = system.allMadeOf();
  if (isReplacing) {
    const { kind, failure } = await decide(system, after);
    if (kind !== "go" || failure !== undefined) return undefined;
  }
  const deployed = await deployChange(system, after, before);
  const hasWorked = isReplacing ? deployed.failure === undefined : isHarmless(deployed);
  const isFine = hasWorked && deployed.again.length === 0 && deployed.lost.length === 0;
  return isFine && interruptionsAfter(system.cloud.folder, noted).length === 0 ? deployed.actions : undefined;
}

/** Whether everything has worked, and nothing was deleted. */
export const isHarmless = ({ failure, actions }: Deployed): boolean => failure === undefined && !actions.some(deletes);

const resultOf = (trial: Trial, kind: Class, seconds: number): Result => ({
  trial,
  class: kind,
  decision: GO,
  deployed: { actions: [], again: [], lost: [] },
  interruptions: [],
  left: [],
  seconds,
});
