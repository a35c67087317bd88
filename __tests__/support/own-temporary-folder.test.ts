import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { Testing } from "cdktf";

const folder = tmpdir();

test("a test file and the programs that it starts have their own temporary folder", () => {
  expect(folder).toMatch(/\/jest-\w+$/);
  expect(execFileSync(process.execPath, ["-p", "os.tmpdir()"], { encoding: "utf8" }).trim()).toBe(folder);
});

test("what cdktf makes for tests is in it", () => {
  expect(dirname(Testing.app().outdir)).toBe(folder);
});
