import { classesOf } from "./attribution.ts";
import { type Class, deletes } from "./classes.ts";
import { type Deployed, deployChange } from "./deploy.ts";
import { agree, type Edit, edited, editsBetween } from "./edits.ts";
import { GO } from "./guard.ts";
import { interruptionsAfter, notedIn } from "./interruptions.ts";
import { isDoubtful } from "./replacing.ts";
import type { Result, Trial } from "./run.ts";
import { isSame, type Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";

/** Changes that are deployed together. More than that, and a fault in one of them costs too much. */
const MAX_TOGETHER = 24;

/** Trials in groups: those in a group change the same stacks in place, each something else. Of others each is alone. */
export function grouped(trials: readonly Trial[]): Trial[][] {
  const alone: Trial[][] = [];
  const groups: { trials: Trial[]; edits: Edit[] }[] = [];
  for (const trial of trials) {
    const edits = inPlace(trial);
    if (edits === undefined) {
      alone.push([trial]);
      continue;
    }
    const group = groups.find(
      (each) =>
        each.trials.length < MAX_TOGETHER && isSame(first(each).before, trial.before) && agree(each.edits, edits),
    );
    if (group === undefined) groups.push({ trials: [trial], edits });
    else {
      group.trials.push(trial);
      group.edits.push(...edits);
    }
  }
  return [...alone, ...groups.map((group) => group.trials)];
}

const first = ({ trials: [trial] }: { trials: Trial[] }): Trial => trial as Trial;

/** The edits of a trial that only changes, or adds, what it says, and outputs. */
function inPlace({ before, after, next }: Trial): Edit[] | undefined {
  if (isDoubtful(before, after) || (next !== undefined && (next.next || !isSame(next.after, before)))) return undefined;
  const edits = editsBetween(before, after);
  return edits?.every(({ path: [part] }) => ["resource", "data", "output"].includes(String(part))) ? edits : undefined;
}

/**
 * Makes changes together on a copy of what they change, and undoes them together where some are to be undone. Returns the
 * results of those that went well and of which it is clear what they came to; the others have to be tried alone.
 */
export async function tryTogether(base: System, trials: readonly Trial[]): Promise<Map<Trial, Result[]>> {
  const changes = trials.map((trial) => editsBetween(trial.before, trial.after) ?? []);
  const merged = edited(base.stacks, changes.flat());
  const system = await base.copy(merged);
  const start = performance.now();
  const results = new Map<Trial, Result[]>();
  try {
    const made = await deployedTogether(system, merged, changes, merged);
    if (made === undefined) return results;
    const undone = trials.some(({ next }) => next !== undefined)
      ? await deployedTogether(system, base.stacks, changes, merged)
      : undefined;
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

/** What each change comes to. Nothing where something was deleted or went wrong. */
async function deployedTogether(system: System, after: Stacks, changes: readonly (readonly Edit[])[], merged: Stacks) {
  const noted = notedIn(system.cloud.folder);
  const deployed = await deployChange(system, after, system.allMadeOf());
  const isFine = isHarmless(deployed) && deployed.again.length === 0 && deployed.lost.length === 0;
  if (!isFine || interruptionsAfter(system.cloud.folder, noted).length > 0) return undefined;
  return classesOf(changes, deployed.actions, merged);
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
