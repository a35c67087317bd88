import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { invocationOf, npmCommand } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";

/**
 * Writes which stacks in the folder of the first argument have a local state that is still locked. Terraform removes its lock
 * when it ends, whatever it ends with, so once no Terraform runs these are the ones whose Terraform was killed: their states may
 * lack what it made last (https://developer.hashicorp.com/terraform/language/state/locking).
 */
function main([outdir = "cdktf.out"]: readonly string[]): void {
  const states = new States(outdir, terraformOf(process.env));
  const killed = [...states.stacks.keys()].filter((name) => isLocked(states.localFile(name)));
  if (killed.length === 0) return;
  const command = npmCommand("adopt", invocationOf(process.env));
  process.stdout.write(
    `Terraform was killed before it had saved the state of ${killed.join(", ")}: ${command} takes what it made last into the state, see docs/state.md\n`,
  );
}

/** Whether the file beside a local state is there that says who has locked it. */
const isLocked = (state: string | undefined): boolean =>
  state !== undefined && existsSync(join(dirname(state), `.${basename(state)}.lock.info`));

main(process.argv.slice(2));
