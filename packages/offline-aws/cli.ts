#!/usr/bin/env node
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ExistingError, readExistingFile } from "./existing/read.ts";
import { FOLDER, OFFLINE_HELP } from "./help.ts";
import { STATE_FOLDERS } from "./isolation/isolate.ts";
import { runWithOfflineAws } from "./run.ts";
import { journalIn, outagesIn, readJournal } from "./watch/journal.ts";
import { interruptionLines } from "./watch/words.ts";

async function main(args: string[]): Promise<number> {
  const [first] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(OFFLINE_HELP);
    return 0;
  }
  if (first === "--reset") {
    if (args.length > 1) return usage(`--reset takes no command, and got ${args.slice(1).join(" ")}`);
    for (const part of ["cloud", ...STATE_FOLDERS]) rmSync(join(FOLDER, part), { recursive: true, force: true });
    process.stderr.write("offline AWS: empty\n");
    return 0;
  }
  if (first === "--report") {
    if (args.length > 1) return usage(`--report takes no command, and got ${args.slice(1).join(" ")}`);
    const outages = outagesIn(readJournal(journalIn(join(FOLDER, "cloud"))));
    process.stdout.write(`${interruptionLines(outages).join("\n")}\n`);
    return outages.interruptions.length > 0 ? 3 : 0;
  }
  if (first === "--existing") {
    const [, file, ...command] = args;
    if (file === undefined) return usage("--existing needs a file");
    if (command[0] === undefined || command[0].startsWith("-")) return usage("--existing FILE needs a command");
    return runWith(command, { file, existing: readExistingFile(file) });
  }
  if (first === undefined) return usage("no command given");
  if (first.startsWith("-")) return usage(`unknown option ${first}`);
  return runWith(args);
}

async function runWith(command: string[], given?: { file: string; existing: unknown }): Promise<number> {
  process.stderr.write(`offline AWS: nothing here is real; what exists is in ${FOLDER}/\n`);
  try {
    return await runWithOfflineAws(FOLDER, command as [string, ...string[]], given?.existing);
  } catch (problem) {
    if (problem instanceof ExistingError) throw new ExistingError(`${given?.file}: ${problem.message}`);
    throw problem;
  }
}

function usage(problem: string): number {
  process.stderr.write(`offline AWS: ${problem}\n\n${OFFLINE_HELP}`);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    process.stderr.write(`offline AWS: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    process.exit(problem instanceof ExistingError ? 2 : 1);
  },
);
