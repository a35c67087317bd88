import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { dataResource, writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform, type Run, run } from "../../support/terraform.ts";

const CDKTF = resolve(__dirname, "../../../tools/cdktf/cdktf.mjs");

jest.setTimeout(90_000);

/** Terraform that is killed while a provisioner of its apply runs: it holds the lock and writes no state meanwhile. */
const KILLED_AT_APPLY = `#!/bin/sh
[ "$1" = apply ] || exec terraform "$@"
terraform "$@" &
until [ -e provisioning ] || ! kill -0 $!; do sleep 0.01; done
kill -9 $!
wait $!
`;

/** Terraform that a signal ends. */
const ENDED_BY_SIGNAL = `#!/bin/sh
[ "$1" = apply ] || exec terraform "$@"
kill -9 $$
`;

describeWithTerraform("a local state that is not whole", () => {
  const folder = newFolder();
  const state = join(folder, "cdktf.out/state/network.tfstate");
  const backup = `${state}.backup`;
  let whole: readonly [state: string, backup: string];

  function deploy(variables: NodeJS.ProcessEnv = {}, ...words: string[]): Promise<Run> {
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    return run(
      process.execPath,
      [CDKTF, "deploy", "*", "--auto-approve", ...words],
      { ...inherited, ...variables, CI: "1" },
      folder,
    );
  }

  function write(input: string, provisioner?: object): void {
    const name = "network";
    writeStacks(join(folder, "cdktf.out"), {
      [name]: {
        "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
        terraform: { backend: { local: { path: `../../state/${name}.tfstate` } } },
        // Replaced, because a provisioner runs when something is made.
        ...dataResource({ vpc: { input, ...(provisioner && { provisioner, triggers_replace: input }) } }),
      },
    });
  }

  beforeAll(async () => {
    const json = { language: "typescript", app: "true", projectId: "states", sendCrashReports: "false" };
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify(json));
    for (const input of ["first", "second"]) {
      write(input);
      const { code, text } = await deploy();
      if (code !== 0) throw new Error(text);
    }
    whole = [readFileSync(state, "utf8"), readFileSync(backup, "utf8")];
  });

  beforeEach(() => {
    writeFileSync(state, whole[0]);
    writeFileSync(backup, whole[1]);
  });

  test("because Terraform was killed is named, and refused until what it made last is found, or on request", async () => {
    const terraform = join(folder, "terraform.sh");
    writeFileSync(terraform, KILLED_AT_APPLY, { mode: 0o755 });
    write("third", { "local-exec": { command: "touch provisioning; sleep 5" } });
    const { code, text } = await deploy({ TERRAFORM_BINARY_NAME: terraform });
    expect(code).toBe(1);
    expect(text).toContain(
      "Terraform was killed before it had saved the state of network: npm run adopt takes what it made last into the state, see docs/state.md\n",
    );
    write("second");
    const refused = await deploy();
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(
      /^Terraform has not ended what it changes in network \(since .+Z\): if it still runs, wait for it; if it was killed, npm run adopt takes what it made last into the state, see docs\/state\.md\n$/,
    );
    const next = await deploy({}, "--restore-state");
    expect(next).toMatchObject({ code: 0, text: expect.not.stringContaining("was killed") });
    expect((await deploy()).code).toBe(0);
  });

  test("is not taken for applied where a signal has ended Terraform, which then has no exit code", async () => {
    const terraform = join(folder, "terraform.sh");
    writeFileSync(terraform, ENDED_BY_SIGNAL, { mode: 0o755 });
    write("fourth");
    const { code, text } = await deploy({ TERRAFORM_BINARY_NAME: terraform });
    expect(text).toContain("Invoking Terraform CLI failed with exit code 137\n");
    expect(text).not.toMatch(/^ {4}at /m);
    expect(code).toBe(1);
  });

  test.each([
    ["is empty", ""],
    ["is cut off", '{"version": 4, "resources": [{'],
  ])("because it %s is refused before Terraform starts, and the way back is named", async (how, text) => {
    writeFileSync(state, text);
    const ended = await deploy();
    expect(ended.code).toBe(1);
    expect(ended.text).toMatch(
      new RegExp(
        `^the state of network, cdktf.out/state/network.tfstate, ${how}, because Terraform was killed, or the disk was full, while it wrote it: ` +
          "npm run adopt -- --restore-state restores the last complete one, of .+Z with 1 resource, and adopts what was created since; see docs/state.md\n$",
      ),
    );
    expect(readFileSync(state, "utf8")).toBe(text);
  });

  test("is put back from what Terraform kept, on request", async () => {
    writeFileSync(state, "{");
    const { code, text } = await deploy({}, "--restore-state");
    expect(text).toContain(`Restored: the state of network from ${backup}; ${state}.broken is what was there`);
    expect(code).toBe(0);
    const [before, after] = [whole[0], readFileSync(state, "utf8")].map((each) => JSON.parse(each) as State);
    expect(after?.resources[0]?.instances[0]?.attributes.id).toBe(before?.resources[0]?.instances[0]?.attributes.id);
    expect(readFileSync(`${state}.broken`, "utf8")).toBe("{");
  });

  test("without anything beside it is not taken for an empty one", async () => {
    writeFileSync(state, "{");
    writeFileSync(backup, "{");
    const { code, text } = await deploy({}, "--restore-state");
    expect(code).toBe(1);
    expect(text).toContain(
      "and there is no backup beside it: restore it from a copy of yours, or let npm run adopt -- --restore-state move it aside and adopt what exists\n",
    );
  });

  test("is empty from the beginning where nothing was made", async () => {
    writeFileSync(state, "");
    writeFileSync(backup, "");
    expect((await deploy()).code).toBe(0);
  });
});

interface State {
  readonly resources: readonly { readonly instances: readonly { readonly attributes: { readonly id: string } }[] }[];
}
