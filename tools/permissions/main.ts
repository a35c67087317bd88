import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { Interrupted } from "../../packages/processes/processes.cjs";
import { deployingRolePage } from "./page.ts";
import { leastPolicies } from "./record.ts";

const DOCUMENT = "docs/deploying-role.md";

/** Records what deploying the demo environment needs, and writes it to the documentation. */
async function main(): Promise<void> {
  writeFileSync(resolve(__dirname, "../..", DOCUMENT), deployingRolePage(await leastPolicies("demo")));
  process.stdout.write(`${DOCUMENT}\n`);
}

explainFileProblems("permissions");
main().catch((problem: unknown) => {
  if (!(problem instanceof Interrupted)) throw problem;
  process.exitCode = problem.exitCode;
});
