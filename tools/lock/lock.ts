import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { terraformBinary, terraformVariables } from "../../packages/leftovers/terraform.ts";
import { capture } from "../../packages/processes/processes.cjs";
import { type BoundProvider, boundProviders } from "../../packages/provider-lock/bindings.ts";
import { allows, minorUpdates } from "../../packages/provider-lock/constraint.ts";
import {
  LOCK_FILE,
  LOCKED_PLATFORMS,
  type LockedProvider,
  parseLock,
  renderLock,
} from "../../packages/provider-lock/lock-file.ts";
import { addressOf } from "../../packages/provider-lock/place.ts";
import { LockingError } from "./lock-error.ts";

/** Where the bindings of providers are installed. */
const BINDINGS = resolve(__dirname, "../../node_modules/@cdktf");

const COMMENT = ["Versions and hashes of the providers, for every platform. npm run lock renews this file."];

export interface LockOptions {
  /** The lock file that is written. */
  readonly file: string;
  readonly upgrade: boolean;
  readonly mirror?: string;
}

/** A provider before and after. */
export interface Renewed {
  readonly before: LockedProvider | undefined;
  readonly after: LockedProvider;
}

/**
 * Writes a lock file with all hashes of the providers that bindings are installed for. A version that is locked and still allowed
 * stays; else that of the bindings is taken. Throws `LockingError` with what Terraform says.
 */
export async function lock({ file, ...options }: LockOptions, environment: NodeJS.ProcessEnv): Promise<Renewed[]> {
  const before = existsSync(file) ? parseLock(readFileSync(file, "utf8")) : [];
  const bound = boundProviders(BINDINGS);
  const start = options.upgrade ? [] : bound.map((provider) => startOf(provider, before, environment));
  const after = await lockInScratch(bound, start, options, environment);
  const addresses = new Set(after.map(({ address }) => address));
  // Terraform and OpenTofu use different registries.
  const others = before.filter(({ address }) => !addresses.has(address));
  writeFileSync(file, renderLock(COMMENT, [...after, ...others]));
  return after.map((each) => ({ before: before.find(({ address }) => address === each.address), after: each }));
}

/** What Terraform finds of a provider: it keeps the version, and adds hashes. */
function startOf(
  { source, version }: BoundProvider,
  before: readonly LockedProvider[],
  environment: NodeJS.ProcessEnv,
): LockedProvider {
  const address = addressOf(source, environment);
  const constraints = minorUpdates(version);
  const locked = before.find((each) => each.address === address && allows(constraints, each.version));
  return { ...(locked ?? { address, version, hashes: [] }), constraints };
}

/** Lets Terraform lock providers in a folder that has nothing else. */
async function lockInScratch(
  bound: readonly BoundProvider[],
  start: readonly LockedProvider[],
  { mirror }: Omit<LockOptions, "file">,
  environment: NodeJS.ProcessEnv,
): Promise<LockedProvider[]> {
  const scratch = mkdtempSync(join(tmpdir(), "lock-"));
  try {
    const required = bound.map(({ source, version }) => [
      source.replace(/.*\//, ""),
      { source, version: minorUpdates(version) },
    ]);
    const terraform = { required_providers: Object.fromEntries(required) };
    writeFileSync(join(scratch, "main.tf.json"), JSON.stringify({ terraform }));
    if (start.length > 0) writeFileSync(join(scratch, LOCK_FILE), renderLock([], start));
    const args = [
      ...["providers", "lock", "-no-color", ...(mirror === undefined ? [] : [`-fs-mirror=${resolve(mirror)}`])],
      ...LOCKED_PLATFORMS.map((platform) => `-platform=${platform}`),
    ];
    const env = terraformVariables(environment, scratch);
    const { code, stdout, stderr } = await capture(terraformBinary(environment), args, { cwd: scratch, env });
    if (code !== 0) throw new LockingError(`${(stderr || stdout).trim()}\n\nnothing was written`);
    return parseLock(readFileSync(join(scratch, LOCK_FILE), "utf8"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
