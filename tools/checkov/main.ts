import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeHelp } from "../../packages/processes/help.ts";
import { capture, uninterrupted } from "../../packages/processes/processes.cjs";
import { acceptedFindings, CHECKED, compare, type FailedCheck } from "./findings.ts";
import { type ReportedFailure, readReport } from "./report.ts";
import { addressIn, readableStack, type StackToCheck } from "./synthesized.ts";

const HELP = `Runs Checkov on the synthesized stacks of environments, and on their plans once they are deployed to the offline AWS, where every
value is known, and compares what fails with what is accepted in tools/checkov/accepted.json: npm run checkov

Exit code: 0 if both are the same; 1 if not, or on an error; 3 if Checkov is not installed.
`;

const ROOT = resolve(__dirname, "../..");

async function run(command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, stderr } = await capture(command, [...args], {
    cwd: ROOT,
    env: { ...process.env, ...variables },
  });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed with ${code}: ${stderr.slice(-2000)}`);
  return stdout;
}

/** What fails in a file, of one of the forms that Checkov reads. */
async function check(form: "terraform_plan" | "terraform_json", file: string): Promise<ReportedFailure[]> {
  const quietly = ["--soft-fail", "--compact", "--quiet", "--output", "json"];
  return readReport(await run("checkov", ["--framework", form, ...quietly, "--file", file]));
}

/** What fails in an environment: in its synthesized stacks, and in their plans once they are deployed. */
async function failuresOf(environment: string): Promise<FailedCheck[]> {
  const offline = (...command: string[]) =>
    run("npm", ["run", "--silent", "offline", "--", ...command], { ENVIRONMENT: environment });
  const folder = mkdtempSync(join(tmpdir(), "checkov-"));
  try {
    await offline("npm", "run", "deploy");
    const failures: FailedCheck[] = [];
    for (const name of readdirSync(join(ROOT, "cdktf.out/stacks"))) {
      const source = join(ROOT, "cdktf.out/stacks", name);
      const stack = JSON.parse(readFileSync(join(source, "cdk.tf.json"), "utf8")) as StackToCheck;
      const file = (end: string) => join(folder, `${name}${end}`);
      writeFileSync(file(".tf.json"), JSON.stringify(readableStack(stack), undefined, 2));
      // Behind the offline AWS the variable names what is to be called, whatever it was before.
      const terraform = `"$TERRAFORM_BINARY_NAME" -chdir='${source}'`;
      const plan = `${terraform} plan -input=false -out='${file(".tfplan")}'`;
      await offline("sh", "-c", `${plan} && ${terraform} show -json '${file(".tfplan")}' > '${file(".json")}'`);
      const found = [
        ...(await check("terraform_plan", file(".json"))),
        ...(await check("terraform_json", file(".tf.json"))),
      ];
      failures.push(...found.map(({ id, resource }) => ({ id, place: `${name}: ${addressIn(stack, resource)}` })));
    }
    return failures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isInstalled = () =>
  capture("checkov", ["--version"]).then(
    ({ code }) => code === 0,
    () => false,
  );

async function main(): Promise<number> {
  if (writeHelp(process.argv.slice(2), HELP)) return 0;
  if (!(await isInstalled())) {
    process.stdout.write("checkov is not installed: nothing was checked\n");
    return 3;
  }
  const accepted = acceptedFindings();
  let count = 0;
  for (const environment of CHECKED) {
    const { unknown, stale } = compare(accepted, environment, await failuresOf(environment));
    for (const { id, place } of unknown)
      process.stdout.write(
        `${environment}: ${id} fails at ${place}: fix it, or accept it in tools/checkov/accepted.json\n`,
      );
    for (const { id, place } of stale)
      process.stdout.write(`${environment}: ${id} passes at ${place}: remove it from tools/checkov/accepted.json\n`);
    count += unknown.length + stale.length;
  }
  process.stdout.write(`${count} differences from what is accepted\n`);
  return count > 0 ? 1 : 0;
}

uninterrupted(main).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
