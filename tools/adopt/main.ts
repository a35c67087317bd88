import { createInterface } from "node:readline/promises";
import { invocationOf } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import { lockOutdir } from "../../packages/processes/outdir-lock.mjs";
import { fileProblem } from "../../packages/processes/problems.cjs";
import { Interrupted, watchSignals } from "../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { restoreStates, stateProblem } from "../../packages/state/problem.ts";
import { readWords, synthesize } from "../../packages/synthesis/synthesis.mjs";
import { AccountInventory } from "./account.ts";
import { adopt } from "./adopt.ts";
import { AdoptError } from "./adopt-error.ts";
import { readAdoptArguments } from "./arguments.ts";
import type { Inventory } from "./existing.ts";

const HELP = `Adopts resources of the environment in ENVIRONMENT (default demo) that are not in the state of their stack, such as those that
Terraform created right before it was killed: finds them, shows which belongs to which address, and imports them into the state.
AWS is only read. Ambiguous resources are listed with their import blocks.

  npm run adopt             asks before it changes a state
  npm run adopt -- --yes    does not ask
  npm run adopt -- --restore-state
                            first restores truncated local states from Terraform's backups, then adopts the rest
  npm run adopt -- --help   this text

Run it as often as you like: it ends with "Nothing to adopt" if all is in order. In an account it finds resources by the tags
Application, Environment and Stack, through the AWS CLI, which needs tag:GetResources, and resources without tags by their
configured names; Terraform reads both. See docs/state.md.
Exit code: 0; 1 if something is left, or it failed, 2 for wrong usage, 130 interrupted.
`;

const say = (line: string) => void process.stdout.write(`${withoutSecrets(line)}\n`);

async function main(words: readonly string[]): Promise<number> {
  const asked = readAdoptArguments(words);
  if (asked.help) {
    process.stdout.write(HELP);
    return 0;
  }
  // Behind the offline AWS everything is approved automatically.
  const isApproved = asked.yes || Boolean(process.env.CDKTF_AUTO_APPROVE);
  if (!isApproved && !process.stdin.isTTY)
    throw new AdoptError("it asks before it changes a state: run it in a terminal, or with -- --yes", 2);
  const synthesis = readWords([]);
  if (synthesis === undefined) throw new AdoptError("cdktf.json has no app: run this in the folder of the project");
  const { outdir } = synthesis;
  const lock = lockOutdir(outdir);
  if (typeof lock === "string") throw new AdoptError(lock);
  try {
    const code = await synthesize(synthesis, process.env);
    if (code !== 0) return code;
    const terraform = terraformOf(process.env);
    const states = new States(outdir, terraform);
    if (asked.restoreState) for (const line of restoreStates(states, { orEmpty: true })) say(line);
    const problem = await stateProblem(states, process.env, { takesUnsaved: true });
    if (problem !== undefined) throw new AdoptError(problem);
    const invocation = invocationOf(process.env);
    const confirm = isApproved ? async () => true : ask;
    return await adopt({ states, terraform, inventory: await inventory(invocation.offline), invocation, confirm, say });
  } finally {
    lock.release();
  }
}

/** The offline AWS is loaded only when needed: its schemas take time. */
async function inventory(isOffline: boolean): Promise<Inventory> {
  const { LOCAL_STATE_FOLDER } = process.env;
  if (!isOffline || LOCAL_STATE_FOLDER === undefined) return new AccountInventory(process.env);
  const { OfflineInventory } = await import("./offline-cloud.ts");
  return new OfflineInventory(LOCAL_STATE_FOLDER);
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [yes/no] `)).trim());
  } finally {
    terminal.close();
  }
}

watchSignals();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: Error) => {
    process.stderr.write(`adopt: ${withoutSecrets(fileProblem(problem) ?? problem.message)}\n`);
    process.exit(problem instanceof AdoptError || problem instanceof Interrupted ? problem.exitCode : 1);
  },
);
