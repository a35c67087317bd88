import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { attachOfflineAws } from "../../packages/offline-aws/attach.ts";
import { ObjectStore } from "../../packages/offline-aws/s3/objects.ts";
import { newFolder } from "../support/folder.ts";
import { ObservedS3Service } from "../support/s3-service.ts";
import { dataResource, writeStacks } from "../support/stack-files.ts";
import { describeWithTerraform, type Run, run, terraform } from "../support/terraform.ts";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../..");
const BUCKET = "ecs-prod-terraform-state-123456789012";
const NETWORK = "ecs-pipeline/prod/network.tfstate";

/** A project whose stacks are synthesized to a folder, and the offline AWS beside it. */
class Trial {
  readonly folder = newFolder();
  readonly objects = new ObjectStore(join(this.folder, "offline", "cloud", "objects"));
  private readonly stacks = join(this.folder, "out", "stacks");

  constructor() {
    mkdirSync(join(this.folder, "out"));
  }

  /** Runs a command behind the offline AWS, which starts and stops with it. */
  async command(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const offline = await attachOfflineAws({
      folder: join(this.folder, "offline"),
      project: this.folder,
      environment: { ...inherited, ENVIRONMENT: "prod", ...env },
    });
    try {
      const [program = "", ...args] = words;
      return await run(program, args, offline.environment, ROOT);
    } finally {
      await offline.stop();
    }
  }

  bootstrap(): Promise<Run> {
    const env = { CDKTF_OUTDIR: join(this.folder, "out", "bootstrap") };
    return this.command([process.execPath, "--import", "tsx", "tools/bootstrap/main.ts"], env);
  }

  cdktf(command: string, ...stacks: string[]): Promise<Run> {
    const output = ["--output", join(this.folder, "out")];
    return this.command([process.execPath, "tools/cdktf/cdktf.mjs", command, ...stacks, ...output]);
  }

  terraform(stack: string, ...args: string[]): Promise<Run> {
    return this.command([
      "sh",
      "-c",
      `exec "$TERRAFORM_BINARY_NAME" "$@"`,
      "sh",
      `-chdir=${join(this.stacks, stack)}`,
      ...args,
    ]);
  }

  /** Files of states beside the cloud. */
  files(environment = "prod"): string[] {
    const folder = join(this.folder, "offline", "state", environment);
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tfstate")) : [];
  }

  stored(key: string): { resources: { type: string }[] } {
    return JSON.parse(this.objects.newest(BUCKET, key)?.body?.toString("utf8") ?? "null");
  }
}

describeWithTerraform("prod on the offline AWS, with its backend", () => {
  const trial = new Trial();

  test("has its bucket made, whose state moves into it", async () => {
    const { code, text } = await trial.bootstrap();
    expect(text).toContain(`3/4 Moving that state to s3://${BUCKET}/bootstrap/${BUCKET}.tfstate …`);
    expect(code).toBe(0);
    expect(trial.objects.keys(BUCKET)).toEqual([`bootstrap/${BUCKET}.tfstate`]);
    expect(trial.files("bootstrap")).toEqual([]);
  });

  test("leaves the bucket alone when that is done again", async () => {
    const { code, text } = await trial.bootstrap();
    expect(text).toContain("0 added, 0 changed, 0 destroyed");
    expect(text).toContain("4/4 No file to remove.");
    expect(code).toBe(0);
  });

  test("is deployed with the state of each stack in the bucket", async () => {
    const { code } = await trial.cdktf("deploy", "network", "iam");
    expect(code).toBe(0);
    expect(trial.files()).toEqual([]);
    expect(trial.stored(NETWORK).resources.map(({ type }) => type)).toContain("aws_vpc");
    expect(trial.objects.keys(BUCKET).filter((key) => key.endsWith(".tflock"))).toEqual([]);
    expect(trial.objects.newest(BUCKET, NETWORK)?.headers).toMatchObject({ "x-amz-server-side-encryption": "aws:kms" });
  });

  test("has nothing left to do in a second plan, which another process makes", async () => {
    const { code, text } = await trial.terraform("network", "plan", "-input=false", "-no-color", "-detailed-exitcode");
    expect(text).toContain("No changes.");
    expect(code).toBe(0);
  });

  test("says who holds a lock, and what to do", async () => {
    const lock = { ID: "11111111-2222-3333-4444-555555555555", Operation: "OperationTypeApply", Who: "ann@laptop" };
    trial.objects.put(BUCKET, `${NETWORK}.tflock`, { headers: {}, body: Buffer.from(JSON.stringify(lock)) });
    const { code, text } = await trial.cdktf("deploy", "network");
    expect(code).toBe(1);
    expect(text).toContain("Error acquiring the state lock");
    expect(text).toMatch(/Who: +ann@laptop/);
    expect(text.trim().split("\n").at(-1)).toMatch(/^If a state lock could not be acquired: wait for the run/);
    expect((await trial.terraform("network", "force-unlock", "-force", lock.ID)).code).toBe(0);
  });

  test("is written nowhere but beside the cloud", () => {
    const written = readdirSync(join(trial.folder, "out"), { recursive: true, encoding: "utf8" });
    expect(written.filter((path) => /tfstate|override/.test(path))).toEqual([]);
  });
});

describeWithTerraform("prod on the offline AWS, without a bucket", () => {
  const trial = new Trial();
  const state = () => readFileSync(join(trial.folder, "offline/state/prod/iam.tfstate"), "utf8");

  // Not the network, whose trail records the bucket as soon as there is one.
  test("keeps its states in files, and goes on with them when there is one", async () => {
    expect((await trial.cdktf("deploy", "iam")).code).toBe(0);
    const before = JSON.parse(state()) as { lineage: string };
    expect((await trial.bootstrap()).code).toBe(0);
    const { code, text } = await trial.cdktf("deploy", "iam");
    expect(text).toContain("No changes");
    expect(code).toBe(0);
    expect(JSON.parse(state())).toMatchObject({ lineage: before.lineage });
    expect(trial.objects.keys(BUCKET)).toEqual([`bootstrap/${BUCKET}.tfstate`]);
  });
});

describeWithTerraform("a plan that was made for a real bucket", () => {
  const trial = new Trial();
  const s3 = new ObservedS3Service((name) => name === BUCKET);
  beforeAll(() => s3.start());
  afterAll(() => s3.stop());

  test("is refused behind the offline AWS", async () => {
    const folder = join(trial.folder, "out", "stacks", "network");
    const backend = { s3: { bucket: BUCKET, key: NETWORK, region: "us-east-1" } };
    writeStacks(join(trial.folder, "out"), { network: { terraform: { backend }, ...dataResource({ one: {} }) } });
    const plan = join(trial.folder, "plan");
    await terraform(folder, s3.environment, "init", "-input=false");
    expect(await terraform(folder, s3.environment, "plan", `-out=${plan}`)).toMatchObject({ code: 0 });
    const { code, text } = await trial.terraform("network", "apply", "-input=false", plan);
    expect(text).toContain("is one for a real state (backend s3): plan again behind the offline AWS");
    expect(code).toBe(1);
  });
});
