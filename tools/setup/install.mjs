import { statSync } from "node:fs";
import { Lock } from "../../packages/processes/lock.mjs";
import { Interrupted, interruption, start } from "../../packages/processes/processes.cjs";
import { showElapsed } from "./elapsed.cjs";

/**
 * Installs packages, unless those that are there are as new as the lockfile. Returns npm's exit code if it has failed.
 * Rejects with `Interrupted` after a signal, when npm has ended.
 */
export async function install() {
  if (isInstalled()) return undefined;
  const lock = new Lock(".npm-ci.lock");
  await lock.acquire((holder) =>
    process.stderr.write(
      `packages are being installed in this folder already (process ${holder}): waiting for it to end …\n`,
    ),
  );
  try {
    return isInstalled() ? undefined : await runNpm(lock);
  } finally {
    lock.release();
  }
}

/** @param {Lock} lock */
async function runNpm(lock) {
  process.stderr.write("installing packages (once, about a minute) …\n");
  const options = ["--no-audit", "--no-fund", "--loglevel=error"];
  const npm = start("npm", ["ci", ...options], { stdio: ["ignore", 2, 2], disposable: true });
  if (npm.child.pid !== undefined) lock.holdAlsoFor(npm.child.pid);
  const stop = showElapsed(process.stderr, "installing packages");
  const code = await npm.ended.catch(() => 127);
  stop();
  const interrupted = interruption();
  if (interrupted !== undefined) throw new Interrupted(interrupted);
  return code === 0 ? undefined : code;
}

const isInstalled = () =>
  (modified("node_modules/.package-lock.json") ?? Number.NEGATIVE_INFINITY) >= (modified("package-lock.json") ?? 0);

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
