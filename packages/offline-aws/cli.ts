#!/usr/bin/env node
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileProblem } from "../processes/problems.cjs";
import { type CallControls, readControls } from "./calls/controls.ts";
import { PolicyError } from "./calls/policy.ts";
import { deleteResource, drift, type OfflineAccount } from "./cloud/by-others.ts";
import { Cloud } from "./cloud/cloud.ts";
import { ExistingError } from "./existing/read.ts";
import { FOLDER, OFFLINE_HELP } from "./help.ts";
import { InputError } from "./input-error.ts";
import { STATE_FOLDERS } from "./isolation/isolate.ts";
import { type RunOptions, readArguments, UsageError } from "./options.ts";
import { readJson } from "./read-json.ts";
import { runWithOfflineAws } from "./run.ts";
import { Catalog } from "./schema/catalog.ts";
import { journalIn, outagesIn, readJournal } from "./watch/journal.ts";
import { Watch } from "./watch/watch.ts";
import { interruptionLines } from "./watch/words.ts";

const CLOUD = join(FOLDER, "cloud");

const say = (line: string) => process.stderr.write(`offline AWS: ${line}\n`);

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  switch (asked.action) {
    case "help":
      process.stdout.write(OFFLINE_HELP);
      return 0;
    case "reset":
      for (const part of ["cloud", ...STATE_FOLDERS]) rmSync(join(FOLDER, part), { recursive: true, force: true });
      say("empty");
      return 0;
    case "report": {
      const outages = outagesIn(readJournal(journalIn(CLOUD)));
      process.stdout.write(`${interruptionLines(outages).join("\n")}\n`);
      return outages.interruptions.length > 0 ? 3 : 0;
    }
    case "drift":
      return pastTerraform((account) => drift(account, asked.resource, asked.assignments));
    case "delete":
      return pastTerraform((account) => deleteResource(account, asked.resource));
    case "run":
      return runWith(asked.options, asked.command);
  }
}

async function runWith(options: RunOptions, command: [string, ...string[]]): Promise<number> {
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
    if (unknown.length > 0) say(`it is not known what these calls need: ${unknown.join(", ")}`);
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

/** Changes the cloud past Terraform, as in the console. */
function pastTerraform(change: (account: OfflineAccount) => void): number {
  const cloud = new Cloud(CLOUD);
  const watch = new Watch(cloud, say);
  change({ cloud, catalogs: ["aws", "docker"].map(Catalog.of), watch });
  watch.close();
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    say(fileProblem(problem) ?? (problem instanceof Error ? problem.message : String(problem)));
    if (problem instanceof UsageError) process.stderr.write(`\n${OFFLINE_HELP}`);
    process.exit(problem instanceof InputError ? 2 : 1);
  },
);
