import { execFileSync } from "node:child_process";
import { join } from "node:path";

const TERMINALS = join(__dirname, "../../../tools/cdktf/cli/terminals.cjs");

/** Runs a shell in a terminal, of which each part takes a while to read, as on a busy machine; what is read and how it ends. */
function runInTerminal(command: string): { text: string; exitCode: number } {
  const script = `
    require(${JSON.stringify(TERMINALS)});
    const terminal = require("module").createRequire(${JSON.stringify(TERMINALS)})("@cdktf/node-pty-prebuilt-multiarch")
      .spawn("sh", ["-c", ${JSON.stringify(command)}], {});
    let text = "";
    terminal.onData((part) => {
      text += part;
      const end = Date.now() + 60;
      while (Date.now() < end);
    });
    terminal.onExit(({ exitCode }) => console.log(JSON.stringify({ text, exitCode })));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8", timeout: 30_000 }));
}

test.each([1, 2, 3])("what a program writes last is read however slowly, time %i", () => {
  const { text, exitCode } = runInTerminal("head -c 40000 /dev/zero | tr '\\0' x; echo; echo its last words; exit 3");
  expect(text.length).toBeGreaterThan(40_000);
  expect(text).toContain("its last words");
  expect(exitCode).toBe(3);
});

test("a program that is killed fails as shells say it", () => {
  expect(runInTerminal("echo begun; kill -9 $$")).toEqual({ text: "begun\r\n", exitCode: 137 });
});

test("a program ends although another one holds its terminal open", () => {
  expect(runInTerminal("sleep 20 & exit 0").exitCode).toBe(0);
}, 10_000);
