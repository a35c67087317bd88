import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { type Run, run } from "../../support/terraform.ts";
import { WRONG_USAGE } from "../../support/wrong-usage.ts";

const ROOT = resolve(__dirname, "../../..");
const CLI = join(ROOT, "packages/offline-aws/cli.ts");
const TSX = join(ROOT, "node_modules/tsx/dist/loader.mjs");

jest.setTimeout(30_000);

/** Runs the command line in its own folder. */
const offline = (args: string[], folder = newFolder(), env: NodeJS.ProcessEnv = {}): Promise<Run> =>
  run(process.execPath, ["--import", TSX, CLI, ...args], { ...process.env, ...env }, folder);

const print = (expression: string) => [process.execPath, "-p", expression];

test.each([
  [{ npm_command: "run-script", npm_lifecycle_event: "offline" }, "npm run offline -- [OPTION…] COMMAND…"],
  [{ npm_command: "run", npm_lifecycle_event: "offline" }, "npm run offline -- [OPTION…] COMMAND…"],
  [{ npm_command: "exec" }, "npx offline-aws [OPTION…] COMMAND…"],
])("help explains how it is called with %j", async (env, call) => {
  const { code, text } = await offline(["--help"], undefined, env);
  expect(code).toBe(0);
  expect(text).toContain(call);
});

test.each(WRONG_USAGE)("%j is wrong usage", async (args, message) => {
  const { code, text } = await offline(args);
  expect(code).toBe(2);
  expect(text).toContain(`offline AWS: ${message}`);
});

test.each([
  ["not there", undefined, "can't read existing.json: ENOENT: no such file or directory, open 'existing.json'"],
  ["not JSON", "[", "existing.json is not JSON: Unexpected end of JSON input"],
  [
    "wrong",
    '[{"type":"aws_vcp"}]',
    "existing.json: [0] aws_vcp is not a resource type of the AWS or the Docker provider",
  ],
])("a file of what exists that is %s is refused in one sentence", async (_, content, message) => {
  const folder = newFolder();
  if (content !== undefined) writeFileSync(join(folder, "existing.json"), content);
  const { code, text } = await offline(["--existing", "existing.json", ...print("1")], folder);
  expect(code).toBe(2);
  expect(text).toMatch(new RegExp(`^offline AWS: ${message.replace(/[[\].]/g, "\\$&")}$`, "m"));
  expect(text).not.toMatch(/^\s+at /m);
});

test.each([
  [
    ["--fail", "aws_vpc:make=X", "true"],
    "--fail aws_vpc:make=X: unknown operation make: must be one of create, read, update, delete, *",
  ],
  [["--latency", "1s", "true"], "--latency 1s: must be a whole number of milliseconds"],
  [["--latency", "60001", "true"], "a latency of 60001: must be a whole number of milliseconds from 0 to 60000"],
  [["--policy", "policy.json", "true"], "policy.json: must be an IAM policy"],
  [
    ["--record-permissions", "policy.json", "true"],
    "--record-permissions: policy.json was not written by --record-permissions",
  ],
  [["--drift", "aws_vpc", "a=b"], "aws_vpc: must be TYPE.ID, such as aws_vpc.vpc-0123456789abcdef0"],
  [["--drift", "aws_vcp.a", "a=b"], "aws_vcp.a: aws_vcp is not a resource type of the AWS or the Docker provider"],
  [["--delete", "aws_vpc.vpc-1"], "aws_vpc.vpc-1: no such resource; of aws_vpc there is none"],
])("%j is refused in one sentence", async (args, message) => {
  const folder = newFolder();
  writeFileSync(join(folder, "policy.json"), "{}");
  const { code, text } = await offline(args, folder);
  expect(code).toBe(2);
  expect(text).toContain(`offline AWS: ${message}`);
  expect(text.trim().split("\n")).toHaveLength(1);
});

test("what exists is kept until the offline AWS is emptied", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "existing.json"), '[{ "type": "aws_vpc", "id": "vpc-1" }]');
  expect((await offline(["--existing", "existing.json", ...print("1")], folder)).code).toBe(0);
  const kept = join(folder, ".offline-aws", "cloud", "existing.json");
  expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual([{ type: "aws_vpc", id: "vpc-1" }]);
  expect((await offline(["--reset"], folder)).code).toBe(0);
  expect(existsSync(kept)).toBe(false);
});

test("a command that is not there can't be run", async () => {
  const { code, text } = await offline(["no-such-command"]);
  expect(code).toBe(127);
  expect(text).toContain("can't run no-such-command");
});

test("the exit code is the command's", async () => {
  expect((await offline([process.execPath, "-e", "process.exit(7)"])).code).toBe(7);
});

test("it says once that nothing is real", async () => {
  const { text } = await offline(print("1"));
  expect(text.match(/nothing here is real/g)).toHaveLength(1);
});

test("the command finds both providers, and state goes beside the cloud", async () => {
  const { text } = await offline(print("process.env.TF_REATTACH_PROVIDERS + ' ' + process.env.LOCAL_STATE_FOLDER"));
  for (const address of ["hashicorp/aws", "kreuzwerker/docker"])
    expect(text).toContain(`"registry.terraform.io/${address}":{"Protocol":"grpc","ProtocolVersion":6`);
  expect(text).toContain(join(".offline-aws", "state"));
});

test.each([
  ["missing", "undefined"],
  ["there", "there"],
])("Terraform's own configuration is passed on where it is %s", async (name, expected) => {
  const folder = newFolder();
  writeFileSync(join(folder, "there"), "");
  const { text } = await offline(print("process.env.TF_CLI_CONFIG_FILE"), folder, { TF_CLI_CONFIG_FILE: name });
  expect(text.trim().split("\n").at(-1)).toBe(expected);
});

test("a signal reaches the command, and its end is the end", async () => {
  const { code } = await offline([
    process.execPath,
    "-e",
    "process.on('SIGTERM', () => process.exit(9)); process.kill(process.ppid, 'SIGTERM'); setTimeout(() => {}, 20000)",
  ]);
  expect(code).toBe(9);
});

test("a command that is killed by a signal gives the shell's exit code", async () => {
  expect((await offline([process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"])).code).toBe(137);
});

test("the report lists interruptions, and its exit code says whether there are any", async () => {
  const folder = newFolder();
  expect(await offline(["--report"], folder)).toEqual({ code: 0, text: "no service was interrupted\n" });
  const watch = join(folder, ".offline-aws", "cloud", "watch");
  mkdirSync(watch, { recursive: true });
  const call = { number: 7, operation: "DeleteRoute", resource: "aws_route.r-1" };
  const service = "arn:aws:ecs:us-east-1:1:service/shop/web";
  const entry = { event: "began", service, call, reason: "no way out of subnet subnet-1", session: "1" };
  writeFileSync(join(watch, "journal.jsonl"), `${JSON.stringify(entry)}\n`);
  const { code, text } = await offline(["--report"], folder);
  expect(code).toBe(3);
  expect(text).toContain(
    "service web in cluster shop: no way out of subnet subnet-1\n  since DeleteRoute aws_route.r-1 (call 7)",
  );
});

test("reset empties the cloud and forgets its state, and nothing else", async () => {
  const folder = newFolder();
  for (const part of ["cloud", "state", "kept"]) mkdirSync(join(folder, ".offline-aws", part), { recursive: true });
  expect((await offline(["--reset"], folder)).code).toBe(0);
  expect(["cloud", "state", "kept"].map((part) => existsSync(join(folder, ".offline-aws", part)))).toEqual([
    false,
    false,
    true,
  ]);
});
