import { NO_COUNTS } from "../../../../tools/plan-review/judge/action.ts";
import { verdictOf } from "../../../../tools/plan-review/judge/verdict.ts";
import type { Reason, StackReview } from "../../../../tools/plan-review/model/review.ts";

const stack = (name: string, more: Partial<StackReview> = {}): StackReview => ({
  name,
  wave: 1,
  status: "firm",
  isNew: false,
  waitsFor: [],
  counts: NO_COUNTS,
  outputs: 0,
  otherChanges: false,
  changes: [],
  ...more,
});
const reason = (kind: Reason["kind"], of: string, isWaived = false): Reason => ({
  id: `${kind}-${of}`,
  kind,
  stack: of,
  title: "",
  details: [],
  ...(isWaived && { waived: { reason: "known", until: "2027-01-31" } }),
});
const change = (action: string) => ({ action }) as StackReview["changes"][number];

test.each<[string, StackReview, number]>([
  ["nothing", stack("a"), 0],
  ["data that is read", stack("a", { changes: [change("read")] }), 0],
  ["a resource", stack("a", { changes: [change("update")] }), 2],
  ["an address", stack("a", { changes: [change("move")] }), 2],
  ["an unknown action", stack("a", { changes: [change("other")] }), 2],
  ["an output", stack("a", { outputs: 1 }), 2],
  ["something else", stack("a", { otherChanges: true }), 2],
  ["what is not known yet", stack("a", { status: "provisional" }), 2],
  ["what can't be planned yet", stack("a", { status: "deferred" }), 2],
])("a plan that changes %s has its exit code", (_, planned, exitCode) => {
  expect(verdictOf([stack("b"), planned], []).exitCode).toBe(exitCode);
});

test.each<[string, Reason[], number, string]>([
  ["a loss", [reason("loss", "a")], 3, "approval needed: something is lost in a"],
  ["access", [reason("access", "a")], 3, "approval needed: access widens in a"],
  [
    "both",
    [reason("access", "a"), reason("loss", "b"), reason("loss", "a")],
    3,
    "approval needed: something is lost in b, a; access widens in a",
  ],
  ["an error", [reason("loss", "a"), reason("error", "b")], 1, "can't be planned: b"],
  ["a required rule", [reason("loss", "a"), reason("rule", "b")], 1, "a required rule is broken in b"],
  [
    "what is waived",
    [reason("loss", "a", true), reason("rule", "a", true)],
    2,
    "0 to add, 0 to change, 0 to destroy, 1 output in a",
  ],
  [
    "what is waived in part",
    [reason("loss", "a", true), reason("access", "a")],
    3,
    "approval needed: access widens in a",
  ],
])("with %s", (_, reasons, exitCode, headline) => {
  expect(verdictOf([stack("a", { outputs: 1 })], reasons)).toMatchObject({ exitCode, headline });
});

test("the headline of changes adds up all stacks and names those that change", () => {
  const changing = stack("b", { counts: { ...NO_COUNTS, add: 1, change: 2, destroy: 3 }, changes: [change("create")] });
  const other = stack("c", { counts: { ...NO_COUNTS, add: 4 }, changes: [change("create")] });
  expect(verdictOf([stack("a"), changing, other], []).headline).toBe("5 to add, 2 to change, 3 to destroy in b, c");
});

test("the headline of nothing counts the stacks", () => {
  expect([[stack("a")], [stack("a"), stack("b")]].map((stacks) => verdictOf(stacks, []).headline)).toEqual([
    "no changes in 1 stack",
    "no changes in 2 stacks",
  ]);
});

const cicd = { stack: "cicd", resources: 2, command: "npm run destroy:leftover -- cicd" };
const iam = { stack: "iam", problem: "no credentials" };

test("what is left over is not nothing, and needs no approval", () => {
  expect(verdictOf([stack("a")], [], [cicd])).toEqual({
    kind: "leftovers",
    exitCode: 2,
    headline: "no changes in 1 stack; left over: cicd",
  });
});

test.each<[string, Reason[], number]>([
  ["changes", [], 2],
  ["a loss", [reason("loss", "a")], 3],
  ["an error", [reason("error", "a")], 1],
])("beside %s what is left over is named, and changes no exit code", (_, reasons, exitCode) => {
  const verdict = verdictOf([stack("a", { outputs: 1 })], reasons, [cicd]);
  expect(verdict).toMatchObject({ exitCode, headline: expect.stringMatching(/; left over: cicd$/) });
});

test("a state that can't be read is not a change", () => {
  expect(verdictOf([stack("a")], [], [iam]).exitCode).toBe(0);
});

describe("a change that arrives later", () => {
  const later = [
    { service: "web", arrives: "with the next release" as const },
    { service: "search", arrives: "by a command" as const },
    { service: "cart", arrives: "with the next release" as const },
    { service: "now" },
  ];

  test("is in the headline, with its services", () => {
    const { headline, exitCode } = verdictOf([stack("a", { outputs: 1 })], [], [], later);
    expect(headline).toMatch(/ in a; with the next release: web, cart; by a command: search$/);
    expect(exitCode).toBe(2);
  });

  test("is not where nothing can be applied", () => {
    expect(verdictOf([stack("a")], [], [], later).headline).toBe("no changes in 1 stack");
  });
});
