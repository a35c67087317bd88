import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeHelp } from "../../packages/processes/help.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { start } from "../../packages/processes/processes.cjs";
import { reference } from "./reference.ts";

const ROOT = resolve(__dirname, "../..");

const HELP = `Generates the documents, or parts of them, that come from the code: npm run docs

  docs/reference.md      fields of an environment, from the schema
  docs/security.md       findings of Checkov that are accepted, from tools/checkov/accepted.json
  docs/protections.md    protections that the review watches, from its tables
`;

/** Programs that write the documents of other tools. */
const OTHERS = ["tools/checkov/docs/main.ts", "tools/plan-review/docs/main.ts"];

async function main(): Promise<number> {
  writeFileSync(resolve(ROOT, "docs/reference.md"), reference());
  process.stdout.write("docs/reference.md\n");
  for (const program of OTHERS) {
    const code = await start(process.execPath, ["--import", "tsx", program], { cwd: ROOT }).ended;
    if (code !== 0) return code;
  }
  return 0;
}

explainFileProblems("docs");
if (!writeHelp(process.argv.slice(2), HELP))
  main().then((code) => {
    process.exitCode = code;
  });
