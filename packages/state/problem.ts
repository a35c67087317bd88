import { relative } from "node:path";
import { countText, type Invocation, invocationOf, npmCommand } from "../leftovers/report.ts";
import type { States } from "../leftovers/states.ts";
import { type BrokenState, type Damage, findBrokenStates, isRestorable, restore } from "./broken-files.ts";
import { type Bucket, presenceOf } from "./bucket.ts";
import { findUnsavedStates, type UnsavedState } from "./unsaved.ts";

/** Option of `npm run adopt`, `deploy`, `diff` and `destroy` that restores the last complete local states. */
export const RESTORE_OPTION = "--restore-state";

/**
 * Why Terraform must not start on the stacks of an environment, and what to do; undefined if nothing is known against
 * it. Behind the offline AWS no bucket is asked for. States that may lack what a killed Terraform made last are taken by
 * what completes them, and on request.
 */
export async function stateProblem(
  states: States,
  environment: NodeJS.ProcessEnv,
  { takesUnsaved = false } = {},
): Promise<string | undefined> {
  const invocation = invocationOf(environment);
  const broken = findBrokenStates(states);
  if (broken.length > 0) return broken.map((each) => brokenText(each, invocation)).join("\n");
  const unsaved = takesUnsaved ? [] : findUnsavedStates(states);
  if (unsaved.length > 0) return unsavedText(unsaved, invocation);
  if (invocation.offline) return undefined;
  for (const bucket of bucketsOf(states))
    if ((await presenceOf(bucket, environment)) === "missing") return missingText(bucket, invocation);
  return undefined;
}

/**
 * Restores the last complete local states, and reports what it did. Those without a backup are a problem that stays, or
 * are moved aside where what they had is adopted.
 */
export function restoreStates(states: States, { orEmpty = false } = {}): string[] {
  const broken = findBrokenStates(states).filter(
    (each) => isRestorable(each) && (orEmpty || each.backup !== undefined),
  );
  for (const each of broken) restore(each);
  return broken.map(({ stack, file, backup }) =>
    backup === undefined
      ? `Moved aside: the state of ${stack}, which has no backup, to ${file}.broken`
      : `Restored: the state of ${stack} from ${backup.file}; ${file}.broken is what was there`,
  );
}

/** Buckets of the states of an environment: one, unless overridden. */
function bucketsOf(states: States): Bucket[] {
  const found = [...states.stacks.values()].flatMap(({ terraform }) => {
    const { bucket, region } = terraform?.backend?.s3 ?? {};
    return typeof bucket === "string" && typeof region === "string" ? [[bucket, { bucket, region }] as const] : [];
  });
  return [...new Map(found).values()];
}

const CUT_OFF = "Terraform was killed, or the disk was full, while it wrote it";
const OVERWRITTEN = "something other than Terraform wrote it";

/** Why a state is as it is; nothing is known of a link. */
const CAUSES: Readonly<Partial<Record<Damage, string>>> = {
  "is empty": CUT_OFF,
  "is cut off": CUT_OFF,
  "is not a Terraform state": OVERWRITTEN,
  "is a folder": OVERWRITTEN,
};

const missingText = ({ bucket, region }: Bucket, invocation: Invocation) =>
  `the state bucket ${bucket} does not exist: ${npmCommand("bootstrap", invocation)} creates it in ${region}, see docs/state.md`;

function unsavedText(unsaved: readonly UnsavedState[], invocation: Invocation): string {
  const stacks = unsaved.map(({ stack, since }) => `${stack} (since ${since})`).join(", ");
  return `Terraform has not ended what it changes in ${stacks}: if it still runs, wait for it; if it was killed, ${npmCommand("adopt", invocation)} takes what it made last into the state, see docs/state.md`;
}

function brokenText(broken: BrokenState, invocation: Invocation): string {
  const { stack, file, how, backup } = broken;
  const what = `the state of ${stack}, ${relative(".", file)}, ${how}`;
  if (!isRestorable(broken))
    return `${what}: mount or restore that file, or remove the link if nothing of ${stack} exists`;
  const command = `${npmCommand("adopt", invocation)} -- ${RESTORE_OPTION}`;
  const known = `${what}, because ${CAUSES[how]}`;
  if (backup === undefined)
    return `${known}, and there is no backup beside it: restore it from a copy of yours, or let ${command} move it aside and adopt what exists`;
  const { resources, time } = backup;
  return `${known}: ${command} restores the last complete one, of ${time.toISOString()} with ${countText(resources)}, and adopts what was created since; see docs/state.md`;
}
