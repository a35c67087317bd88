import { existsSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { invocationOf, npmCommand } from "../../packages/leftovers/report.ts";
import { type Bucket, type Presence, presenceOf } from "../../packages/state/bucket.ts";
import { isUnsaved } from "../../packages/state/unsaved.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import { BootstrapStack } from "./bootstrap-stack.ts";
import { knowsAll, type Snapshot, snapshotIn } from "./snapshot.ts";

export interface BootstrapOptions {
  /** Whether to change AWS without a question (`--auto-approve`). */
  readonly isApproved: boolean;
  /** Whether a bucket that exists is taken over. */
  readonly takesOver: boolean;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Makes the bucket of state, with its own state in a file, and moves that into the bucket. Each step looks at what is there,
 * so that a run goes on where another was cut short. Throws `BootstrapError`.
 */
export async function bootstrap(options: BootstrapOptions, environment: NodeJS.ProcessEnv): Promise<void> {
  const stack = new BootstrapStack(environment);
  const backend = await stack.backend();
  const file = await stack.localFile();
  const shownFile = relative(".", file);
  say(`1/4 Looking for the bucket ${backend.bucket} in ${backend.region} …`);
  const inFile = snapshotIn(file);
  // Before an apply began there was no bucket.
  const wasKilled = isUnsaved(file);
  const { presence, inBucket } = await lookFor(backend, stack, environment);
  if (inBucket !== undefined) {
    if (inFile !== undefined) requireMoved(inFile, inBucket, shownFile);
    say("2/4 It exists, with its own state. Comparing it with the configuration …");
    await stack.apply(options.isApproved);
    say("3/4 Nothing to move.");
  } else {
    const isUnknown = presence === "exists" && !knowsBucket(inFile);
    if (isUnknown && !options.takesOver && !wasKilled) throw foreign(backend, environment);
    say(`2/4 Creating bucket and key, with their own state in ${shownFile} …`);
    await stack.initLocal();
    if (inFile !== undefined) say("    That file exists already: continuing from it.");
    if (isUnknown && wasKilled)
      say(
        "    An earlier run was killed before it had saved that it created the bucket: importing it. A key of that run may be in no state: aws kms list-keys lists it.",
      );
    if (isUnknown) await stack.import(backend);
    await stack.apply(options.isApproved);
    say(`3/4 Moving that state to s3://${backend.bucket}/${backend.key} …`);
    await move(stack, file);
  }
  say(
    existsSync(file)
      ? `4/4 Removing ${shownFile}, because that state is in the bucket now …`
      : "4/4 No file to remove.",
  );
  for (const each of [file, `${file}.backup`]) rmSync(each, { force: true });
  say(
    `Done. ${npmCommand("deploy", invocationOf(environment))} finds the bucket, and an environment encrypts its state`,
  );
  say(`with the key if its state has kmsKeyArn: "${backend.kms_key_id}".`);
}

/**
 * Looks for a bucket and for its own state in it. Where S3 can't be asked without credentials, Terraform may reach it, such as
 * through a proxy; if it does not, AWS itself refuses to make a bucket a second time.
 */
async function lookFor(
  bucket: Bucket,
  stack: BootstrapStack,
  environment: NodeJS.ProcessEnv,
): Promise<{ presence: Presence; inBucket?: Snapshot }> {
  const presence = await presenceOf(bucket, environment);
  if (presence === "missing") return { presence };
  const problem = await stack.initInBucket();
  if (problem === undefined) return { presence: "exists", inBucket: await stack.pull() };
  if (presence === "unknown") return { presence };
  throw new BootstrapError(
    `${problem}\n\nthe bucket ${bucket.bucket} exists, but can't be read with these credentials: use those of its account, or another name in state.bucket, because bucket names are globally unique`,
  );
}

/** The file of an earlier run that was cut short before it could remove it. Anything else must not be lost. */
function requireMoved(inFile: Snapshot, inBucket: Snapshot, file: string): void {
  if (knowsAll(inBucket, inFile)) return;
  throw new BootstrapError(
    `${file} has resources that the state in the bucket does not have: if the file is no longer needed, move it away and run this again`,
  );
}

/** Whether a state is of a bucket. An earlier run may have ended before. */
const knowsBucket = (state: Snapshot | undefined) =>
  [...(state?.keys() ?? [])].some((address) => address.startsWith("aws_s3_bucket."));

const foreign = ({ bucket }: Bucket, environment: NodeJS.ProcessEnv) =>
  new BootstrapError(
    `the bucket ${bucket} exists already, and was not created by this command: use it as it is, or take it over with ${npmCommand("bootstrap", invocationOf(environment))} -- --import, which replaces its policy, encryption and lifecycle rules`,
  );

async function move(stack: BootstrapStack, file: string): Promise<void> {
  await stack.migrate();
  const [inFile, inBucket] = [snapshotIn(file), await stack.pull()];
  if (inFile !== undefined && inBucket !== undefined && knowsAll(inBucket, inFile)) return;
  throw new BootstrapError(
    `the state in the bucket is not that of ${relative(".", file)}, which stays: run this again`,
  );
}
