import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { uninterrupted } from "../../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";
import { selection } from "../hazards/selection.ts";
import { ReviewInterrupted } from "../plan/processes.ts";
import { outdirOf, readStacks } from "../plan/stacks.ts";
import { Terraform } from "../plan/terraform.ts";
import { Problem } from "../problem.ts";
import { analyse } from "./analysis.ts";
import { type Approval, guardDeploy } from "./guard.ts";
import { reportOf } from "./report.ts";

/*
 * Looks at what `npm run deploy` is about to do, and does what needs its own order.
 *
 *   guard/main.ts [--json] [--allow-interruption] [--auto-approve] [STACK…]
 *
 * The stacks are synthesized already. With --json nothing is changed, and what would be done is written to standard output.
 * Exit code: 0 go on with the ordinary deployment; 3 refused, or needs approval; 1 an error; 130 interrupted.
 * With --json: 0 no hazards; 2 phases; 3 refused, or needs approval; 1 an error.
 */

const say = (line: string) => process.stderr.write(`${withoutSecrets(line)}\n`);

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      json: { type: "boolean" },
      "allow-interruption": { type: "boolean" },
      "auto-approve": { type: "boolean" },
    },
    allowPositionals: true,
  });
  const stacks = readStacks(outdirOf(process.env));
  const terraform = new Terraform(process.env);
  say("Checking what is deployed and what changes …");
  const progress = { begin: () => {}, end: () => {} };
  const found = await analyse(stacks, terraform, process.env, selection(positionals), progress);
  if (values.json) {
    const report = reportOf(found);
    process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
    return report.exitCode;
  }
  const approval: Approval = {
    allowsInterruption: values["allow-interruption"] === true,
    isApproved: values["auto-approve"] === true,
  };
  return guardDeploy(found, stacks, terraform, approval, { say, ask });
}

async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} (yes/no) `)).trim());
  } finally {
    terminal.close();
  }
}

uninterrupted(() => main(process.argv.slice(2))).then(
  (code) => process.exit(code),
  (problem: Error) => {
    say(problem instanceof Problem ? problem.message : `change guard: ${problem.name}: ${problem.message}`);
    process.exit(problem instanceof ReviewInterrupted ? problem.exitCode : 1);
  },
);
