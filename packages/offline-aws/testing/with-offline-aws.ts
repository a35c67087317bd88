import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AttachedOfflineAws, attachOfflineAws } from "../attach.ts";
import { type CallOptions, readControls } from "../calls/controls.ts";
import { Cloud } from "../cloud/cloud.ts";
import { type Interruption, interruptionsOf } from "../watch/journal.ts";
import { foldersIn } from "./configurations.ts";
import { type ChangeCounts, TerraformRuns } from "./terraform-runs.ts";

/** Jest's, or those of a runner that has the same globals. */
declare const beforeAll: (start: () => Promise<void>, timeoutMs?: number) => void;
declare const afterAll: (stop: () => Promise<void>, timeoutMs?: number) => void;

export interface WithOfflineAwsOptions extends CallOptions {
  /** What exists already, such as `[{ type: "aws_vpc", id: "vpc-…" }]`. @default nothing */
  readonly existing?: readonly object[];
}

/** An offline AWS of one test file. */
export interface OfflineAwsOfTests {
  /** The environment for commands that start Terraform, such as `npx cdktf deploy`. */
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Applies a configuration, and then plans it once more. `path` is what cdktf has synthesized, such as the result of
   * `Testing.fullSynth(stack)` or `app.outdir`, or a folder with a configuration in HCL. Stacks are deployed in the order of
   * their dependencies, and a stack that was deployed before under its name is changed. Rejects with Terraform's errors, and
   * where the second plan is not empty.
   */
  deploy(path: string): Promise<ChangeCounts>;
  /** Destroys what `deploy` has made of a path, the last stack first. Rejects with Terraform's errors. */
  destroy(path: string): Promise<ChangeCounts>;
  /** Attributes of what exists of a resource type, such as `aws_vpc`. */
  resources(type: string): Record<string, unknown>[];
  /** When ECS services were not reached, in the order in which it began. */
  interruptions(): Interruption[];
}

/** Timeout of the start and of the end, in milliseconds. */
const TIMEOUT_MS = 60_000;

/**
 * Starts an offline AWS before the tests of a file, and stops it after them. It begins empty, and its folder is removed.
 *
 * @example
 * const aws = withOfflineAws();
 * test("deploys, and a second plan is empty", async () => {
 *   await aws.deploy(Testing.fullSynth(new ShopStack(Testing.app(), "shop")));
 * }, 60_000);
 */
export function withOfflineAws({ existing, ...asked }: WithOfflineAwsOptions = {}): OfflineAwsOfTests {
  const calls = readControls(asked);
  let root: string;
  let attached: AttachedOfflineAws | undefined;

  const started = () => {
    if (attached === undefined) throw new Error("the offline AWS runs in tests, beforeEach and later hooks only");
    return { root, attached, cloud: new Cloud(join(root, "offline", "cloud")) };
  };
  const terraformFor = (path: string) => {
    const { environment } = started().attached;
    return foldersIn(path, join(root, "stacks")).map(
      ({ name, folder }) => new TerraformRuns(name, folder, environment),
    );
  };

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "with-offline-aws-")));
    const folder = join(root, "offline");
    attached = await attachOfflineAws({ folder, environment: process.env, project: root, existing, calls });
  }, TIMEOUT_MS);

  afterAll(async () => {
    await attached?.stop();
    calls?.record?.write();
    attached = undefined;
    rmSync(root, { recursive: true, force: true });
  }, TIMEOUT_MS);

  return {
    get environment() {
      return started().attached.environment;
    },
    async deploy(path) {
      const sum = { added: 0, changed: 0, destroyed: 0 };
      for (const terraform of terraformFor(path)) {
        await terraform.init();
        add(sum, await terraform.apply());
        await terraform.expectNoChanges();
      }
      return sum;
    },
    async destroy(path) {
      const sum = { added: 0, changed: 0, destroyed: 0 };
      for (const terraform of terraformFor(path).reverse()) add(sum, await terraform.destroy());
      return sum;
    },
    resources: (type) =>
      started()
        .cloud.list(type)
        .map(({ attributes }) => attributes),
    interruptions: () => interruptionsOf(started().cloud.folder),
  };
}

function add(sum: ChangeCounts, { added, changed, destroyed }: ChangeCounts): void {
  sum.added += added;
  sum.changed += changed;
  sum.destroyed += destroyed;
}
