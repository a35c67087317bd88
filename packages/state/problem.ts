import { relative } from "node:path";
import { countText, type Invocation, invocationOf, npmCommand } from "../leftovers/report.ts";
import type { States } from "../leftovers/states.ts";
import { type BrokenFile, findBrokenFiles } from "./broken-files.ts";
import { type Bucket, presenceOf } from "./bucket.ts";

/** Option of `npm run deploy`, `diff` and `destroy` that puts the last whole local states back. */
export const RESTORE_OPTION = "--restore-state";

/**
 * Why Terraform must not start on the stacks of an environment, and what to do; undefined where nothing is known against it.
 * Behind the offline AWS no bucket is asked for.
 */
export async function stateProblem(states: States, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const invocation = invocationOf(environment);
  const broken = findBrokenFiles(states);
  if (broken.length > 0) return broken.map((each) => brokenText(each, invocation)).join("\n");
  if (invocation.offline) return undefined;
  for (const bucket of bucketsOf(states))
    if ((await presenceOf(bucket, environment)) === "missing") return missingText(bucket, invocation);
  return undefined;
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
  `the bucket ${bucket} of the state does not exist: ${npmCommand("bootstrap", invocation)} makes it in ${region}, see docs/state.md`;

function brokenText({ stack, file, how, backup }: BrokenFile, invocation: Invocation): string {
  const what = `the state of ${stack}, ${relative(".", file)}, ${how}, because Terraform was killed while it wrote it`;
  if (backup === undefined) return `${what}, and there is no backup beside it: restore it from a copy of yours`;
  const { resources, time } = backup;
  return `${what}: ${npmCommand("deploy", invocation)} -- ${RESTORE_OPTION} puts the last whole one back, of ${time.toISOString()} with ${countText(resources)}, without what was made since; see docs/state.md`;
}
