import { setTimeout as sleep } from "node:timers/promises";
import { lockOutdir } from "../../../packages/processes/outdir-lock.mjs";
import { explainFileProblems } from "../../../packages/processes/problems.cjs";
import { Interrupted, interruption, onInterrupt, uninterrupted } from "../../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";
import { readWords, type Synthesis, synthesize } from "../../../packages/synthesis/synthesis.mjs";
import { changedStacks, readSynthesized, type Stacks, stackLines } from "./changes.ts";
import { offlinePlans } from "./offline-plans.ts";
import { SourceFolders } from "./source-folders.ts";

/** Interval between checks of a lock that another command holds, in milliseconds. */
const INTERVAL_MS = 300;

const say = (line: string) => process.stdout.write(`${withoutSecrets(line)}\n`);

/** Synthesizes whenever a file of the project is saved, and says what has changed, until it is interrupted. */
async function main(words: readonly string[]): Promise<number> {
  const asked = readWords(words);
  if (asked?.app === undefined) throw new Error("cdktf.json has no app: run this in the folder of the project");
  const interrupted = new Promise<void>((resolve) => onInterrupt(() => resolve()));
  const sources = new SourceFolders(".", asked.outdir);
  try {
    let stacks: Stacks | undefined;
    while (interruption() === undefined) {
      stacks = (await round(asked, stacks)) ?? stacks;
      await Promise.race([sources.changed(), interrupted]);
    }
  } catch (problem) {
    if (!(problem instanceof Interrupted)) throw problem;
  } finally {
    sources.close();
  }
  return interruption() ?? 0;
}

/** The stacks now; undefined if they can't be synthesized, which the app has explained. */
async function round(asked: Synthesis, before: Stacks | undefined): Promise<Stacks | undefined> {
  const release = await lock(asked.outdir);
  try {
    const start = performance.now();
    const code = await synthesize(asked, process.env);
    const time = `${new Date().toLocaleTimeString("en-GB")}  `;
    if (code !== 0) {
      if (interruption() === undefined) say(`${time}can't synthesize: see above; waiting for a change …`);
      return undefined;
    }
    const stacks = readSynthesized(asked.outdir);
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    if (before === undefined) {
      say(`${time}synthesized ${[...stacks.keys()].join(", ")} in ${seconds}; waiting for a change …`);
      return stacks;
    }
    const changed = changedStacks(before, stacks);
    say(`${time}${changed.length === 0 ? "no stack has changed" : `changed: ${changed.join(", ")}`} (${seconds})`);
    for (const name of changed) for (const line of stackLines(name, before.get(name), stacks.get(name))) say(line);
    for (const line of await offlinePlans(asked.outdir, changed, process.env)) say(line);
    return stacks;
  } finally {
    release();
  }
}

/** Waits until no other command works with the folder of the stacks. */
async function lock(outdir: string): Promise<() => void> {
  for (let reported = false; ; reported = true) {
    const taken = lockOutdir(outdir);
    if (typeof taken !== "string") return () => taken.release();
    if (!reported) say(taken);
    if (interruption() !== undefined) throw new Interrupted(interruption() ?? 1);
    await sleep(INTERVAL_MS);
  }
}

explainFileProblems("watch");
uninterrupted(() => main(process.argv.slice(2))).then((code) => process.exit(code));
