import { rmSync } from "node:fs";
import { join } from "node:path";
import { STATE_FOLDERS } from "./isolation/isolate.ts";
import { runWithOfflineAws } from "./run.ts";

/** The cloud and the state of what is deployed to it; git-ignored. */
const FOLDER = ".offline-aws";

const HELP = `Runs a command with the offline AWS attached: Terraform, and whatever starts it, then reaches a stand-in for
the AWS and Docker providers instead of the real ones. No account, no network, no provider download.

  npm run offline -- COMMAND…     run a command, such as  npx cdktf deploy '*'  or  terraform -chdir=DIR plan
  npm run offline -- --reset      empty the cloud and forget the state of what was deployed to it
  npm run offline -- --help       this text

What exists is kept in ${FOLDER}/ between commands. So are state and data folder of every configuration, whatever its backend,
its cloud block, -state, workspace or environment says: a trial never touches the state of a real deployment. A plan that was
made for a real state is refused, and so is a Terraform that is started by its path instead of its name (terraform, tofu or
$TERRAFORM_BINARY_NAME). Credentials, profiles and endpoints of AWS and tokens of HCP Terraform don't reach the command.
Approvals are given, because nothing real can be lost.
Exit code: the command's; 2 for wrong usage, 127 if the command can't be started.
`;

async function main(args: string[]): Promise<number> {
  const [first] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(HELP);
    return 0;
  }
  if (first === "--reset") {
    if (args.length > 1) return usage(`--reset takes no command, and got ${args.slice(1).join(" ")}`);
    for (const part of ["cloud", ...STATE_FOLDERS]) rmSync(join(FOLDER, part), { recursive: true, force: true });
    process.stderr.write("offline AWS: empty\n");
    return 0;
  }
  if (first === undefined) return usage("no command given");
  if (first.startsWith("-")) return usage(`unknown option ${first}`);
  process.stderr.write(`offline AWS: nothing here is real; what exists is in ${FOLDER}/\n`);
  return runWithOfflineAws(FOLDER, args as [string, ...string[]]);
}

function usage(problem: string): number {
  process.stderr.write(`offline AWS: ${problem}\n\n${HELP}`);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem: unknown) => {
    process.stderr.write(`offline AWS: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    process.exit(1);
  },
);
