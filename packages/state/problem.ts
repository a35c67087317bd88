import { relative } from "node:path";
import { countText, type Invocation, invocationOf, npmCommand } from "../leftovers/report.ts";
import type { States } from "../leftovers/states.ts";
import { type BrokenState, findBrokenStates, restore } from "./broken-files.ts";
import { type Bucket, presenceOf } from "./bucket.ts";

/** Option of `npm run adopt`, `deploy`, `diff` and `destroy` that restores the last complete local states. */
export const RESTORE_OPTION = "--restore-state";

/**
 * Why Terraform must not start on the stacks of an environment, and what to do; undefined if nothing is known against
 * it. Behind the offline AWS no bucket is asked for.
 */
export async function stateProblem(states: States, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const invocation = invocationOf(environment);
  const broken = findBrokenStates(states);
  if (broken.length > 0) return broken.map((each) => brokenText(each, invocation)).join("\n");
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
  const broken = findBrokenStates(states).filter(({ backup }) => orEmpty || backup !== undefined);
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

const missingText = ({ bucket, region }: Bucket, invocation: Invocation) =>
  `the state bucket ${bucket} does not exist: ${npmCommand("bootstrap", invocation)} creates it in ${region}, see docs/state.md`;

function brokenText({ stack, file, how, backup }: BrokenState, invocation: Invocation): string {
  const what = `the state of ${stack}, ${relative(".", file)}, ${how}, because Terraform was killed, or the disk was full, while it wrote it`;
  const command = `${npmCommand("adopt", invocation)} -- ${RESTORE_OPTION}`;
  if (backup === undefined)
    return `${what}, and there is no backup beside it: restore it from a copy of yours, or let ${command} move it aside and adopt what exists`;
  const { resources, time } = backup;
  return `${what}: ${command} restores the last complete one, of ${time.toISOString()} with ${countText(resources)}, and adopts what was created since; see docs/state.md`;
}
