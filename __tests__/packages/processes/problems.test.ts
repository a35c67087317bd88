import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FileProblem, fileProblem } from "../../../packages/processes/problems.cjs";
import { newFolder } from "../../support/folder.ts";

const problem = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: in the words of Node.js`), { code, ...more });

test.each([
  ["ENOSPC", {}, "no space is left on the disk: free some and run the same command again"],
  ["EDQUOT", { path: "a/b" }, "no space is left on the disk of a/b: free some and run the same command again"],
  ["EROFS", { path: "/a/b" }, "/a is read-only: run this in a clone that can be written to"],
  [
    "EACCES",
    { path: "a/b" },
    "permission denied for a/b: it belongs to another user, or its permissions forbid it; run this as its owner, or in a clone of yours",
  ],
  [
    "ERR_SYSTEM_ERROR",
    { info: { syscall: "uv_os_homedir" } },
    "this user has no home folder: set HOME to a folder that can be written to",
  ],
])("%s with %j is explained in one sentence", (code, more, text) => {
  expect(fileProblem(problem(code, more))).toBe(text);
});

test("a file where a folder has to be is named, and the other way round", () => {
  const file = join(newFolder(), "out");
  writeFileSync(file, "");
  const says = `${file} is a file, and a folder has to be there: move it away`;
  expect(fileProblem(problem("ENOTDIR", { syscall: "scandir", path: join(file, "a/b") }))).toBe(says);
  expect(fileProblem(problem("EEXIST", { syscall: "mkdir", path: file }))).toBe(says);
  expect(fileProblem(problem("EISDIR", { syscall: "open", path: "out" }))).toBe(
    "out is a folder, and a file has to be there: move it away",
  );
});

test("a problem that explains itself is left as it is", () => {
  expect(fileProblem(new FileProblem("the file is not whole: remove it"))).toBe("the file is not whole: remove it");
});

test.each([
  new TypeError("undefined is not a function"),
  problem("ENOENT", { syscall: "open", path: "a" }),
  problem("EEXIST", { syscall: "link", path: __filename }),
  problem("EEXIST", { syscall: "mkdir", path: __dirname }),
  problem("ENOENT", { syscall: "mkdir", path: resolve("made/here") }),
  "text",
])("%s is not of the file system's making", (other) => {
  expect(fileProblem(other)).toBeUndefined();
});
