import { captureProgram } from "./capture-program.mjs";

/**
 * What to report after a command failed because Terraform was killed.
 *
 * @param {string} outdir
 * @param {NodeJS.ProcessEnv} env
 */
export async function killedText(outdir, env) {
  const { code, stdout, stderr } = await captureProgram("report-killed.ts", [outdir], env);
  return code === 0 ? stdout : `can't look for states that a killed Terraform left locked: ${stderr}\n`;
}
