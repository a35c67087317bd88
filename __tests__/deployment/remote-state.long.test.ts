import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeBlocks } from "../support/document.ts";
import { newFolder } from "../support/folder.ts";
import { ObservedS3Service } from "../support/s3-service.ts";
import { dataResource, writeStacks } from "../support/stack-files.ts";
import { describeWithTerraform, type Run, run, terraform } from "../support/terraform.ts";

jest.setTimeout(60_000);

const BUCKET = "shop-state";
const KEY = "ecs-pipeline/shop/web.tfstate";
const ALIAS = "arn:aws:kms:eu-west-1:123456789012:alias/shop-state";

const service = new ObservedS3Service((name) => name === BUCKET);
beforeAll(() => service.start());
afterAll(() => service.stop());

/** A stack that needs no provider: resources by name, each with a command that runs when it is made. */
class Stack {
  readonly folder = newFolder();
  readonly began = join(this.folder, "began");

  write(commands: Record<string, string>): void {
    const s3 = { bucket: BUCKET, key: KEY, region: "eu-west-1", encrypt: true, kms_key_id: ALIAS, use_lockfile: true };
    const resources = Object.entries(commands).map(([name, command]) => [
      name,
      { provisioner: [{ "local-exec": { command } }] },
    ]);
    mkdirSync(this.folder, { recursive: true });
    const json = { terraform: { backend: { s3 } }, resource: { terraform_data: Object.fromEntries(resources) } };
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(json));
  }

  run(...args: string[]): Promise<Run> {
    return terraform(this.folder, service.environment, ...args, "-no-color");
  }

  async apply(): Promise<Run> {
    await this.run("init", "-input=false");
    return this.run("apply", "-input=false", "-auto-approve");
  }

  /** Starts an apply that takes long, and returns when it is in the middle. */
  async startLongApply(): Promise<{ kill(): void; ended: Promise<number | null> }> {
    this.write({ first: "true", slow: `touch ${this.began}; sleep 3` });
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const options = { env: { ...inherited, ...service.environment }, detached: true, stdio: "ignore" as const };
    const child = spawn(
      process.env.TERRAFORM_BINARY_NAME || "terraform",
      [`-chdir=${this.folder}`, "apply", "-auto-approve"],
      options,
    );
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (!existsSync(this.began)) await sleep(20);
    return { kill: () => process.kill(-(child.pid as number), "SIGKILL"), ended };
  }
}

const stored = () => JSON.parse(service.text(BUCKET, KEY) ?? "{}") as { resources: { name: string }[] };
const names = () => stored().resources.map(({ name }) => name);

/** The id of the lock that is held. */
const lockId = () => (JSON.parse(service.text(BUCKET, `${KEY}.tflock`) ?? "{}") as { ID?: string }).ID ?? "no lock";

describeWithTerraform("state in S3, with the real Terraform", () => {
  const stack = new Stack();

  test("is an object that is encrypted with the key, and unlocked after the apply", async () => {
    stack.write({ first: "true" });
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(service.keys(BUCKET)).toEqual([KEY]);
    expect(service.versions(BUCKET, KEY)[0]?.headers).toMatchObject({
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": ALIAS,
    });
  });

  test("is locked by one apply, and another reports who holds the lock", async () => {
    const first = await stack.startLongApply();
    const second = await stack.run("apply", "-auto-approve");
    expect(second.code).toBe(1);
    expect(second.text).toContain("Error acquiring the state lock");
    expect(second.text).toMatch(new RegExp(`ID: +${lockId()}\n`));
    expect(await first.ended).toBe(0);
    expect(names()).toEqual(["first", "slow"]);
  });

  describe("after kill -9 in the middle of an apply", () => {
    const killed = new Stack();
    let id: string;
    beforeAll(async () => {
      killed.write({ first: "true" });
      await killed.apply();
      const apply = await killed.startLongApply();
      apply.kill();
      await apply.ended;
      id = lockId();
    });

    test("is whole, as it was before, and locked still", async () => {
      expect(id).toMatch(/^[\da-f-]{36}$/);
      expect(names()).toContain("first");
      expect(await killed.run("apply", "-auto-approve")).toMatchObject({ code: 1, text: expect.stringContaining(id) });
    });

    test("is not unlocked with the id of another lock", async () => {
      expect(await killed.run("force-unlock", "-force", "11111111-2222-3333-4444-555555555555")).toMatchObject({
        code: 1,
      });
      expect(lockId()).toBe(id);
    });

    test("is unlocked with its id, and goes on", async () => {
      expect(await killed.run("force-unlock", "-force", id)).toMatchObject({ code: 0 });
      expect(await killed.run("apply", "-auto-approve")).toMatchObject({ code: 0 });
      expect(names()).toEqual(["first", "slow"]);
    });
  });

  test("is restored from an older version of the object", async () => {
    const [newest, ...older] = service.versions(BUCKET, KEY);
    const before = older.find(({ body }) => body && !body.toString("utf8").includes('"slow"'));
    const file = join(stack.folder, "older.tfstate");
    writeFileSync(file, before?.body ?? "");
    const refused = await stack.run("state", "push", file);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("serial") });
    expect(service.versions(BUCKET, KEY)[0]?.id).toBe(newest?.id);
    expect(await stack.run("state", "push", "-force", file)).toMatchObject({ code: 0 });
    expect(names()).toEqual(["first"]);
  });
});

/** What docs/state.md says to type. */
const DOCUMENT = resolve(__dirname, "../../docs/state.md");
const scripts = codeBlocks(DOCUMENT, "sh");
const script = (word: string) => scripts.find((each) => each.includes(word)) ?? "";

describeWithTerraform("the document's way", () => {
  const folder = newFolder();
  const STACKS = ["network", "iam"];
  const FORCE = "force-unlock";

  function write(backend: (stack: string) => object, more: object = {}): void {
    const terraform = (stack: string) => ({ terraform: { backend: backend(stack) } });
    const resource = (stack: string) => dataResource({ [stack]: { input: stack } });
    const stacks = STACKS.map((stack) => [stack, { ...terraform(stack), ...resource(stack), ...more }]);
    writeStacks(join(folder, "cdktf.out"), Object.fromEntries(stacks));
  }

  const local = (stack: string) => ({ local: { path: `../../../.terraform-state/shop/${stack}.tfstate` } });
  const s3 = (stack: string) => ({
    s3: { bucket: BUCKET, key: `moved/shop/${stack}.tfstate`, region: "eu-west-1", use_lockfile: true },
  });
  const VARIABLES = { TF_DATA_DIR: ".terraform/shop" };
  const inStack = (stack: string, ...args: string[]) =>
    terraform(join(folder, "cdktf.out/stacks", stack), { ...service.environment, ...VARIABLES }, ...args, "-no-color");

  beforeAll(async () => {
    write(local);
    for (const stack of STACKS) {
      await inStack(stack, "init");
      await inStack(stack, "apply", "-auto-approve");
    }
  });

  test("from files to S3 takes every state along", async () => {
    write(s3);
    // npm is what is tested elsewhere.
    const text = `set -e\nnpm() { :; }\n${script('state push "$file"')}`;
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const ended = await run("sh", ["-c", text], { ...inherited, ...service.environment }, folder);
    expect(ended).toMatchObject({ code: 0 });
    for (const stack of STACKS) expect(await inStack(stack, "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  });

  test("renaming replaces nothing", async () => {
    const [json = ""] = codeBlocks(DOCUMENT, "json");
    const [move] = (JSON.parse(json) as { moved: { from: string; to: string }[] }).moved;
    expect([move?.from, move?.to].map((each) => each?.split(".")[0])).toEqual(["aws_s3_bucket", "aws_s3_bucket"]);
    const moved = [{ from: "terraform_data.network", to: "terraform_data.vpc" }];
    write(s3, { ...dataResource({ vpc: { input: "network" } }), moved });
    const { code, text } = await inStack("network", "apply", "-auto-approve");
    expect(text).toContain("0 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
  });

  test("to end a lock and to restore a version is what was proven above", () => {
    expect(script(FORCE)).toMatch(/terraform -chdir=\S+ force-unlock [\da-f-]{36}\n/);
    expect(script("get-object")).toContain('state push -force "$PWD/older.tfstate"');
  });
});
