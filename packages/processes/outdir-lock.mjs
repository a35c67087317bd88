import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Lock } from "./lock.mjs";

/**
 * Takes the folder that stacks are synthesized to, so that no other command writes there meanwhile: two would mix the stacks
 * of their environments, and Terraform would take the state of one for that of the other. Returns why that is impossible, and
 * the way out, or the lock.
 *
 * @param {string} outdir
 * @returns {Lock | string}
 */
export function lockOutdir(outdir) {
  mkdirSync(dirname(outdir), { recursive: true });
  const lock = new Lock(`${outdir}.lock`);
  const holder = lock.tryAcquire();
  return holder === undefined
    ? lock
    : `another command works with ${outdir} (process ${Math.abs(holder)}): wait until it has ended, or use another clone; if none does, remove ${outdir}.lock`;
}
