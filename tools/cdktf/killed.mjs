import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * Stacks in a folder whose local state is still locked. Terraform removes its lock when it ends, whatever it ends with, so once
 * no Terraform runs these are the ones whose Terraform was killed: their states may lack what it made last
 * (https://developer.hashicorp.com/terraform/language/state/locking).
 *
 * @param {string} outdir
 */
function killedStacks(outdir) {
  const stacks = join(outdir, "stacks");
  return readdirSync(stacks).filter((name) => {
    const state = localState(join(stacks, name));
    return state !== undefined && existsSync(join(dirname(state), `.${basename(state)}.lock.info`));
  });
}

/**
 * What there is to say after a command has failed because Terraform was killed.
 *
 * @param {string} outdir
 * @param {NodeJS.ProcessEnv} env
 */
export function killedText(outdir, { ENVIRONMENT, OFFLINE_AWS_CALLS }) {
  const killed = killedStacks(outdir);
  if (killed.length === 0) return "";
  const environment = ENVIRONMENT === undefined || ENVIRONMENT === "demo" ? "" : `ENVIRONMENT=${ENVIRONMENT} `;
  const command = `${environment}${OFFLINE_AWS_CALLS === undefined ? "" : "npm run offline -- "}npm run adopt`;
  return `Terraform was killed before it had saved the state of ${killed.join(", ")}: ${command} takes what it made last into the state, see docs/state.md\n`;
}

/**
 * File of the state of a synthesized stack; undefined where it is remote.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
function localState(folder) {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) return undefined;
  const { terraform } = JSON.parse(readFileSync(file, "utf8"));
  const path = terraform?.backend?.local?.path;
  return typeof path === "string" ? resolve(folder, path) : undefined;
}
