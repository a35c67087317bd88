import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newFolder } from "../../../support/folder.ts";

const CDKTF = resolve(__dirname, "../../../../tools/cdktf/cdktf.mjs");
/** Synthesizes a stack with the text of a file that is read, and ends with an error where it is `wrong`. */
const APP = `
  const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
  const outdir = process.env.CDKTF_OUTDIR;
  const cidr_block = readFileSync("config/cidr", "utf8");
  if (cidr_block === "wrong") throw "the block is wrong";
  mkdirSync(outdir + "/stacks/network", { recursive: true });
  const stack = { synthesizedStackPath: "stacks/network/cdk.tf.json", workingDirectory: "stacks/network" };
  writeFileSync(outdir + "/manifest.json", JSON.stringify({ stacks: { network: stack } }));
  writeFileSync(outdir + "/stacks/network/cdk.tf.json", JSON.stringify({ resource: { aws_vpc: { vpc: { cidr_block } } } }));
`;
const TIMEOUT_MS = 30_000;
jest.setTimeout(2 * TIMEOUT_MS);

class Watched {
  readonly folder = newFolder();
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  text = "";

  constructor() {
    mkdirSync(join(this.folder, "config"));
    this.save("config/cidr", "10.0.0.0/16");
    this.save("app.cjs", APP);
    this.save("cdktf.json", JSON.stringify({ app: "node app.cjs" }));
    this.#child = spawn(process.execPath, [CDKTF, "synth", "--watch"], { cwd: this.folder });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.text += chunk.toString();
      });
    this.ended = new Promise((done) => this.#child.on("close", done));
  }

  save(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Saves a file as editors do: under another name first. */
  replace(file: string, text: string): void {
    this.save(`${file}.new`, text);
    renameSync(join(this.folder, `${file}.new`), join(this.folder, file));
  }

  /** What has been written since the last call, when a text has come. */
  async until(text: string): Promise<string> {
    const end = Date.now() + TIMEOUT_MS;
    while (!this.text.includes(text) && Date.now() < end) await sleep(20);
    const written = this.text;
    this.text = "";
    if (!written.includes(text)) throw new Error(`has not come: ${text}, but\n${written}`);
    return written;
  }

  interrupt = () => this.#child.kill("SIGINT");
}

const all: Watched[] = [];
const watched = async () => {
  const project = new Watched();
  all.push(project);
  await project.until("synthesized network in");
  return project;
};
afterEach(async () => {
  for (const project of all.splice(0)) {
    project.interrupt();
    await project.ended;
  }
});

test("each save shows what changes in the stacks, however it is made", async () => {
  const project = await watched();
  project.save("config/cidr", "10.1.0.0/16");
  expect(await project.until("→")).toMatch(
    /changed: network \(\d+\.\d s\)\n {2}network\n {4}~ aws_vpc\.vpc\n {6}cidr_block: "10\.0\.0\.0\/16" → "10\.1\.0\.0\/16"\n/,
  );
  for (const block of ["10.2.0.0/16", "10.3.0.0/16"]) {
    project.replace("config/cidr", block);
    await project.until(`→ "${block}"`);
  }
  project.save("config/other", "a file that no stack depends on");
  await project.until("no stack has changed");
});

test("files in folders that are new count too", async () => {
  const project = await watched();
  mkdirSync(join(project.folder, "config/new"));
  await project.until("no stack has changed");
  project.save("config/new/file", "");
  await project.until("no stack has changed");
  rmSync(join(project.folder, "config/new"), { recursive: true });
  await project.until("no stack has changed");
});

test("an error is shown, and what is saved next is compared with the last stacks that there were", async () => {
  const project = await watched();
  project.save("config/cidr", "wrong");
  expect(await project.until("can't synthesize")).toContain("the block is wrong");
  project.save("config/cidr", "10.1.0.0/16");
  await project.until('"10.0.0.0/16" → "10.1.0.0/16"');
});

test("it waits for another command that works with the stacks", async () => {
  const project = await watched();
  project.save("cdktf.out.lock", String(process.pid));
  project.save("config/cidr", "10.1.0.0/16");
  expect(await project.until("another command works with")).not.toContain("→");
  rmSync(join(project.folder, "cdktf.out.lock"));
  await project.until("→");
});

test("an interrupt ends it", async () => {
  const project = await watched();
  project.interrupt();
  expect(await project.ended).toBe(130);
});
