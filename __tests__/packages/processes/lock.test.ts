import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";

const SOURCES = resolve(__dirname, "../../../packages/processes");

/** What lines of JavaScript about a lock come to, in another process: the lock is a module, which jest can't load. */
function run(lines: string): unknown {
  const script = `
    import { existsSync, readFileSync, writeFileSync } from "node:fs";
    import { Lock } from ${JSON.stringify(`${SOURCES}/lock.mjs`)};
    import kill from ${JSON.stringify(`${SOURCES}/kill.cjs`)};
    const lock = new Lock("lock");
    const answer = (value) => process.stdout.write(JSON.stringify(value ?? null));
    ${lines}`;
  const options = { cwd: newFolder(), encoding: "utf8" } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], options));
}

test("a lock is held until it is released", () => {
  const found = run(`
    const held = [lock.tryAcquire() === undefined, new Lock("lock").tryAcquire() === process.pid];
    lock.release();
    answer([...held, existsSync("lock")]);`);
  expect(found).toEqual([true, true, false]);
});

test.each([
  ["nothing", ""],
  ["zeros, after a crash of the machine", "\0\0\0\0"],
  ["a process that has ended", String(2 ** 22 - 1)],
  ["what no process has written", "machine"],
])("a lock that has %s is free", (_, text) => {
  expect(run(`writeFileSync("lock", ${JSON.stringify(text)}); answer(lock.tryAcquire());`)).toBeNull();
});

(process.platform === "linux" ? test : test.skip)(
  "a process of another machine or container with the number of one that runs does not hold it",
  () => {
    const found = run(`
      const start = kill.startOf(process.pid);
      writeFileSync("lock", process.pid + "/" + (Number(start) + 1));
      const holder = lock.tryAcquire();
      answer([holder ?? null, readFileSync("lock", "utf8") === process.pid + "/" + start]);`);
    expect(found).toEqual([null, true]);
  },
);

test("a process whose start is unknown holds it while it runs", () => {
  expect(run(`writeFileSync("lock", "${process.pid}"); answer(lock.tryAcquire());`)).toBe(process.pid);
});

test("a lock of another process is not released", () => {
  const found = run(`
    lock.tryAcquire();
    writeFileSync("lock", "1");
    lock.release();
    answer(readFileSync("lock", "utf8"));`);
  expect(found).toBe("1");
});
