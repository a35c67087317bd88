import { findLeftovers } from "../../packages/leftovers/find.ts";
import { invocationOf } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformBinary, terraformOf, terraformVariables } from "../../packages/leftovers/terraform.ts";
import { fileProblem } from "../../packages/processes/problems.cjs";
import { Interrupted, start } from "../../packages/processes/processes.cjs";
import { lockOptions, placeLock } from "../../packages/provider-lock/place.ts";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { stateProblem } from "../../packages/state/problem.ts";
import { readWords, synthesize } from "../../packages/synthesis/synthesis.mjs";
import { configurationFor } from "./leftover-configuration.ts";
import { refusal } from "./refusal.ts";

const HELP = `Destroys a stack that the environment in ENVIRONMENT (default demo) no longer has, but whose resources still exist.

  npm run destroy:leftover -- STACK                   asks before it destroys anything
  npm run destroy:leftover -- STACK --auto-approve    does not ask
  npm run destroy:leftover -- --help                  this text

npm run deploy, diff, destroy and review name the stacks that are left over.
Exit code: 0 destroyed; 1 refused, or Terraform has failed; 2 wrong usage; 130 interrupted.
`;

const say = (line: string) => process.stderr.write(`${withoutSecrets(line)}\n`);

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const options = words.filter((word) => word.startsWith("-"));
  const [name, ...others] = words.filter((word) => !word.startsWith("-"));
  const unknown = options.find((option) => !/^--?auto-approve$/.test(option));
  if (unknown !== undefined) return usage(`unknown option ${unknown}`);
  if (name === undefined || others.length > 0) return usage("name one stack that is left over");
  // Behind the offline AWS everything is approved automatically.
  return destroy(name, options.length > 0 || Boolean(process.env.CDKTF_AUTO_APPROVE));
}

async function destroy(name: string, isApproved: boolean): Promise<number> {
  const synthesis = readWords([]);
  if (synthesis === undefined) throw new Error("cdktf.json has no app: run this in the folder of the project");
  const code = await synthesize(synthesis, process.env);
  if (code !== 0) return code;
  const terraform = terraformOf(process.env);
  const states = new States(synthesis.outdir, terraform);
  const problem = await stateProblem(states, process.env);
  if (problem !== undefined) throw new Error(problem);
  const found = await findLeftovers(states);
  const refused = await refusal(name, found, states, invocationOf(process.env));
  if (refused !== undefined) {
    say(refused);
    return 1;
  }
  const providers = found.leftovers.find((each) => each.name === name)?.providers ?? [];
  const folder = states.prepare(name, configurationFor(providers, [...states.stacks.values()]));
  placeLock(folder);
  const options = { cwd: folder, env: terraformVariables(process.env, folder) };
  const run = (...args: string[]) => start(terraformBinary(process.env), args, options).ended;
  const failed = await run("init", "-input=false", "-reconfigure", ...lockOptions(folder, process.env));
  return failed || run("destroy", ...(isApproved ? ["-auto-approve"] : []));
}

function usage(problem: string): number {
  say(`destroy:leftover: ${problem}\n\n${HELP}`);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: Error) => {
    if (problem instanceof Interrupted) process.exit(problem.exitCode);
    say(`destroy:leftover: ${fileProblem(problem) ?? problem.message}`);
    process.exit(1);
  },
);
