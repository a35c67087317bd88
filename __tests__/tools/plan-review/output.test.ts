import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { judge } from "../../../tools/plan-review/judge/judge.ts";
import { Output } from "../../../tools/plan-review/output.ts";
import { Problem } from "../../../tools/plan-review/problem.ts";
import { newFolder } from "../../support/folder.ts";
import { stackOf } from "../../support/plan-json.ts";

const review = judge([stackOf("web")], { rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } });

function written(folder: string): void {
  const output = new Output(folder);
  output.write(review, undefined);
  output.discard();
}

test("a review takes the place of the last one, and leaves the rest of the folder alone", () => {
  const folder = newFolder();
  writeFileSync(join(folder, "notes.txt"), "mine");
  written(folder);
  written(folder);
  expect(readdirSync(folder).sort()).toEqual(["notes.txt", "review.html", "review.json", "review.md"]);
});

/** A file system of its own on every Linux. */
const SHARED_MEMORY = "/dev/shm";

(existsSync(SHARED_MEMORY) ? test : test.skip)("a folder may be on another file system than the project", () => {
  const other = mkdtempSync(join(SHARED_MEMORY, "review-"));
  const folder = join(newFolder(), "out");
  symlinkSync(other, folder);
  written(folder);
  expect(readdirSync(other).sort()).toEqual(["review.html", "review.json", "review.md"]);
  rmSync(other, { recursive: true });
});

test.each(["plans", "review.md", "review.json"])("%s of something else is not replaced", (name) => {
  const folder = newFolder();
  if (name === "plans") mkdirSync(join(folder, name));
  else writeFileSync(join(folder, name), "mine");
  expect(() => new Output(folder)).toThrow(Problem);
  expect(() => new Output(folder)).toThrow(name);
  expect(readdirSync(folder)).toEqual([name]);
});

test("nothing is left of a review that did not come to its end", () => {
  const folder = join(newFolder(), "out");
  const output = new Output(folder);
  output.discard();
  expect([existsSync(folder), readdirSync(dirname(folder))]).toEqual([false, []]);
});

test("plans without a record are not kept", () => {
  const folder = newFolder();
  const output = new Output(folder);
  writeFileSync(join(output.plans, "web.tfplan"), "plan");
  output.write(review, undefined);
  output.discard();
  expect(existsSync(join(folder, "plans"))).toBe(false);
  expect(JSON.parse(readFileSync(join(folder, "review.json"), "utf8"))).toMatchObject({ version: 2 });
});
