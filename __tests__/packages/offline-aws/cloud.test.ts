import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { AlreadyExists, Cloud, type Resource } from "../../../packages/offline-aws/cloud/cloud.ts";
import { runs } from "../../../packages/processes/kill.cjs";
import { newFolder } from "../../support/folder.ts";

const resource = (key: string, attributes = {}): Resource => ({
  type: "aws_vpc",
  key,
  account: "1",
  region: "r",
  attributes,
});

test("what is created is found, by key and by type", () => {
  const cloud = new Cloud(newFolder());
  cloud.create(resource("a", { id: "a" }));
  expect(cloud.get("aws_vpc", "a")?.attributes).toEqual({ id: "a" });
  expect(cloud.list("aws_vpc")).toHaveLength(1);
  expect(cloud.types()).toEqual(["aws_vpc"]);
});

test("an empty cloud has nothing", () => {
  const cloud = new Cloud(join(newFolder(), "not-there"));
  expect(cloud.get("aws_vpc", "a")).toBeUndefined();
  expect(cloud.list("aws_vpc")).toEqual([]);
  expect(cloud.types()).toEqual([]);
});

test("nothing is created twice, and the first stays", () => {
  const cloud = new Cloud(newFolder());
  cloud.create(resource("a", { first: true }));
  expect(() => cloud.create(resource("a", { first: false }))).toThrow(AlreadyExists);
  expect(cloud.get("aws_vpc", "a")?.attributes).toEqual({ first: true });
});

test.each([
  ["", "is truncated"],
  ["{", "is truncated"],
  ["null", "describes no resource"],
  ["[]", "describes no resource"],
  ["{}", "describes no resource"],
  [undefined, "is a folder"],
])("a file that has %j is named", (text, how) => {
  const folder = newFolder();
  const file = join(folder, "resources/aws_vpc/a.json");
  mkdirSync(text === undefined ? file : dirname(file), { recursive: true });
  if (text !== undefined) writeFileSync(file, text);
  expect(() => new Cloud(folder).check()).toThrow(`a.json ${how}, so what exists in the offline AWS is unknown: `);
});

test("what is deleted is gone, also its type", () => {
  const cloud = new Cloud(newFolder());
  cloud.create(resource("a"));
  cloud.delete("aws_vpc", "a");
  cloud.delete("aws_vpc", "a");
  expect(cloud.types()).toEqual([]);
});

test("keys that look alike in a file name stay apart", () => {
  const cloud = new Cloud(newFolder());
  for (const key of ["a/b", "a_b", "a:b", "../../a", "x".repeat(500), `${"x".repeat(499)}y`])
    cloud.create(resource(key, { key }));
  expect(cloud.list("aws_vpc")).toHaveLength(6);
  expect(cloud.get("aws_vpc", "../../a")?.attributes).toEqual({ key: "../../a" });
});

test("an identifier is taken once and for good", () => {
  const cloud = new Cloud(newFolder());
  expect([cloud.claim("aws_vpc", "vpc-1"), cloud.claim("aws_vpc", "vpc-1"), cloud.claim("aws_eip", "vpc-1")]).toEqual([
    true,
    false,
    true,
  ]);
});

test("nothing half written is left behind", async () => {
  const folder = newFolder();
  const cloud = new Cloud(folder);
  cloud.create(resource("a"));
  cloud.put(resource("a", { changed: true }));
  await sleep(200); // the answer is on its way before
  expect(readdirSync(join(folder, "resources", "aws_vpc"))).toHaveLength(1);
});

test("what a killed process has created before it could answer is dropped, and nothing else", async () => {
  const folder = newFolder();
  const script = join(folder, "create.ts");
  writeFileSync(
    script,
    `import { Cloud } from ${JSON.stringify(resolve(__dirname, "../../../packages/offline-aws/cloud/cloud.ts"))};
     const cloud = new Cloud(${JSON.stringify(join(folder, "cloud"))});
     const create = (key) => cloud.create({ type: "t", key, account: "", region: "", attributes: { key } });
     create("answered");
     setTimeout(() => { create("unanswered"); process.kill(process.pid, "SIGKILL"); }, 300);`,
  );
  const root = resolve(__dirname, "../../..");
  await promisify(execFile)(process.execPath, ["--import", "tsx", script], { cwd: root }).catch(() => undefined);
  const found = new Cloud(join(folder, "cloud")).list("t");
  expect(found.map(({ attributes }) => attributes.key)).toEqual(["answered"]);
});

/** Creates something in a process that is killed at once, and whose parent does not ask for it. */
async function createAndDie(folder: string): Promise<{ end(): void }> {
  const script = join(folder, "create.ts");
  writeFileSync(
    script,
    `import { Cloud } from ${JSON.stringify(resolve(__dirname, "../../../packages/offline-aws/cloud/cloud.ts"))};
     const cloud = new Cloud(${JSON.stringify(join(folder, "cloud"))});
     cloud.create({ type: "t", key: "unanswered", account: "", region: "", attributes: {} });
     process.kill(process.pid, "SIGKILL");`,
  );
  const command = `"$0" --import tsx "$1" & echo $!; exec sleep 60`;
  const parent = spawn("sh", ["-c", command, process.execPath, script], {
    cwd: resolve(__dirname, "../../.."),
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  while (runs(Number(line))) await sleep(20);
  return { end: () => void parent.kill() };
}

(process.platform === "linux" ? test : test.skip)(
  "a killed process does not run, though its parent has not asked for it",
  async () => {
    const folder = newFolder();
    const parent = await createAndDie(folder);
    expect(new Cloud(join(folder, "cloud")).list("t")).toEqual([]);
    parent.end();
  },
);

test("what was created long ago is not dropped because the number of a process was reused", () => {
  const folder = newFolder();
  new Cloud(folder).create(resource("a"));
  const [created = ""] = readdirSync(join(folder, "resources", "aws_vpc")).filter((name) => name.endsWith(".created"));
  const long = new Date(Date.now() - 3_600_000);
  utimesSync(join(folder, "resources", "aws_vpc", created), long, long);
  expect(new Cloud(folder).list("aws_vpc")).toHaveLength(1);
  expect(readdirSync(join(folder, "resources", "aws_vpc"))).toHaveLength(1);
});

test("processes that create the same at the same time: one succeeds", async () => {
  const folder = newFolder();
  const script = join(folder, "create.ts");
  writeFileSync(
    script,
    `import { AlreadyExists, Cloud } from ${JSON.stringify(resolve(__dirname, "../../../packages/offline-aws/cloud/cloud.ts"))};
     const cloud = new Cloud(${JSON.stringify(join(folder, "cloud"))});
     let made = 0;
     for (let i = 0; i < 200; i++)
       try { cloud.create({ type: "t", key: String(i), account: "", region: "", attributes: {} }); made++; }
       catch (problem) { if (!(problem instanceof AlreadyExists)) throw problem; }
     process.stdout.write(String(made));`,
  );
  const run = promisify(execFile);
  const root = resolve(__dirname, "../../..");
  const made = await Promise.all(
    [1, 2, 3].map(() => run(process.execPath, ["--import", "tsx", script], { cwd: root })),
  );
  expect(made.map(({ stdout }) => Number(stdout)).reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(new Cloud(join(folder, "cloud")).list("t")).toHaveLength(200);
});
