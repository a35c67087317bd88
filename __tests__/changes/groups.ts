import { WATCHED } from "../../packages/offline-aws/watch/types.ts";
import { agree, type Edit, editsBetween, placeOf } from "./edits.ts";
import { isDoubtful, kindOf } from "./replacing.ts";
import type { Trial } from "./run.ts";
import { isSame } from "./synthesis.ts";

/** Changes in place that are deployed together. More than that, and a fault in one of them costs too much. */
const MAX_IN_PLACE = 24;

/** Changes that replace or remove something, and are deployed together. */
const MAX_REPLACING = 8;

/** Parts of a stack in which changes can be made together. */
const PARTS = ["//", "resource", "data", "output"];

/** Words of kinds of changes on which the way to a service may depend. */
const ON_THE_WAY: ReadonlySet<string> = new Set([...WATCHED, "aws_lb_target_group", "terraform_data", "moved"]);

/**
 * Trials in two rounds of groups. First those in place, together with others of the same stacks that write something else, and
 * those that replace what no service is reached through; of each other kind of replacement one alone. Then the rest: together
 * where the one of their kind has gone well.
 */
export class Groups {
  readonly first: Trial[][];
  private readonly rest: Trial[];

  constructor(trials: readonly Trial[]) {
    const inPlace = trials.filter((trial) => !isReplacing(trial) && canBeTogether(trial));
    const aside = trials.filter((trial) => isReplacing(trial) && isAside(trial) && canBeTogether(trial));
    const others = trials.filter((trial) => !inPlace.includes(trial) && !aside.includes(trial));
    const samples = new Map(
      others
        .filter(canBeTogether)
        .reverse()
        .map((trial) => [kindOfTrial(trial), trial] as const),
    );
    const isAlone = (trial: Trial) => !canBeTogether(trial) || samples.get(kindOfTrial(trial)) === trial;
    this.first = [
      ...others.filter(isAlone).map((trial) => [trial]),
      ...packed(aside, MAX_REPLACING, areApart),
      ...packed(inPlace, MAX_IN_PLACE, agree),
    ];
    this.rest = others.filter((trial) => !isAlone(trial));
  }

  /** The second round, once the results of the first are known. */
  second(wentWell: (trial: Trial) => boolean): Trial[][] {
    const good = new Set(this.first.flatMap((group) => group.filter(wentWell)).map(kindOfTrial));
    const together = this.rest.filter((trial) => good.has(kindOfTrial(trial)));
    const alone = this.rest.filter((trial) => !good.has(kindOfTrial(trial)));
    return [...alone.map((trial) => [trial]), ...packed(together, MAX_REPLACING, areApart)];
  }
}

const isReplacing = ({ before, after }: Trial): boolean => isDoubtful(before, after);

/** What a trial replaces or removes, and what undoing it does. */
const kindOfTrial = ({ before, after, next }: Trial): string =>
  [kindOf(before, after), next === undefined ? "" : kindOf(next.before, next.after)].join(" / ");

const isAside = (trial: Trial): boolean =>
  !(kindOfTrial(trial).match(/\w+/g) ?? []).some((word) => ON_THE_WAY.has(word));

/** Whether a trial only edits resources and outputs of its stacks, and can be undone in one step. */
function canBeTogether(trial: Trial): boolean {
  const { before, next } = trial;
  if (next !== undefined && (next.next || !isSame(next.after, before))) return false;
  return editsOf(trial)?.every(({ path: [part] }) => PARTS.includes(String(part))) ?? false;
}

const known = new WeakMap<Trial, Edit[] | undefined>();

/** The edits that a trial makes. */
export function editsOf(trial: Trial): Edit[] | undefined {
  if (!known.has(trial)) known.set(trial, editsBetween(trial.before, trial.after));
  return known.get(trial);
}

/** Whether edits write other resources. */
function areApart(some: readonly Edit[], others: readonly Edit[]): boolean {
  const places = new Set(some.map(placeOf));
  return agree(some, others) && !others.some((edit) => edit.path[0] !== "//" && places.has(placeOf(edit)));
}

function packed(trials: readonly Trial[], max: number, fits: typeof agree): Trial[][] {
  const groups: { before: Trial["before"]; trials: Trial[]; edits: Edit[] }[] = [];
  for (const trial of trials) {
    const edits = [...(editsOf(trial) ?? [])];
    const group = groups.find(
      (each) => each.trials.length < max && isSame(each.before, trial.before) && fits(each.edits, edits),
    );
    if (group === undefined) groups.push({ before: trial.before, trials: [trial], edits });
    else {
      group.trials.push(trial);
      group.edits.push(...edits);
    }
  }
  return groups.map((group) => group.trials);
}
