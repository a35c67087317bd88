import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { runs } from "../../packages/processes/kill.cjs";
import { newFolder } from "../support/folder.ts";
import { Job, testInTerminal, until } from "../support/job.ts";
import { run } from "../support/terraform.ts";

jest.setTimeout(150_000);

const ROOT = resolve(__dirname, "../..");

const SETUP = "tools/setup/setup.mjs";

/** A project with a lockfile, and custom programs for npm and Terraform. */
function project({
  terraform,
  installed,
  cli = "",
  folder = newFolder(),
  npm = 'echo "npm $*" >&2',
}: {
  terraform?: string;
  installed?: "before" | "after";
  cli?: string;
  folder?: string;
  npm?: string;
}) {
  const bin = join(folder, "bin");
  for (const path of [bin, join(folder, "node_modules")]) mkdirSync(path);
  for (const part of ["tools/setup", "packages/processes"])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(process.execPath, join(bin, "node"));
  program(bin, "npm", npm);
  if (terraform !== undefined) program(bin, "terraform", `echo '{"terraform_version":"${terraform}"}'`);
  const pty = join(folder, "node_modules/@cdktf/node-pty-prebuilt-multiarch");
  mkdirSync(pty, { recursive: true });
  writeFileSync(join(pty, "index.js"), cli);
  writeFileSync(join(folder, "package-lock.json"), "{}");
  if (installed !== undefined) {
    const marker = join(folder, "node_modules/.package-lock.json");
    writeFileSync(marker, "{}");
    const shift = installed === "before" ? -60 : 60;
    utimesSync(marker, new Date(), new Date(Date.now() + shift * 1000));
  }
  return (...args: string[]) => run(process.execPath, [SETUP, ...args], { PATH: bin }, folder);
}

function program(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

test.each([
  [undefined, true],
  ["before" as const, true],
  ["after" as const, false],
])("packages that were installed %s the lockfile changed are installed: %s", async (installed, expected) => {
  const { code, text } = await project({ terraform: "1.11.4", ...(installed && { installed }) })();
  expect(code).toBe(0);
  expect(text.includes("npm ci")).toBe(expected);
});

test.each([
  [undefined, 3, "terraform was not found: install Terraform 1.10 or newer"],
  ["1.9.8", 3, "terraform 1.9.8 is too old: install 1.10 or newer"],
  ["0.15.0", 3, "terraform 0.15.0 is too old"],
  ["1.10.0", 0, ""],
  ["1.15.0-rc1", 0, ""],
  ["2.0.0", 0, ""],
])("Terraform %s: exit code %d", async (terraform, code, message) => {
  const result = await project({ installed: "after", ...(terraform && { terraform }) })();
  expect(result.code).toBe(code);
  expect(result.text).toContain(message);
});

test("tests start without Terraform, and skip those that need it", async () => {
  expect((await project({ installed: "after" })("--packages")).code).toBe(0);
});

test("a platform for which the terminal module of the cdktf CLI has no native part is named", async () => {
  const { code, text } = await project({
    terraform: "1.11.4",
    installed: "after",
    cli: "throw new Error('no such module')",
  })();
  expect(code).toBe(3);
  expect(text).toContain(
    `the cdktf CLI does not run with Node.js ${process.versions.node} on ${process.platform} ${process.arch}`,
  );
});

test("a command runs when all is there, and its exit code counts", async () => {
  const { code } = await project({ installed: "after" })("--packages", process.execPath, "-e", "process.exit(9)");
  expect(code).toBe(9);
});

test("what is missing for a command whose exit codes have meanings gives 1", async () => {
  const { code, text } = await project({ npm: "exit 5" })("--packages", process.execPath, "-p", "'ran'");
  expect([code, text.includes("ran")]).toEqual([1, false]);
});

describe("an installation", () => {
  /** npm that has started a program, waits for it, and then has installed. */
  const NPM = `
    echo started >>npm.log
    sh -c 'echo $$ >npm.pid; exec sleep 180'
    touch node_modules/.package-lock.json
  `;

  class Project {
    readonly folder = newFolder();

    constructor(npm: string) {
      project({ folder: this.folder, npm });
    }

    start({ terminal = false } = {}): Job {
      const env = { PATH: `${join(this.folder, "bin")}:${process.env.PATH}` };
      return new Job(process.execPath, [SETUP, "--packages"], { cwd: this.folder, env, terminal });
    }

    /** The program that npm has started. */
    async inner(): Promise<number> {
      await until(() => this.read("npm.pid") !== "");
      return Number(this.read("npm.pid"));
    }

    read(file: string): string {
      return existsSync(join(this.folder, file)) ? readFileSync(join(this.folder, file), "utf8") : "";
    }

    get installations(): number {
      return this.read("npm.log").split("started").length - 1;
    }
  }

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("ends with all that npm has started before %s ends the setup", async (signal, code) => {
    const clone = new Project(NPM);
    const job = clone.start();
    const inner = await clone.inner();
    job.signal(signal, "process");
    expect(await job.ended).toBe(code);
    expect(runs(inner)).toBe(false);
  });

  testInTerminal("shows in a terminal for how long it has gone on", async () => {
    const project = new Project("sleep 3; touch node_modules/.package-lock.json");
    const job = project.start({ terminal: true });
    expect(await job.ended).toBe(0);
    expect(job.text).toContain("installing packages: 1 s");
  });

  test("ends with what ignores an interrupt", async () => {
    const clone = new Project(NPM.replace("exec", 'trap "" INT TERM; exec'));
    const job = clone.start();
    const inner = await clone.inner();
    job.signal("SIGTERM", "process");
    await job.ended;
    await until(() => !runs(inner));
  });

  test("that was interrupted is done again", async () => {
    const clone = new Project(NPM);
    const first = clone.start();
    await clone.inner();
    first.signal("SIGTERM", "process");
    await first.ended;
    const second = clone.start();
    await until(() => clone.installations === 2);
    second.signal("SIGTERM", "process");
    await second.ended;
  });

  test("waits for another in the same folder, and takes what that has installed", async () => {
    const clone = new Project(NPM.replace("sleep 180", "sleep 1"));
    const jobs = [clone.start(), clone.start()];
    expect(await Promise.all(jobs.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(clone.installations).toBe(1);
    expect(jobs.map(({ text }) => text).join("")).toMatch(/being installed in this folder already \(process \d+\)/);
  });

  test("is not waited for once it was killed", async () => {
    const clone = new Project(NPM);
    const killed = clone.start();
    const inner = await clone.inner();
    killed.signal("SIGKILL", "group");
    await until(() => !runs(inner));
    const next = clone.start();
    await until(() => clone.installations === 2);
    next.signal("SIGTERM", "process");
    await next.ended;
  });
});
