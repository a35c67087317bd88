import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Captured, capture } from "../processes/processes.cjs";
import { LOCK_FILE } from "../provider-lock/lock-file.ts";

/** Runs Terraform in a folder to completion. */
export type RunTerraform = (folder: string, args: readonly string[]) => Promise<Captured>;

/** Terraform, or what `TERRAFORM_BINARY_NAME` names. */
export const terraformBinary = ({ TERRAFORM_BINARY_NAME }: NodeJS.ProcessEnv): string =>
  TERRAFORM_BINARY_NAME || "terraform";

/**
 * The data folder of Terraform, relative to where it works: Terraform remembers whose state a folder belongs to, and
 * without a memory for each environment the next one would find the last one's.
 */
export const dataFolder = ({ TF_DATA_DIR, ENVIRONMENT }: NodeJS.ProcessEnv): string =>
  TF_DATA_DIR || `.terraform/${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`;

/** The variables that Terraform is started with in a folder. */
export function terraformVariables(environment: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: file, ...rest } = environment;
  // Terraform warns each time of a configuration file that is not there.
  const inherited = file === undefined || existsSync(file) ? environment : rest;
  const own = { TF_DATA_DIR: dataFolder(environment), TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
  return { ...inherited, ...providerCache(environment, folder), ...own };
}

/** Runs Terraform with the variables of a process. Rejects if it can't be started. */
export const terraformOf =
  (environment: NodeJS.ProcessEnv): RunTerraform =>
  (folder, args) =>
    capture(terraformBinary(environment), args, { cwd: folder, env: terraformVariables(environment, folder) });

/**
 * Where providers are kept for all stacks, the same as cdktf's: otherwise each stack would download its own, of several
 * hundred MB. cdktf's variable switches it off.
 */
function providerCache(environment: NodeJS.ProcessEnv, folder: string): Record<string, string> {
  if (environment.TF_PLUGIN_CACHE_DIR || environment.CDKTF_DISABLE_PLUGIN_CACHE_ENV) return {};
  const cache = join(homedir(), ".terraform.d", "plugin-cache");
  mkdirSync(cache, { recursive: true });
  // Without a lock file Terraform would take nothing from the cache; with one, only what has the hashes in it.
  const isLocked = existsSync(join(folder, LOCK_FILE));
  return { TF_PLUGIN_CACHE_DIR: cache, ...(!isLocked && { TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" }) };
}

/** The first error of Terraform in what it has written, in one line. */
export function firstError(text: string): string {
  const [, error = text] = /\bError: ([\s\S]*)/.exec(text) ?? [];
  return error
    .replace(/[│╷╵\s]+/g, " ")
    .trim()
    .slice(0, 300);
}
