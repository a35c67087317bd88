import { invocationOf, npmCommand } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import { findUnsavedStates } from "../../packages/state/unsaved.ts";

/**
 * Writes which stacks in the folder of the first argument have a local state whose Terraform was killed, once no Terraform
 * runs.
 */
function main([outdir = "cdktf.out"]: readonly string[]): void {
  const unsaved = findUnsavedStates(new States(outdir, terraformOf(process.env)));
  if (unsaved.length === 0) return;
  const command = npmCommand("adopt", invocationOf(process.env));
  process.stdout.write(
    `Terraform was killed before it had saved the state of ${unsaved.map(({ stack }) => stack).join(", ")}: ${command} takes what it made last into the state, see docs/state.md\n`,
  );
}

main(process.argv.slice(2));
