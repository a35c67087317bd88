import { capture } from "../../packages/processes/processes.cjs";
import { root } from "./environment.mjs";

/**
 * What there is to say of the leftovers of an environment whose stacks are in a folder, and whether anything of it is
 * deployed. A search that fails is reported and ends nothing.
 *
 * @param {string} outdir
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ text: string, isDeployed: boolean }>}
 */
export async function leftovers(outdir, env) {
  const args = ["--import", root("node_modules/tsx/dist/loader.mjs"), root("tools/cdktf/report-leftovers.ts"), outdir];
  const { code, stdout, stderr } = await capture(process.execPath, args, { env });
  return code === 0 ? JSON.parse(stdout) : { text: `can't look for leftovers: ${stderr}\n`, isDeployed: true };
}
