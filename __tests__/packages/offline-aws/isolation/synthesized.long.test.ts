import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../../../support/folder.ts";
import { contentsOf, offline } from "../../../support/offline.ts";
import { describeWithTerraform } from "../../../support/terraform.ts";

jest.setTimeout(60_000);

type Where = (stack: string) => [type: string, config: object];

/** Where stacks keep their state, as synthesis writes it. */
const IN_OFFLINE: Where = (stack) => ["local", { path: `../../../.offline-aws/state/shop/${stack}.tfstate` }];
const REAL: [string, Where][] = [
  ["local files", (stack) => ["local", { path: `../../../.terraform-state/shop/${stack}.tfstate` }]],
  ["S3", (stack) => ["s3", { bucket: "b", key: `prefix/shop/${stack}.tfstate`, region: "eu-west-1" }]],
];

/** Writes two stacks as cdktf does: `first`, and `second` that reads it. */
function synthesize(folder: string, where: Where): void {
  const write = (stack: string, parts: object) => {
    const [type, config] = where(stack);
    const path = join(folder, "cdktf.out/stacks", stack);
    mkdirSync(path, { recursive: true });
    const metadata = { metadata: { backend: type, stackName: stack, version: "0.21.0" } };
    writeFileSync(
      join(path, "cdk.tf.json"),
      JSON.stringify({ "//": metadata, terraform: { backend: { [type]: config } }, ...parts }),
    );
  };
  write("first", {
    resource: { aws_sqs_queue: { queue: { name: "queue" } } },
    output: { id: { value: "${aws_sqs_queue.queue.id}" } },
  });
  const [backend, config] = where("first");
  write("second", {
    data: { terraform_remote_state: { first: { backend, config } } },
    output: { read: { value: "${data.terraform_remote_state.first.outputs.id}" } },
  });
}

const on = (stack: string, ...args: string[]) => [
  "terraform",
  `-chdir=cdktf.out/stacks/${stack}`,
  ...args,
  "-no-color",
];

describeWithTerraform.each(REAL)("stacks that were only synthesized for %s", (_, where) => {
  test("have no outputs yet, and need no init to say so", async () => {
    const folder = newFolder();
    synthesize(folder, where);
    const { code, text } = await offline(folder, on("first", "output"));
    expect(code).toBe(0);
    expect(text).toContain("No outputs found");
  });
});

describeWithTerraform.each(REAL)("stacks that were deployed offline and are then synthesized for %s", (_, where) => {
  const folder = newFolder();
  let before: object;
  beforeAll(async () => {
    synthesize(folder, IN_OFFLINE);
    await offline(folder, on("first", "apply", "-auto-approve"));
    synthesize(folder, where);
    before = contentsOf(folder);
  });

  test("have the outputs of the offline deployment", async () => {
    expect((await offline(folder, on("first", "output"))).text).toMatch(/\nid = "https:[^"]+"\n/);
  });

  test("have nothing to change", async () => {
    expect((await offline(folder, on("first", "plan"))).text).toContain("No changes.");
  });

  test("read each other's offline state", async () => {
    expect((await offline(folder, on("second", "apply", "-auto-approve"))).text).toMatch(/\nread = "https:[^"]+"\n/);
  });

  test("leave every file as it is", () => expect(contentsOf(folder)).toEqual(before));
});
