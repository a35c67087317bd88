import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { providerSource } from "./bindings.ts";
import { allows } from "./constraint.ts";
import { LOCK_FILE, type LockedProvider, parseLock, renderLock } from "./lock-file.ts";

/** The lock file of the project does not fit what is synthesized; the message says what to do. */
export class LockError extends Error {}

/** What the first line of a lock file says that misses no provider of its stack; tools/cdktf/terraform.sh looks for it, too. */
export const COMPLETE = "with all providers of this stack";

type RequiredProviders = Readonly<Record<string, { readonly source: string; readonly version?: string }>>;

/** The committed lock file of an environment: its own, or that of the project. In the folder of cdktf.json. */
export function lockFileOf(variables: NodeJS.ProcessEnv): string {
  const own = ownLockFile(variables);
  return existsSync(own) ? own : "terraform.lock.hcl";
}

/** The name that a lock file of one environment has. */
export const ownLockFile = ({ ENVIRONMENT }: NodeJS.ProcessEnv): string =>
  `terraform.${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}.lock.hcl`;

/** The address of a provider at the registry of the binary: Terraform and OpenTofu each have their own. */
export function addressOf(source: string, { CDKTF_TERRAFORM, TERRAFORM_BINARY_NAME }: NodeJS.ProcessEnv): string {
  const isOpenTofu = basename(CDKTF_TERRAFORM || TERRAFORM_BINARY_NAME || "").startsWith("tofu");
  return `registry.${isOpenTofu ? "opentofu.org" : "terraform.io"}/${providerSource(source)}`;
}

/** Whether providers are replaced by running ones, as behind the offline AWS: nothing is installed, and nothing locked. */
export const isReattached = ({ TF_REATTACH_PROVIDERS }: NodeJS.ProcessEnv): boolean => Boolean(TF_REATTACH_PROVIDERS);

/** Puts the project's lock file into the folder of each synthesized stack. Throws `LockError`. */
export function placeLocks(outdir: string, variables: NodeJS.ProcessEnv = process.env): void {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    stacks: Readonly<Record<string, { readonly workingDirectory: string }>>;
  };
  for (const { workingDirectory } of Object.values(stacks)) placeLock(join(outdir, workingDirectory), variables);
}

/**
 * Puts what the project's lock file has of the providers of a synthesized stack into its folder. The file there is left
 * alone where that is nothing. Throws `LockError` if a locked version is not allowed.
 */
export function placeLock(folder: string, variables: NodeJS.ProcessEnv = process.env): void {
  const file = lockFileOf(variables);
  if (isReattached(variables) || !existsSync(file)) return;
  const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    terraform?: { required_providers?: RequiredProviders };
  };
  const required = Object.values(terraform?.required_providers ?? {});
  const locked = parseLock(readFileSync(file, "utf8"));
  const found = required.flatMap(({ source, version }) => {
    const provider = locked.find(({ address }) => address === addressOf(source, variables));
    return provider === undefined ? [] : [withConstraint(provider, version, file)];
  });
  if (found.length === 0) return;
  const completeness = found.length === required.length ? `, ${COMPLETE}` : "";
  writeFileSync(join(folder, LOCK_FILE), renderLock([`From ${file}${completeness}; npm run lock renews it.`], found));
}

/** cdktf upgrades a provider whose constraints have changed, past its lock. */
function withConstraint(
  { address, version, hashes }: LockedProvider,
  constraints: string | undefined,
  file: string,
): LockedProvider {
  if (constraints === undefined) return { address, version, hashes };
  if (!allows(constraints, version))
    throw new LockError(
      `${file}: ${address} ${version} is locked, but the stacks require ${constraints}: npm run lock selects a version that is allowed`,
    );
  return { address, version, constraints, hashes };
}

/** Options of `terraform init` in a folder: a lock file that misses no provider stays as it is. */
export const lockOptions = (folder: string, variables: NodeJS.ProcessEnv): string[] =>
  !isReattached(variables) && isComplete(folder) ? ["-lockfile=readonly"] : [];

function isComplete(folder: string): boolean {
  const file = join(folder, LOCK_FILE);
  return existsSync(file) && (readFileSync(file, "utf8").split("\n")[0] ?? "").includes(COMPLETE);
}
