import { type CallControls, readControls } from "./calls/controls.ts";
import { PolicyError } from "./calls/policy.ts";
import { deleteResource, drift, type OfflineAccount } from "./cloud/by-others.ts";
import { Cloud } from "./cloud/cloud.ts";
import { ExistingError } from "./existing/read.ts";
import { CLOUD, FOLDER } from "./folder.ts";
import { InputError } from "./input-error.ts";
import type { CommandLine, RunOptions } from "./options.ts";
import { readJson } from "./read-json.ts";
import { runWithOfflineAws } from "./run.ts";
import { Catalog } from "./schema/catalog.ts";
import { Watch } from "./watch/watch.ts";

type Say = (line: string) => void;

/** Does what needs the offline AWS, and returns the exit code. Throws `InputError` for what the command line names wrongly. */
export async function perform(
  asked: Extract<CommandLine, { action: "drift" | "delete" | "run" }>,
  say: Say,
): Promise<number> {
  switch (asked.action) {
    case "drift":
      return pastTerraform(say, (account) => drift(account, asked.resource, asked.assignments));
    case "delete":
      return pastTerraform(say, (account) => deleteResource(account, asked.resource));
    case "run":
      return runWith(asked.options, asked.command, say);
  }
}

async function runWith(options: RunOptions, command: [string, ...string[]], say: Say): Promise<number> {
  const { existing } = options;
  const calls = controlsOf(options);
  const given = existing === undefined ? undefined : readJson(existing);
  say(`nothing here is real; what exists is in ${FOLDER}/`);
  try {
    return await runWithOfflineAws({ folder: FOLDER, existing: given, calls, onInterruption: say }, command);
  } catch (problem) {
    if (problem instanceof ExistingError) throw new ExistingError(`${existing}: ${problem.message}`);
    throw problem;
  } finally {
    const unknown = calls?.record?.write() ?? [];
    if (unknown.length > 0) say(`the permissions of these calls are unknown: ${unknown.join(", ")}`);
  }
}

function controlsOf({ fail, latency, policy, recordPermissions }: RunOptions): CallControls | undefined {
  if (latency !== undefined && !/^\d+$/.test(latency))
    throw new InputError(`--latency ${latency}: must be a whole number of milliseconds`);
  const given = policy === undefined ? undefined : readJson(policy);
  try {
    return readControls({ fail, latencyMs: Number(latency ?? 0), policy: given, recordPermissions });
  } catch (problem) {
    if (problem instanceof PolicyError) throw new InputError(`${policy}: ${problem.message}`);
    throw problem;
  }
}

/** Changes the cloud outside of Terraform, as in the console. */
function pastTerraform(say: Say, change: (account: OfflineAccount) => void): number {
  const cloud = new Cloud(CLOUD);
  const watch = new Watch(cloud, say);
  change({ cloud, catalogs: ["aws", "docker"].map(Catalog.of), watch });
  watch.close();
  return 0;
}
