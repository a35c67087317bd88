import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../../../tools/plan-review/apply/digest.ts";
import { readRecord } from "../../../../tools/plan-review/apply/read-record.ts";
import { reviewDigest } from "../../../../tools/plan-review/apply/review-digest.ts";
import type { Review } from "../../../../tools/plan-review/model/review.ts";
import { Problem } from "../../../../tools/plan-review/problem.ts";
import { newFolder } from "../../../support/folder.ts";

const STACK = {
  name: "web",
  status: "firm",
  config: "sha256:c",
  state: { lineage: "l", serial: 3 },
  plan: { file: "web.tfplan", digest: "sha256:p" },
  changes: true,
};
const RECORD = { version: 1, environment: "demo", commit: "c", tree: "t", salt: "s", stacks: [STACK] };

/** A folder with a review and the record that it is bound to. */
function written(record: object = RECORD, review: object = {}) {
  const folder = newFolder();
  const shown = { version: 1, verdict: { kind: "approval" } };
  const text = JSON.stringify({ review: reviewDigest(shown as Review), ...record });
  mkdirSync(join(folder, "plans"));
  writeFileSync(join(folder, "plans", "record.json"), text);
  const whole = { ...shown, record: digestOf(text), ...review };
  writeFileSync(join(folder, "review.json"), JSON.stringify(whole));
  return folder;
}
const refused = (folder: string, message: string) => {
  expect(() => readRecord(folder)).toThrow(Problem);
  expect(() => readRecord(folder)).toThrow(message);
};

test("a review and its record are read", () => {
  const { review, record } = readRecord(written());
  expect(review.verdict.kind).toBe("approval");
  expect(record).toMatchObject(RECORD);
});

test("a record may be of files that git does not know", () => {
  const { commit: _, tree: __, ...rest } = RECORD;
  const { record } = readRecord(written(rest));
  expect(record).toMatchObject(rest);
  expect(record.tree).toBeUndefined();
});

test("a review that was altered after it was shown is refused", () => {
  refused(written(RECORD, { verdict: { kind: "nothing" } }), "is not what was shown when it was reviewed");
  refused(written(RECORD, { access: [] }), "is not what was shown when it was reviewed");
});

test("a record that was altered is refused", () => {
  const folder = written();
  writeFileSync(join(folder, "plans", "record.json"), JSON.stringify({ ...RECORD, environment: "production" }));
  refused(folder, "record.json is not what was reviewed");
});

test("a review that found an error is refused with it", () => {
  const verdict = { kind: "error", headline: "can't be planned: web" };
  refused(written(RECORD, { verdict }), "can't be applied: can't be planned: web");
});

test("a review of plan files is refused", () => {
  refused(written(RECORD, { record: undefined }), "holds no review of plans that can be applied");
});

test.each(["review.json", join("plans", "record.json")])("a folder without %s is refused", (file) => {
  const folder = written();
  rmSync(join(folder, file));
  refused(folder, `${join(folder, file)} can't be read (ENOENT)`);
});

test("a review that is not JSON is refused", () => {
  const folder = written();
  writeFileSync(join(folder, "review.json"), "{");
  refused(folder, "review.json is not JSON");
});

test.each(["null", "[]", "1"])("a review that is %s is refused", (text) => {
  const folder = written();
  writeFileSync(join(folder, "review.json"), text);
  refused(folder, "holds no review");
});

test.each<[string, object]>([
  ["another version", { ...RECORD, version: 2 }],
  ["no salt", { ...RECORD, salt: undefined }],
  ["a plan elsewhere", { ...RECORD, stacks: [{ ...STACK, plan: { file: "../web.tfplan", digest: "d" } }] }],
  ["a plan named like an option", { ...RECORD, stacks: [{ ...STACK, plan: { file: ".web", digest: "d" } }] }],
  ["a stack with a path as its name", { ...RECORD, stacks: [{ ...STACK, name: "a/b" }] }],
  ["an unknown status", { ...RECORD, stacks: [{ ...STACK, status: "fine" }] }],
])("a record with %s is refused", (_, record) => {
  refused(written(record), "was written by another version of this tool");
});
