#!/usr/bin/env node
import { rmSync } from "node:fs";
import { fileProblem } from "../processes/problems.cjs";
import { CLOUD, STATES } from "./folder.ts";
import { OFFLINE_HELP } from "./help.ts";
import { InputError } from "./input-error.ts";
import { readArguments, UsageError } from "./options.ts";
import { journalIn, outagesIn, readJournal } from "./watch/journal.ts";
import { interruptionLines } from "./watch/words.ts";

const say = (line: string) => process.stderr.write(`offline AWS: ${line}\n`);

async function main(args: readonly string[]): Promise<number> {
  const commandLine = readArguments(args);
  switch (commandLine.action) {
    case "help":
      process.stdout.write(OFFLINE_HELP);
      return 0;
    case "reset":
      for (const part of [CLOUD, ...STATES]) rmSync(part, { recursive: true, force: true });
      say("empty");
      return 0;
    case "report": {
      const outages = outagesIn(readJournal(journalIn(CLOUD)));
      process.stdout.write(`${interruptionLines(outages).join("\n")}\n`);
      return outages.interruptions.length > 0 ? 3 : 0;
    }
    default: // loads the whole of the offline AWS, which help and wrong usage do without
      return (await import("./perform.ts")).perform(commandLine, say);
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    say(fileProblem(problem) ?? (problem instanceof Error ? problem.message : String(problem)));
    if (problem instanceof UsageError) process.stderr.write(`\n${OFFLINE_HELP}`);
    process.exit(problem instanceof InputError ? 2 : 1);
  },
);
