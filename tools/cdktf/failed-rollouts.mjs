import { captureProgram } from "./capture-program.mjs";

/**
 * What ECS says of services whose tasks don't start, after a deployment of the stacks in a folder has failed. Nothing on the
 * offline AWS, where no task runs.
 *
 * @param {string} outdir
 * @param {NodeJS.ProcessEnv} env
 */
export async function failedRollouts(outdir, env) {
  if (env.TF_REATTACH_PROVIDERS) return "";
  const { code, stdout, stderr } = await captureProgram("report-failed-rollouts.ts", [outdir], env);
  return code === 0 ? stdout : `can't look for rollouts that have failed: ${stderr}\n`;
}
