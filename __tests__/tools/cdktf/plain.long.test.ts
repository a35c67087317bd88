import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { OFFLINE } from "../../support/offline.ts";
import { writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const CDKTF = resolve(__dirname, "../../../tools/cdktf/cdktf.mjs");
const LONG = `arn:aws:ecs:us-east-1:123456789012:${"a".repeat(300)} end`;

jest.setTimeout(120_000);

/** Two stacks of a repository each, one of them with a long output, in a new folder. */
function project(): string {
  const folder = newFolder();
  const json = { language: "typescript", app: "true", projectId: "plain", sendCrashReports: "false" };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(json));
  const stack = (name: string) => ({
    "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
    terraform: {
      backend: { local: { path: `../../../.terraform-state/demo/${name}.tfstate` } },
      required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
    },
    provider: { aws: [{ region: "us-east-1", default_tags: [{ tags: { Environment: "demo" } }] }] },
    resource: { aws_ecr_repository: { [name]: { name } } },
    output: { long: { value: LONG } },
  });
  writeStacks(join(folder, "cdktf.out"), { one: stack("one"), two: stack("two") });
  return folder;
}

/** Runs cdktf on the offline AWS, where nothing can be typed. */
function run(cwd: string, words: readonly string[], more: NodeJS.ProcessEnv = {}, options: readonly string[] = []) {
  const { TF_CLI_CONFIG_FILE: _, CI: __, NO_COLOR: ___, FORCE_COLOR: ____, ...inherited } = process.env;
  const env = { ...inherited, ENVIRONMENT: "demo", ...more };
  const args = [...OFFLINE, ...options, "env", `CDKTF_AUTO_APPROVE=${more.CDKTF_AUTO_APPROVE ?? "true"}`];
  return spawnSync(process.execPath, [...args, process.execPath, CDKTF, ...words], {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Nothing that only a terminal can show. */
function expectPlain({ stdout, stderr }: { stdout: string; stderr: string }): void {
  const all = stdout + stderr;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(all.match(/[\u001b\r]|[⠀-⣿]|Stacks? (?:deploying|destroying)/g)).toBeNull();
  expect(all).not.toMatch(/Warning: |UnhandledPromise/);
}

describeWithTerraform("the output of cdktf where there is no terminal", () => {
  const cwd = project();

  test.each([{}, { CI: "1" }, { NO_COLOR: "1" }, { FORCE_COLOR: "1" }])(
    "is plain with %j, and nothing is wrapped",
    (env) => {
      const ended = run(cwd, ["deploy", "*"], env);
      expect(ended.status).toBe(0);
      expectPlain(ended);
      expect(ended.stdout).toContain(`long = ${LONG}\n`);
    },
  );

  test("diff shows the plan once", () => {
    const ended = run(cwd, ["diff", "one"]);
    expectPlain(ended);
    expect([ended.status, ended.stdout.match(/No changes\./g)?.length]).toEqual([0, 1]);
  });

  test("a stack that does not exist is one error", () => {
    const ended = run(cwd, ["diff", "three"]);
    expect([ended.status, ended.stdout]).toEqual([1, ""]);
    expect(ended.stderr.match(/three/g)?.length).toBe(1);
  });

  test("destroy is plain too", () => {
    const ended = run(cwd, ["destroy", "*"]);
    expectPlain(ended);
    expect([ended.status, ended.stdout.match(/Destroy complete!/g)?.length]).toEqual([0, 2]);
  });

  test("an error of Terraform is written once, to standard error", () => {
    const ended = run(cwd, ["deploy", "*"], {}, ["--fail", "aws_ecr_repository:create=AccessDenied"]);
    expectPlain(ended);
    expect(ended.status).toBe(1);
    expect(ended.stdout).not.toContain("AccessDenied");
    expect(ended.stderr.match(/Error: creating ECR Repository/g)?.length).toBe(2);
    expect(ended.stderr).not.toContain("Rejection");
  });

  test("a plan that can't be approved is not applied, and the message says how to", () => {
    const ended = run(cwd, ["deploy", "*"], { CDKTF_AUTO_APPROVE: "" });
    expectPlain(ended);
    expect(ended.status).toBe(1);
    expect(ended.stderr.match(/pass --auto-approve/g)?.length).toBe(1);
    expect(ended.stdout).not.toContain("Apply complete!");
  });
});
