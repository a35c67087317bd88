import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const CDKTF = resolve(__dirname, "../../../tools/cdktf/cdktf.mjs");

describeWithTerraform("an app that ends with an error", () => {
  test.each([["synth"], ["diff"], ["deploy", "--auto-approve"]])(
    "is shown once by %s, with an exit code",
    (...command) => {
      const cwd = newFolder();
      const app = "echo 'region is wrong' >&2; exit 1";
      writeFileSync(join(cwd, "cdktf.json"), JSON.stringify({ language: "typescript", app, projectId: "errors" }));
      const { status, stdout, stderr } = spawnSync(process.execPath, [CDKTF, ...command], { cwd, encoding: "utf8" });
      const shown = `${stdout}${stderr}`.replace(/^Synth command:.*$/m, "").match(/region is wrong/g);
      expect([status, shown?.length]).toEqual([1, 1]);
    },
    60_000,
  );
});

test("synth writes no frames of a progress indicator where there is no terminal", () => {
  const cwd = newFolder();
  writeFileSync(
    join(cwd, "cdktf.json"),
    JSON.stringify({ language: "typescript", app: "exit 1", projectId: "frames" }),
  );
  const env = { ...process.env, CI: undefined };
  const { stdout, stderr } = spawnSync(process.execPath, [CDKTF, "synth"], { cwd, env, encoding: "utf8" });
  expect(`${stdout}${stderr}`).toContain("non-zero exit code 1");
  expect(`${stdout}${stderr}`).not.toContain("\u001b[");
}, 60_000);

test("a Terraform that is not installed is reported with the remedy", () => {
  const env = { ...process.env, CDKTF_TERRAFORM: "no-such-terraform" };
  const { status, stderr } = spawnSync("sh", [join(CDKTF, "../terraform.sh"), "init"], { env, encoding: "utf8" });
  expect([status, stderr]).toEqual([
    127,
    "no-such-terraform is not on the PATH: install Terraform, or name another binary in TERRAFORM_BINARY_NAME\n",
  ]);
});

describe("a folder of stacks that another command works with", () => {
  const project = (app: string) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, "cdktf.json"), JSON.stringify({ language: "typescript", app, projectId: "alone" }));
    return cwd;
  };
  const run = (cwd: string) => spawnSync(process.execPath, [CDKTF, "diff"], { cwd, encoding: "utf8" });

  test("is left alone, and the message names the process and the way out", () => {
    const cwd = project("touch ran; exit 1");
    writeFileSync(join(cwd, "cdktf.out.lock"), String(process.pid));
    const { status, stderr } = run(cwd);
    expect([status, stderr]).toEqual([
      1,
      `another command works with cdktf.out (process ${process.pid}): wait until it has ended, or use another clone; if none does, remove cdktf.out.lock\n`,
    ]);
    expect(existsSync(join(cwd, "ran"))).toBe(false);
  });

  test("is free again when that one was killed, and after each command", () => {
    const cwd = project("touch ran; exit 1");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(join(cwd, "cdktf.out.lock"), String(pid));
    expect(run(cwd).status).toBe(1);
    expect(readdirSync(cwd).sort()).toEqual(["cdktf.json", "ran"]);
  });
});
