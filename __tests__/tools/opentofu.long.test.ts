import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../support/folder.ts";
import { describeWithTerraform, run } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");
/** What commands write, and what must not be that of this folder. */
const NOT_LINKED = [".offline-aws", ".plan-review", ".terraform-state", "cdktf.out", ".git"];

const find = (name: string) =>
  (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/**
 * This project in another folder, where `tofu` is OpenTofu if it is installed, otherwise Terraform, and a call of
 * `terraform` is an error. Each call is noted.
 */
class ProjectWithOpenTofu {
  readonly folder = newFolder();
  private readonly bin = newFolder();

  constructor() {
    for (const name of readdirSync(ROOT))
      if (!NOT_LINKED.includes(name) && !name.includes(".lock")) symlinkSync(join(ROOT, name), join(this.folder, name));
    this.program("tofu", `exec '${find("tofu") ?? find("terraform")}' "$@"`);
    this.program("terraform", "exit 1");
  }

  private program(name: string, script: string): void {
    const path = join(this.bin, name);
    writeFileSync(path, `#!/bin/sh\necho '${name}' "$@" >>'${join(this.bin, "calls")}'\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** How a command ends, and which subcommands it has called of each program. */
  async run(...command: [string, ...string[]]) {
    writeFileSync(join(this.bin, "calls"), "");
    mkdirSync(join(this.folder, ".offline-aws"), { recursive: true });
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const env = { ...inherited, PATH: `${this.bin}:${process.env.PATH}`, TERRAFORM_BINARY_NAME: "tofu", CI: "1" };
    const [program, ...args] = command;
    const { code, text } = await run(program, args, env, this.folder);
    const calls = readFileSync(join(this.bin, "calls"), "utf8").trim().split("\n");
    return { code, text, calls: calls.map((call) => call.split(" ").filter((word) => !word.startsWith("-"))) };
  }
}

describeWithTerraform("with TERRAFORM_BINARY_NAME=tofu", () => {
  const project = new ProjectWithOpenTofu();
  const calls = (all: readonly string[][]) => [...new Set(all.map(([program, command]) => `${program} ${command}`))];

  test.each([
    ["npm run demo", 0, ["version", "init", "apply", "output"]],
    ["npm run review -- --offline", 0, ["init", "plan", "show"]],
    ["npm run offline -- npm run diff -- network", 0, ["init", "plan"]],
    ["npm run offline -- npm run preview", 0, ["version", "init", "apply"]],
    ["npm run offline -- npm run destroy", 0, ["destroy"]],
  ])(
    "%s calls it, and never terraform",
    async (command, code, expected) => {
      const [program, ...words] = command.split(" ");
      const ended = await project.run(program as string, ...words);
      if (ended.code !== code) throw new Error(ended.text);
      expect(calls(ended.calls)).toEqual(expect.arrayContaining(expected.map((each) => `tofu ${each}`)));
      expect(ended.calls.filter(([name]) => name !== "tofu")).toEqual([]);
      if (command === "npm run demo") expect(ended.text).toContain("npm run offline -- tofu -chdir=cdktf.out/stacks/");
    },
    300_000,
  );
});
