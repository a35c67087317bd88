import { BY_HAND } from "./by-hand.ts";
import type { Case } from "./cases.ts";
import { type FieldChange, type FieldChanges, fieldChanges } from "./field-changes.ts";
import { NAMED, PAIRS } from "./named.ts";
import type { Trial } from "./run.ts";
import { synthesized, synthesizedAsWritten } from "./synthesis.ts";

/** Every change that is tried, and the fields that none of them changes. */
export interface Trials {
  readonly trials: readonly Trial[];
  readonly missing: readonly string[];
}

export function allTrials(): Trials {
  // Terraform itself asks for what moves a state.
  const found = fieldChanges((field) => !field.startsWith("state"));
  const byHand = [...NAMED, ...PAIRS, ...BY_HAND];
  const covered = new Set(byHand.flatMap(({ fields }) => fields).map(plain));
  const missing = [...found.unseen, ...found.unchanged].filter((field) => !covered.has(plain(field)));
  const single = BY_HAND.map(trialOf).flatMap((trial) => trial.fields.map((field) => ({ ...trial, fields: [field] })));
  return { trials: [...caseTrials(), ...single, ...fieldTrials(found)], missing };
}

/** The changes that are described in words. */
export const caseTrials = (): Trial[] => [...NAMED, ...PAIRS].map((each) => ({ ...trialOf(each), isCase: true }));

/** A field without the types of the objects that have it. */
export const plain = (field: string): string => field.replace(/\([^()]*\)/g, "");

function trialOf({ what, fields, before, after, expected }: Case): Trial {
  return {
    id: what,
    fields,
    what,
    before: stacksOf(before, what),
    after: stacksOf(
      after,
      what,
      fields.some((field) => field.startsWith("state")) ? synthesizedAsWritten : synthesized,
    ),
    ...(expected !== undefined && { expected }),
  };
}

function stacksOf(environment: unknown, what: string, synthesize = synthesized) {
  const stacks = synthesize(environment);
  if (stacks instanceof Error) throw new Error(`${what}: ${stacks.message}`);
  return stacks;
}

/** What is removed is added again on what is left. */
const fieldTrials = ({ changes }: FieldChanges): Trial[] =>
  changes.map((change) => {
    const trial = fieldTrial(change);
    if (change.how !== "removed") return trial;
    return { ...trial, next: fieldTrial({ ...change, how: "added", before: change.after, after: change.before }) };
  });

const fieldTrial = ({ field, how, before, after }: FieldChange): Trial => ({
  id: `${field} ${how}`,
  fields: [field],
  what: how === "changed" ? "" : how,
  before,
  after,
});
