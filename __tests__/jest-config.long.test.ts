import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { newFolder } from "./support/folder.ts";

const ROOT = resolve(__dirname, "..");
const JEST = require.resolve("jest/bin/jest");

/** Tests that import a source, or import what imports it. */
function relatedTests(source: string): string[] {
  const listed = execFileSync(process.execPath, [JEST, "--listTests", "--findRelatedTests", source], { cwd: ROOT });
  return listed
    .toString()
    .trim()
    .split("\n")
    .map((path) => relative(ROOT, path));
}

test("Jest finds the tests of a construct, and those of the stacks above it", () => {
  expect(relatedTests("constructs/ecs/running-tasks.ts")).toEqual(
    expect.arrayContaining(["__tests__/constructs/ecs/running-tasks.test.ts", "__tests__/stacks/addresses.test.ts"]),
  );
});

test("a test file leaves nothing in the folder of temporary files", () => {
  const folder = newFolder();
  const args = [JEST, "-i", "__tests__/support/own-temporary-folder.test.ts"];
  execFileSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, TMPDIR: folder }, stdio: "pipe" });
  // Caches of Jest and tsx are shared.
  expect(readdirSync(folder).filter((name) => !/^(jest_|tsx-)\w+$/.test(name))).toEqual([]);
}, 60_000);
