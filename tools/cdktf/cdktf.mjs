// Runs the cdktf CLI with what makes it safe to interrupt and to fail. `npx cdktf` by hand does the same
// without that, and mixes environments up in Terraform's memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockOutdir } from "../../packages/processes/outdir-lock.mjs";
import { explainFileProblems, fileProblem } from "../../packages/processes/problems.cjs";
import { interruption, onInterrupt, start, uninterrupted } from "../../packages/processes/processes.cjs";
import { otherEnvironment } from "../../packages/synthesis/other-environment.mjs";
import { readWords, synthesize } from "../../packages/synthesis/synthesis.mjs";
import { cdktfEnvironment, root } from "./environment.mjs";
import { failedRollouts } from "./failed-rollouts.mjs";
import { guardStacks, takeApproval } from "./guard.mjs";
import { killedText } from "./killed.mjs";
import { leftovers, takeRestoring } from "./leftovers.mjs";
import { Terraforms } from "./terraforms.mjs";

/** Commands that work on the stacks of an environment, and before which those are named that it no longer makes. */
const ON_STACKS = ["deploy", "destroy", "diff"];
/** Those that write or read what is synthesized, and so exclude each other. */
const IN_OUTDIR = [...ON_STACKS, "synth"];

/** Message where Terraform has failed on states that others may have locked. */
const LOCKED =
  "If a state lock could not be acquired: wait for the run that holds it; if that run is dead, docs/state.md says how to release its lock.\n";

/** Message after an interrupt, which Terraform was given the time to take, and after a second one, which may have been too soon. */
const INTERRUPTED = "Interrupted: Terraform has saved its state, and the same command goes on from there.\n";
const INTERRUPTED_TWICE =
  "Interrupted twice: if Terraform could not save its state, the next command says what to do.\n";

/** What synthesis takes besides the options of cdktf. */
const WATCH = "--watch";

explainFileProblems("cdktf");
const given = process.argv.slice(2);
if (given[0] === "synth" && given.includes(WATCH)) process.exit(await watch(given.filter((word) => word !== WATCH)));
const folder = mkdtempSync(join(tmpdir(), "cdktf-"));
try {
  process.exitCode = await alone(given, (given, lock) => run(given, lock, new Terraforms(folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Synthesizes whenever a source changes.
 *
 * @param {readonly string[]} words
 */
function watch(words) {
  const program = ["--import", root("node_modules/tsx/dist/loader.mjs"), root("tools/cdktf/watch/main.ts")];
  return start(process.execPath, [...program, ...words], { alone: true }).ended;
}

/**
 * Runs a command that uses what is synthesized while no other one does.
 *
 * @param {readonly string[]} given
 * @param {(given: readonly string[], lock?: import("../../packages/processes/lock.mjs").Lock) => Promise<number>} command
 */
async function alone(given, command) {
  const asked = IN_OUTDIR.includes(given[0] ?? "") ? readWords(given) : undefined;
  if (asked === undefined) return command(given);
  const lock = lockOutdir(asked.outdir);
  if (typeof lock === "string") {
    process.stderr.write(`${lock}\n`);
    return 1;
  }
  try {
    return await command(given, lock);
  } finally {
    lock.release();
  }
}

/**
 * @param {readonly string[]} given
 * @param {import("../../packages/processes/lock.mjs").Lock | undefined} lock
 * @param {Terraforms} terraforms
 */
async function run(given, lock, terraforms) {
  let signals = 0;
  onInterrupt(() => {
    terraforms.startNoMore();
    // cdktf interrupts Terraform at the first signal, and at no other.
    if (++signals > 1) terraforms.interrupt();
  });
  try {
    const { words: approved, approval } = takeApproval(given);
    const { words, restoring } = takeRestoring(approved);
    const env = cdktfEnvironment(process.env, folder);
    const asked = ON_STACKS.includes(words[0] ?? "") ? readWords(words) : undefined;
    // Synthesized here, so that leftovers are named before cdktf asks for approval.
    if (asked?.app !== undefined) {
      const code = await synthesize(asked, env);
      if (code !== 0) return interruption() ?? code;
      words.push("--skip-synth");
    }
    const other = asked === undefined ? undefined : otherEnvironment(asked.outdir, env);
    if (other !== undefined) {
      process.stderr.write(`${other}\n`);
      return 1;
    }
    const found = asked === undefined ? undefined : await leftovers(asked.outdir, restoring, env);
    const left = found?.text ?? "";
    process.stderr.write(left);
    if (found?.problem !== undefined) {
      process.stderr.write(`${found.problem}\n`);
      return 1;
    }
    if (asked !== undefined && words[0] === "deploy" && found?.isDeployed) {
      const refused = await guardStacks(asked, approval, env);
      if (refused !== 0) return interruption() ?? refused;
    }
    const program = ["--require", root("tools/cdktf/cli/preload.cjs"), root("node_modules/.bin/cdktf")];
    const cdktf = start(process.execPath, [...program, ...words], { env, alone: true });
    if (cdktf.child.pid !== undefined) lock?.holdAlsoFor(cdktf.child.pid);
    const code = await cdktf.ended;
    await uninterrupted(() => terraforms.end(interruption() !== undefined));
    if (interruption() === undefined && code !== 0 && asked !== undefined && words[0] === "deploy")
      process.stderr.write(await failedRollouts(asked.outdir, env));
    if (interruption() === undefined && code !== 0 && asked !== undefined)
      process.stderr.write(await killedText(asked.outdir, env));
    if (interruption() === undefined && code !== 0 && found?.isLocked) process.stderr.write(LOCKED);
    if (interruption() !== undefined && ["deploy", "destroy"].includes(words[0] ?? ""))
      process.stderr.write(signals > 1 ? INTERRUPTED_TWICE : INTERRUPTED);
    if (interruption() === undefined) process.stderr.write(left); // what cdktf writes has moved it out of sight
    return interruption() ?? code;
  } catch (problem) {
    const interrupted = interruption();
    const text = fileProblem(problem);
    if (interrupted === undefined)
      process.stderr.write(text ? `cdktf: ${text}\n` : `can't run cdktf: ${/** @type {Error} */ (problem).message}\n`);
    return interrupted ?? (text ? 1 : 127);
  }
}
