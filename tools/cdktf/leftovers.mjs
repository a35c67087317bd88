import { captureProgram } from "./capture-program.mjs";

/** What deploy, diff and destroy take besides the options of cdktf. */
const RESTORE_STATE = "--restore-state";

/**
 * Removes the option that restores local states from a command line, because cdktf does not know it.
 *
 * @param {readonly string[]} all
 */
export function takeRestoring(all) {
  return {
    words: all.filter((word) => word !== RESTORE_STATE),
    restoring: all.filter((word) => word === RESTORE_STATE).slice(0, 1),
  };
}

/**
 * What to report on the leftovers of an environment whose stacks are in a folder, whether anything of it is deployed,
 * whether runs on other machines lock its states, and why Terraform must not start on it. A search that fails is reported and ends nothing.
 *
 * @param {string} outdir
 * @param {readonly string[]} restoring
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ text: string, isDeployed: boolean, isLocked?: boolean, problem?: string }>}
 */
export async function leftovers(outdir, restoring, env) {
  const { code, stdout, stderr } = await captureProgram("report-leftovers.ts", [outdir, ...restoring], env);
  return code === 0 ? JSON.parse(stdout) : { text: `can't look for leftovers: ${stderr}\n`, isDeployed: true };
}
