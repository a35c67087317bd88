import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { OFFLINE } from "../../support/offline.ts";
import { writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const ROOT = resolve(__dirname, "../../..");
const TSX = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const DEPLOY = [join(ROOT, "tools/cdktf/cdktf.mjs"), "deploy", "things", "--auto-approve"];
const REVIEW = ["--import", TSX, join(ROOT, "tools/plan-review/main.ts")];
const ADOPT = ["--import", TSX, join(ROOT, "tools/adopt/main.ts"), "--yes"];
/** A file whose every write fails for lack of space; only Linux has it. */
const FULL = "/dev/full";

jest.setTimeout(120_000);

/** A stack of one repository, in a folder below a new one. */
function project(name = "project"): string {
  const folder = join(newFolder(), name);
  mkdirSync(folder);
  const json = { language: "typescript", app: "true", projectId: "faults", sendCrashReports: "false" };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(json));
  writeStacks(join(folder, "cdktf.out"), {
    things: {
      "//": { metadata: { version: "0.21.0", stackName: "things", backend: "local" } },
      terraform: {
        backend: { local: { path: "../../../.terraform-state/prod/things.tfstate" } },
        required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
      },
      provider: { aws: [{ region: "us-east-1", default_tags: [{ tags: { Environment: "prod" } }] }] },
      resource: { aws_ecr_repository: { web: { name: "web" } } },
    },
  });
  return folder;
}

type Ended = Pick<SpawnSyncReturns<string>, "status" | "stdout" | "stderr">;

interface RunOptions {
  uid?: number;
  ENVIRONMENT?: string;
  CDKTF_OUTDIR?: string;
}

function run(cwd: string, args: readonly string[], more: RunOptions = {}): Ended {
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const { uid, ENVIRONMENT = "prod", ...others } = more;
  const env = { ...inherited, ...others, ENVIRONMENT, CI: "1", NO_COLOR: "1" };
  return spawnSync(process.execPath, args, { cwd, env, encoding: "utf8", ...(uid !== undefined && { uid, gid: uid }) });
}

const offline = (cwd: string, args: readonly string[]) => run(cwd, [...OFFLINE, process.execPath, ...args]);

/** Ends with one sentence on standard error, and with no stack trace anywhere. */
function expectSentence({ status, stdout, stderr }: Ended, sentence: string): void {
  const messages = stderr.replace(/^offline AWS: nothing here is real.*\n/, "");
  expect({ status, said: messages }).toEqual({ status: 1, said: `${sentence}\n` });
  expect(stdout + stderr).not.toMatch(/^ {4}at /m);
}

describe("a folder that may not be written to", () => {
  const DENIED =
    /^permission denied for \S+: it belongs to another user, or its permissions forbid it; run this as its owner, or in a clone of yours$/;

  test.each([
    ["deploy", DEPLOY, "cdktf"],
    ["review", REVIEW, "plan review"],
    ["adopt", ADOPT, "adopt"],
  ])("ends %s", (_what, args, name) => {
    const cwd = project();
    chmodSync(cwd, 0o555);
    chmodSync(join(cwd, ".."), 0o755);
    const { status, stdout, stderr } = run(cwd, args, process.getuid?.() === 0 ? { uid: 65534 } : {});
    chmodSync(cwd, 0o755);
    expect(status).toBe(1);
    const [first, ...others] = stderr.trim().split("\n");
    expect(first?.slice(0, name.length + 2)).toBe(`${name}: `);
    expect(first?.slice(name.length + 2)).toMatch(DENIED);
    expect([stdout, others]).toEqual(["", []]);
  });

  test.each(["main.ts", "bootstrap.ts", "preview.ts"])("ends the synthesis of %s", (app) => {
    const outdir = newFolder();
    chmodSync(outdir, 0o555);
    const options = { ...(process.getuid?.() === 0 && { uid: 65534 }), CDKTF_OUTDIR: outdir };
    const { status, stdout, stderr } = run(ROOT, ["--import", TSX, join(ROOT, app)], options);
    expect({ status, stdout, said: stderr.trim() }).toEqual({
      status: 1,
      stdout: "",
      said: expect.stringMatching(DENIED),
    });
  });
});

test("stacks of another environment are not taken as they are", () => {
  const cwd = project();
  const { status, stderr } = run(cwd, [...DEPLOY, "--skip-synth"], { ENVIRONMENT: "shop" });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      "cdktf.out has the stacks of prod, and not those of shop: run the same command without --skip-synth, or with ENVIRONMENT=prod\n",
  });
});

test.each([
  ["deploy", DEPLOY, ""],
  ["review", REVIEW, "plan review: "],
  ["adopt", ADOPT, "adopt: "],
])("%s waits for a command that works with the same folder", (_what, args, prefix) => {
  const cwd = project();
  writeFileSync(join(cwd, "cdktf.out.lock"), String(process.pid));
  expectSentence(
    run(cwd, args),
    `${prefix}another command works with cdktf.out (process ${process.pid}): wait until it has ended, or use another clone; if none does, remove cdktf.out.lock`,
  );
});

describeWithTerraform("a fault of the disk, behind the offline AWS", () => {
  test("a path with spaces is none, and a broken file is named, with the way to begin anew", () => {
    const cwd = project("it's a $HOME with spaces");
    const { status, stdout } = offline(cwd, DEPLOY);
    expect(stdout).toContain("1 added");
    expect(status).toBe(0);
    const place = ".offline-aws/cloud/resources/aws_ecr_repository";
    const name = readdirSync(join(cwd, place)).find((each) => each.endsWith(".json")) ?? "";
    truncateSync(join(cwd, place, name), 10);
    for (const args of [DEPLOY, REVIEW])
      expectSentence(
        offline(cwd, args),
        `offline AWS: ${place}/${name} is truncated, so what exists in the offline AWS is unknown: npm run offline -- --reset empties the offline AWS and forgets what was deployed to it`,
      );
  });

  (process.platform === "linux" ? test : test.skip)(
    "a full disk ends the deployment, leaves nothing that is in no state, and the same command goes on once there is space",
    () => {
      const cwd = project();
      const calls = join(cwd, ".offline-aws/cloud/watch/calls");
      mkdirSync(join(calls, ".."), { recursive: true });
      symlinkSync(FULL, calls);
      const ended = offline(cwd, DEPLOY);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain("no space is left on the disk");
      expect(ended.stdout + ended.stderr).not.toMatch(/^ *at .*:\d+:\d+/m);
      rmSync(calls);
      expect(offline(cwd, ADOPT).stdout).toContain("Nothing to adopt");
      expect(offline(cwd, DEPLOY).status).toBe(0);
    },
  );
});
