import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeHelp } from "../../packages/processes/help.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { Interrupted } from "../../packages/processes/processes.cjs";
import { deployingRolePage } from "./page.ts";
import { leastPolicies } from "./record.ts";

const DOCUMENT = "docs/deploying-role.md";

const HELP = `Records the permissions that deploying, changing and destroying the demo on the offline AWS needs, and writes them to ${DOCUMENT}:
npm run permissions
`;

/** Records what deploying the demo environment needs, and writes it to the documentation. */
async function main(): Promise<void> {
  if (writeHelp(process.argv.slice(2), HELP)) return;
  writeFileSync(resolve(__dirname, "../..", DOCUMENT), deployingRolePage(await leastPolicies("demo")));
  process.stdout.write(`${DOCUMENT}\n`);
}

explainFileProblems("permissions");
main().catch((problem: unknown) => {
  if (!(problem instanceof Interrupted)) throw problem;
  process.exitCode = problem.exitCode;
});
