import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { App } from "cdktf";
import { parseConfig } from "../../config/load.ts";
import type { S3StateConfig } from "../../config/state.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { Cloud } from "../../packages/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../../packages/offline-aws/start.ts";
import { newFolder } from "../support/folder.ts";
import { ObservedS3Service } from "../support/s3-service.ts";
import { describeWithTerraform, type Run, run, terraform } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");
const BUCKET = "ecs-prod-terraform-state-123456789012";
const OWN = `bootstrap/${BUCKET}.tfstate`;

jest.setTimeout(120_000);

/** An account whose buckets Terraform makes on the offline AWS, and whose objects are in S3 on loopback. */
class Account {
  readonly folder = newFolder();
  readonly cloud = new Cloud(join(this.folder, "cloud"));
  readonly s3 = new ObservedS3Service((name) => name === this.existing || this.buckets().includes(name));
  private offline?: OfflineAws;

  /** `existing` is the name of a bucket that is there already. */
  constructor(private readonly existing?: string) {}

  async open(): Promise<void> {
    mkdirSync(join(this.folder, "out"));
    await this.s3.start();
    this.offline = await startOfflineAws({
      folder: this.folder,
      configuration: [this.folder],
      environment: {},
      ...(this.existing && { existing: [{ type: "aws_s3_bucket", bucket: this.existing }] }),
    });
  }

  async close(): Promise<void> {
    await this.offline?.stop();
    this.s3.stop();
  }

  buckets(): unknown[] {
    return this.cloud.list("aws_s3_bucket").map(({ attributes }) => attributes.bucket);
  }

  get environment(): Record<string, string> {
    return { ...this.offline?.environment, ...this.s3.environment, ENVIRONMENT: "prod" };
  }

  /** Runs one of the project's tools. */
  tool(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    return run(process.execPath, ["--import", "tsx", ...words], { ...this.variables, ...env }, ROOT);
  }

  private get variables(): NodeJS.ProcessEnv {
    const { TF_CLI_CONFIG_FILE: _, CDKTF_AUTO_APPROVE: __, ...inherited } = process.env;
    return { ...inherited, ...this.environment };
  }

  bootstrap(...words: string[]): Promise<Run> {
    return this.tool(["tools/bootstrap/main.ts", ...words], this.bootstrapFolders);
  }

  /** The same, without waiting for its end. */
  startBootstrap(...words: string[]): ChildProcess {
    const args = ["--import", "tsx", "tools/bootstrap/main.ts", ...words];
    const env = { ...this.variables, ...this.bootstrapFolders };
    return spawn(process.execPath, args, { env, cwd: ROOT, stdio: "ignore" });
  }

  private get bootstrapFolders(): Record<string, string> {
    const outdir = join(this.folder, "out", "bootstrap");
    return { CDKTF_OUTDIR: outdir, LOCAL_STATE_FOLDER: join(this.folder, "state") };
  }

  /** What a Terraform leaves that is killed while it applies: its state, and the note that it locks it. */
  leave(state: string): void {
    const folder = join(this.folder, "state", "bootstrap");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${BUCKET}.tfstate`), state);
    const note = { Operation: "OperationTypeApply", Created: "2026-01-01T00:00:00Z" };
    writeFileSync(join(folder, `.${BUCKET}.tfstate.lock.info`), JSON.stringify(note));
  }

  /** Files of local state that are left. */
  files(): string[] {
    const folder = join(this.folder, "state", "bootstrap");
    return existsSync(folder) ? readdirSync(folder) : [];
  }
}

describeWithTerraform("the bucket of state, with the real Terraform", () => {
  const account = new Account();
  beforeAll(() => account.open());
  afterAll(() => account.close());

  test.each([
    ["deploy", ["tools/cdktf/cdktf.mjs", "deploy", "*", "--auto-approve", "--output"]],
    ["diff", ["tools/cdktf/cdktf.mjs", "diff", "network", "--output"]],
  ])("that is missing ends %s before Terraform starts", async (_, words) => {
    const { code, text } = await account.tool([...words, join(account.folder, "out", "stacks")]);
    expect(code).toBe(1);
    expect(text.trim().split("\n").at(-1)).toBe(
      `the state bucket ${BUCKET} does not exist: ENVIRONMENT=prod npm run bootstrap creates it in us-east-1, see docs/state.md`,
    );
    expect(text).not.toMatch(/Initializing|Leftover|Not known/);
  });

  test("that is missing ends a review", async () => {
    const env = { CDKTF_OUTDIR: join(account.folder, "out", "review") };
    const { code, text } = await account.tool(["tools/plan-review/main.ts", "--out", join(account.folder, "r")], env);
    expect(code).toBe(1);
    expect(text).toContain(`plan review: the state bucket ${BUCKET} does not exist`);
  });

  test("is not created without a terminal and without approval", async () => {
    expect(await account.bootstrap()).toEqual({
      code: 2,
      text: "bootstrap: it asks before it changes AWS: run it in a terminal, or with -- --auto-approve\n",
    });
    expect(account.buckets()).toEqual([]);
  });

  test("is made, and its state is in a file as long as the bucket can't have it", async () => {
    account.s3.intercept = async ({ method }) => (method === "PUT" ? "fail" : "answer");
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(code).toBe(1);
    expect(text).toContain(`3/4 Moving that state to s3://${BUCKET}/${OWN} …`);
    expect(text.trim().split("\n").at(-1)).toMatch(
      /^terraform init has ended with the error above: correct its cause and run this again, which continues from there;/,
    );
    expect(account.buckets()).toEqual([BUCKET]);
    expect(account.files()).toContain(`${BUCKET}.tfstate`);
  });

  test("gets its state when the run is killed in the middle of that, and the next one goes on", async () => {
    const killed = account.startBootstrap("--auto-approve");
    const ended = once(killed, "close");
    account.s3.intercept = async ({ method, key }) => {
      if (method !== "PUT" || key !== OWN) return "answer";
      killed.kill("SIGKILL");
      await ended;
      return "fail";
    };
    await ended;
    expect(account.s3.keys(BUCKET)).toEqual([]);
    account.s3.intercept = async () => "answer";
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(text).toContain("That file exists already: continuing from it.");
    expect(text).toContain("0 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
    expect(account.s3.keys(BUCKET)).toEqual([OWN]);
    expect(account.files()).toEqual([]);
  });

  test("is left alone by the next run", async () => {
    const versions = account.s3.versions(BUCKET, OWN).length;
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(text).toContain("0 added, 0 changed, 0 destroyed");
    expect(text).toContain("4/4 No file to remove.");
    expect(code).toBe(0);
    expect(account.s3.versions(BUCKET, OWN)).toHaveLength(versions);
  });

  test("is not destroyed", async () => {
    const folder = join(account.folder, "out", "bootstrap", "stacks", "state");
    const env = { ...account.environment, TF_DATA_DIR: ".terraform/prod" };
    const { code, text } = await terraform(folder, env, "destroy", "-auto-approve", "-no-color");
    expect(code).toBe(1);
    expect(text).toContain("Instance cannot be destroyed");
    expect(account.buckets()).toEqual([BUCKET]);
  });

  test("has locks, and a deployment that meets one says whose it is and what to do", async () => {
    const lock = `${account.environment.AWS_ENDPOINT_URL_S3}/${BUCKET}/ecs-pipeline/prod/network.tfstate.tflock`;
    const ID = "11111111-2222-3333-4444-555555555555";
    const body = JSON.stringify({ ID, Operation: "OperationTypeApply", Who: "ann@laptop" });
    await fetch(lock, { method: "PUT", body });
    const words = ["deploy", "network", "--auto-approve", "--output", join(account.folder, "out", "locked")];
    const { code, text } = await account.tool(["tools/cdktf/cdktf.mjs", ...words]);
    await fetch(lock, { method: "DELETE" });
    expect(code).toBe(1);
    expect(text).toContain("Error acquiring the state lock");
    expect(text).toMatch(/Who: +ann@laptop/);
    expect(text.trim().split("\n").at(-1)).toBe(
      "If a state lock could not be acquired: wait for the run that holds it; if that run is dead, docs/state.md says how to release its lock.",
    );
  });

  describe("has the state of an environment", () => {
    const outdir = join(account.folder, "out", "prod");

    /** Deploys all stacks, each with the real Terraform, and returns what was done. */
    async function deploy(state: Partial<S3StateConfig>): Promise<string[]> {
      const app = new App({ outdir });
      const s3 = { type: "s3" as const, bucket: BUCKET, ...state };
      compose(app, parseConfig({ ...smallest, region: "us-east-1", state: s3 }, "hello"));
      app.synth();
      const summaries: string[] = [];
      for (const stack of STACKS) {
        const each = (...args: string[]) => terraform(join(outdir, "stacks", stack), account.environment, ...args);
        await each("init", "-input=false", "-reconfigure");
        const { code, text } = await each("apply", "-input=false", "-auto-approve", "-no-color");
        if (code !== 0) throw new Error(text);
        summaries.push(/\d+ added, \d+ changed, \d+ destroyed/.exec(text)?.[0] ?? text);
      }
      return summaries;
    }

    const STACKS = ["network", "iam", "fargate-cluster"];

    test("below its name, a stack an object, which other stacks read", async () => {
      await deploy({});
      const keys = STACKS.map((stack) => `ecs-pipeline/hello/${stack}.tfstate`);
      expect(account.s3.keys(BUCKET)).toEqual([OWN, ...keys].sort());
    });

    test("through a role, if there is one", async () => {
      account.s3.requests.splice(0);
      expect(await deploy({ roleArn: "arn:aws:iam::123456789012:role/state" })).toEqual(
        STACKS.map(() => "0 added, 0 changed, 0 destroyed"),
      );
      const users = account.s3.requests.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
      expect([...new Set(users)]).toEqual(["AKIAROLE"]);
    });
  });
});

describeWithTerraform("a bucket that exists from elsewhere", () => {
  const account = new Account(BUCKET);
  beforeAll(() => account.open());
  afterAll(() => account.close());

  test("is not touched, and the way to take it over is named", async () => {
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(code).toBe(1);
    expect(text.trim().split("\n").at(-1)).toBe(
      `bootstrap: the bucket ${BUCKET} exists already, and was not created by this command: use it as it is, or take it over with ENVIRONMENT=prod npm run bootstrap -- --import, which replaces its policy, encryption and lifecycle rules`,
    );
    expect(account.cloud.types()).toEqual([]);
  });

  test("whose objects one may not read is not touched either", async () => {
    account.s3.intercept = async ({ headers }) => (headers.authorization === undefined ? "answer" : "fail");
    const { code, text } = await account.bootstrap("--auto-approve", "--import");
    account.s3.intercept = async () => "answer";
    expect(code).toBe(1);
    expect(text.trim().split("\n").at(-1)).toMatch(/^the bucket \S+ exists, but can't be read with these credentials:/);
    expect(account.cloud.types()).toEqual([]);
  });

  test("is taken over on request", async () => {
    const { code, text } = await account.bootstrap("--auto-approve", "--import");
    expect(text).toContain("8 added");
    expect(code).toBe(0);
    expect(account.files()).toEqual([]);
    const state = JSON.parse(account.s3.text(BUCKET, OWN) ?? "") as { resources: { type: string }[] };
    expect(state.resources.map(({ type }) => type)).toContain("aws_s3_bucket");
    expect((await account.bootstrap("--auto-approve")).text).toContain("0 added, 0 changed, 0 destroyed");
  });
});

describeWithTerraform("a bucket that a killed run has created", () => {
  const account = new Account(BUCKET);
  beforeAll(() => account.open());
  afterAll(() => account.close());

  test("is refused while the state of that run is cut off, and the way out is named", async () => {
    account.leave("{");
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(code).toBe(1);
    expect(text.trim().split("\n").at(-1)).toMatch(
      /^bootstrap: \S+\.tfstate is not complete, because Terraform was killed, .*: move it away and run this again with -- --import/,
    );
  });

  test("is imported, because that run had not saved it", async () => {
    account.leave("");
    const { code, text } = await account.bootstrap("--auto-approve");
    expect(text).toContain("An earlier run was killed before it had saved that it created the bucket: importing it.");
    expect([code, account.files()]).toEqual([0, []]);
    expect((await account.bootstrap("--auto-approve")).text).toContain("0 added, 0 changed, 0 destroyed");
  });
});

describe("the command", () => {
  const account = new Account();
  beforeAll(() => account.open());
  afterAll(() => account.close());

  test("explains itself", async () => {
    const { code, text } = await account.bootstrap("--help");
    expect(code).toBe(0);
    expect(text).toContain("npm run bootstrap -- --import");
  });

  test.each([
    [["--force"], "prod", 2, "bootstrap: --force is unknown: use --auto-approve, --import or --help\n"],
    [
      ["--auto-approve"],
      "demo",
      1,
      /^bootstrap: environment demo keeps its state in local files, which need no bucket: /,
    ],
    [["--auto-approve"], "gone", 1, /^bootstrap: ENVIRONMENT: "gone" is not an environment: use one of demo, prod/],
  ])("%j for %s ends with code %i and one sentence", async (words, ENVIRONMENT, code, said) => {
    const ended = await account.tool(["tools/bootstrap/main.ts", ...words], {
      ENVIRONMENT,
      CDKTF_OUTDIR: join(account.folder, "out"),
    });
    expect(ended.code).toBe(code);
    expect(ended.text).toMatch(said);
    expect(ended.text.trim().split("\n")).toHaveLength(1);
  });
});

test("the README of the package names its files", () => {
  const folder = join(ROOT, "packages/state");
  const text = readFileSync(join(folder, "README.md"), "utf8");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) expect(text).toContain(`\`${file}\``);
});
