import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { Interrupted, watchSignals } from "../../packages/processes/processes.cjs";
import { providerSource } from "../../packages/provider-lock/bindings.ts";
import { isReattached, lockFileOf, ownLockFile } from "../../packages/provider-lock/place.ts";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { readLockArguments } from "./arguments.ts";
import { lock, type Renewed } from "./lock.ts";
import { LockingError } from "./lock-error.ts";

const HELP = `Updates the lock file of the providers, with hashes for Linux, macOS and Windows, so that every machine installs the same packages.

  npm run lock                        adds missing hashes; replaces a version that the bindings do not allow
  npm run lock -- --upgrade           selects the newest versions that the bindings allow
  npm run lock -- --own               writes terraform.NAME.lock.hcl, for the environment in ENVIRONMENT only
  npm run lock -- --mirror=FOLDER     takes packages from a filesystem mirror instead of the registry
  npm run lock -- --help              this text

It writes terraform.lock.hcl, or the environment's own file where there is one. Commit what it writes. See docs/security.md.
Exit code: 0; 1 if it failed, 2 for wrong usage.
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(words: readonly string[]): Promise<void> {
  const { help, own, ...options } = readLockArguments(words);
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  if (isReattached(process.env))
    throw new LockingError("the offline AWS has no packages to lock: run it without npm run offline --", 2);
  const file = own ? ownLockFile(process.env) : lockFileOf(process.env);
  say(`Locking providers in ${file} …`);
  for (const each of await lock({ file, ...options }, process.env)) say(`  ${line(each)}`);
}

function line({ before, after }: Renewed): string {
  const from = before !== undefined && before.version !== after.version ? `, was ${before.version}` : "";
  const known = new Set(before?.hashes);
  const added = after.hashes.filter((hash) => !known.has(hash)).length;
  return `${providerSource(after.address)} ${after.version}${from}, ${after.hashes.length} hashes, ${added} of them new`;
}

watchSignals();
explainFileProblems("lock");
main(process.argv.slice(2)).catch((problem: unknown) => {
  if (!(problem instanceof LockingError || problem instanceof Interrupted)) throw problem;
  process.stderr.write(`lock: ${withoutSecrets(problem.message)}\n`);
  process.exitCode = problem.exitCode;
});
