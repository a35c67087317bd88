import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runs } from "../../../packages/processes/kill.cjs";
import { newFolder } from "../../support/folder.ts";
import { Job, TERMINALS, testInTerminal, until } from "../../support/job.ts";

const PROCESSES = resolve(__dirname, "../../../packages/processes/processes.cjs");

jest.setTimeout(150_000);

/** Writes down the signals that it gets; after the first it goes on for a moment, in which others would arrive. */
const CHILD = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"])
    process.on(signal, () => {
      appendFileSync("signals", signal + "\\n");
      setTimeout(() => process.exit(7), 300);
    });
  writeFileSync("pid", String(process.pid));
  setTimeout(() => {}, 180_000);
`;

/** Starts the program that it is given, and ends with its exit code, or with that of an interruption. */
const TOOL = `
  const { interruption, start } = require(${JSON.stringify(PROCESSES)});
  const [, , program, ...args] = process.argv;
  start(program, args).ended.then((code) => process.exit(interruption() ?? code));
`;

/** A folder with those programs. */
class Programs {
  readonly folder = newFolder();

  constructor(files: Record<string, string> = {}) {
    const scripts = { tool: "exec node tool.cjs node child.cjs" };
    const all = { "child.cjs": CHILD, "tool.cjs": TOOL, "package.json": JSON.stringify({ scripts }), ...files };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(this.folder, name), text);
  }

  /** Starts a command, and waits for the child at the end of it. */
  async start(command: string[], terminal = false): Promise<Job> {
    const [program = "", ...args] = command;
    const job = new Job(program, args, { cwd: this.folder, env: process.env, terminal });
    await until(() => this.read("pid") !== "");
    return job;
  }

  read(file: string): string {
    return existsSync(join(this.folder, file)) ? readFileSync(join(this.folder, file), "utf8") : "";
  }

  get signals(): string[] {
    return this.read("signals").split("\n").filter(Boolean);
  }
}

const tool = ["node", "tool.cjs", "node", "child.cjs"];

describe.each(TERMINALS)("in a terminal: %s", (terminal) => {
  describe.each(["group", "process"] as const)("a signal to the %s", (to) => {
    test.each([
      ["SIGINT", ["SIGINT"], 130],
      ["SIGTERM", ["SIGTERM"], 143],
      ["SIGHUP", ["SIGINT"], 129], // of which Terraform would die
    ] as const)("%s reaches the child as %j", async (signal, expected, code) => {
      const programs = new Programs();
      const job = await programs.start(tool, terminal);
      job.signal(signal, to);
      expect(await job.ended).toBe(code);
      expect(programs.signals).toEqual(expected);
    });
  });

  test.each(["group", "process"] as const)("a signal to the %s of npm is one signal", async (to) => {
    const programs = new Programs();
    const job = await programs.start(["npm", "run", "tool"], terminal);
    job.signal("SIGINT", to);
    await job.ended;
    expect(programs.signals).toEqual(["SIGINT"]);
  });

  test("a second signal reaches the child as the second", async () => {
    const programs = new Programs();
    const job = await programs.start(["npm", "run", "tool"], terminal);
    job.signal("SIGINT", "group");
    await until(() => programs.signals.length === 1);
    job.signal("SIGINT", "group");
    await job.ended;
    expect(programs.signals).toEqual(["SIGINT", "SIGINT"]);
  });

  test("a signal passes one tool after the other and npm between them", async () => {
    const programs = new Programs();
    const job = await programs.start(["node", "tool.cjs", "npm", "run", "tool"], terminal);
    job.signal("SIGINT", "group");
    await job.ended;
    expect(programs.signals).toEqual(["SIGINT"]);
  });
});

testInTerminal("Ctrl-C is one signal", async () => {
  const programs = new Programs();
  const job = await programs.start(["npm", "run", "tool"], true);
  job.type("\x03");
  await job.ended;
  expect(programs.signals).toEqual(["SIGINT"]);
});

testInTerminal("the child reads what is typed", async () => {
  const child = `require("node:fs").writeFileSync("pid", "1"); process.stdin.once("data", (text) => process.exit(+text))`;
  const job = await new Programs({ "child.cjs": child }).start(tool, true);
  job.type("9\n");
  expect(await job.ended).toBe(9);
});

test("a hang-up after another signal is not a second one", async () => {
  const programs = new Programs();
  const job = await programs.start(tool);
  job.signal("SIGINT", "group");
  await until(() => programs.signals.length === 1);
  job.signal("SIGHUP", "group");
  await job.ended;
  expect(programs.signals).toEqual(["SIGINT"]);
});

test("what runs in a shell is interrupted where only the shell was told to end", async () => {
  const programs = new Programs();
  const job = await programs.start(["node", "tool.cjs", "sh", "-c", "node child.cjs; true"]);
  job.signal("SIGTERM", "process");
  await job.ended;
  expect(programs.signals).toEqual(["SIGINT"]);
  expect(runs(Number(programs.read("pid")))).toBe(false);
});

test("the child of a killed tool is interrupted", async () => {
  const programs = new Programs();
  const job = await programs.start(tool);
  job.signal("SIGKILL", "group");
  await until(() => !runs(Number(programs.read("pid"))));
  expect(programs.signals).toEqual(["SIGINT"]);
});

test("nothing is left of a tool that has ended", async () => {
  const programs = new Programs({ "child.cjs": `require("node:fs").writeFileSync("pid", String(process.pid))` });
  const job = await programs.start(tool);
  await job.ended;
  await until(() => !runs(-job.pid) && !runs(-Number(programs.read("pid"))));
});

describe("without a child", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends the tool with %d", async (signal, code) => {
    const waiting = `
      require(${JSON.stringify(PROCESSES)}).watchSignals();
      require("node:fs").writeFileSync("pid", "1");
      setTimeout(() => {}, 180_000);
    `;
    const job = await new Programs({ "tool.cjs": waiting }).start(tool);
    job.signal(signal, "process");
    expect(await job.ended).toBe(code);
  });

  test("a signal waits for what must not be interrupted", async () => {
    const waiting = `
      const { interruption, uninterrupted } = require(${JSON.stringify(PROCESSES)});
      const { writeFileSync } = require("node:fs");
      const work = () => new Promise((resolve) => setTimeout(resolve, 500)).then(() => writeFileSync("done", "1"));
      uninterrupted(work).then(() => process.exit(interruption()));
      writeFileSync("pid", "1");
    `;
    const programs = new Programs({ "tool.cjs": waiting });
    const job = await programs.start(tool);
    job.signal("SIGTERM", "process");
    expect([await job.ended, programs.read("done")]).toEqual([143, "1"]);
  });
});

test("nothing is started after a signal", async () => {
  const again = `
    const { start } = require(${JSON.stringify(PROCESSES)});
    const once = () => start(process.execPath, ["child.cjs"]).ended;
    once().then(once).catch((problem) => process.exit(problem.exitCode + 100));
  `;
  const job = await new Programs({ "tool.cjs": again }).start(tool);
  job.signal("SIGINT", "process");
  expect(await job.ended).toBe(230);
});
