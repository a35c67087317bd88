import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachOfflineAws } from "../../../../packages/offline-aws/attach.ts";
import { collect } from "../../../../packages/processes/collect.cjs";
import { newFolder } from "../../../support/folder.ts";
import { baseJson, resourceJson } from "../../../support/refusable-json.ts";
import { describeWithTerraform } from "../../../support/terraform.ts";
import { TABLES } from "./tables/tables.ts";

/** An error of Terraform, as far as it is read here. */
interface Diagnostic {
  severity: string;
  summary: string;
  detail: string;
  range?: { filename: string };
}

const STAGES: Readonly<Record<string, readonly string[]>> = {
  validate: ["validate", "-json"],
  plan: ["plan", "-input=false", "-json"],
  apply: ["apply", "-input=false", "-auto-approve", "-json", "-parallelism=32"],
};

const mistakes = TABLES.flatMap((table) => table.mistakes).map(([what, type, written, stage, said], index) => ({
  title: `${what} (${type})`,
  name: `mistake-${index}`,
  json: resourceJson(type, `mistake_${index}`, written),
  stage,
  said,
}));

/** Mistakes that are tried at once: a folder of more than 500 files is taken as one that is shared. */
const AT_ONCE = 250;
const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, part) => all.slice(part * AT_ONCE, (part + 1) * AT_ONCE));

/** Errors in the output of a command, by the file that they are in; `terraform validate` prints one document. */
function errorsIn(stdout: string): Record<string, string> {
  const documents = stdout.startsWith("{\n") ? [stdout] : stdout.split("\n").filter((line) => line.startsWith("{"));
  const found = documents.flatMap((text) => {
    const { diagnostics = [], diagnostic } = JSON.parse(text) as {
      diagnostics?: Diagnostic[];
      diagnostic?: Diagnostic;
    };
    return diagnostic === undefined ? diagnostics : [diagnostic];
  });
  const errors: Record<string, string> = {};
  for (const { severity, summary, detail, range } of found) {
    const file = range?.filename ?? "";
    if (severity === "error") errors[file] = `${errors[file] ?? ""}${summary}\n${detail}\n`;
  }
  return errors;
}

/** What the real Terraform says of the mistakes of each stage, when they are added to a small cloud that is there already. */
async function refusals(): Promise<Record<string, string>> {
  const root = newFolder();
  const [cwd, errors] = [join(root, "configuration"), {}];
  mkdirSync(cwd);
  const aws = await attachOfflineAws({ folder: join(root, "offline"), environment: process.env, project: cwd });
  const terraform = (...args: string[]) =>
    collect(aws.environment.TERRAFORM_BINARY_NAME ?? "terraform", args, { cwd, env: aws.environment });
  try {
    for (const [file, json] of Object.entries(baseJson())) writeFileSync(join(cwd, file), json);
    await terraform("init", "-input=false");
    const base = await terraform("apply", "-input=false", "-auto-approve", "-no-color");
    if (base.code !== 0) throw new Error(base.stderr);
    for (const [stage, command] of Object.entries(STAGES))
      for (const tried of inParts(mistakes.filter((each) => each.stage === stage))) {
        for (const { name, json } of tried) writeFileSync(join(cwd, `${name}.tf.json`), json);
        Object.assign(errors, errorsIn((await terraform(...command)).stdout));
        for (const { name } of tried) rmSync(join(cwd, `${name}.tf.json`));
      }
  } finally {
    await aws.stop();
  }
  return errors;
}

describeWithTerraform("with the real Terraform", () => {
  let errors: Record<string, string>;
  beforeAll(async () => {
    errors = await refusals();
  }, 120_000);

  test.each(mistakes)("refuses $title", ({ name, said }) => {
    expect(errors[`${name}.tf.json`]).toMatch(said);
  });

  test("refuses nothing else", () => {
    const files = mistakes.map(({ name }) => `${name}.tf.json`);
    expect(Object.entries(errors).filter(([file]) => !files.includes(file))).toEqual([]);
  });
});
