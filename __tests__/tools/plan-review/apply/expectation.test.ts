import { deviations, expectationOf } from "../../../../tools/plan-review/apply/expectation.ts";
import { changed, planOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

const SALT = "salt";
const plan = (...changes: object[]) => planOf({ changes });

/** Where a plan that is made later differs from the one that was reviewed. */
const between = (reviewed: object[], now: object[]) => {
  const kept = JSON.parse(JSON.stringify(expectationOf(plan(...reviewed), SALT)));
  return deviations(kept, plan(...now), SALT);
};
const ofSides = (reviewed: Sides, now: Sides) => between([changed("a.b", reviewed)], [changed("a.b", now)]);
const ofValues = (after: unknown, after_unknown: unknown, now: unknown, nowUnknown: unknown = {}) =>
  ofSides({ after, after_unknown }, { after: now, after_unknown: nowUnknown });

describe("as reviewed is", () => {
  test.each<[string, unknown, unknown, unknown]>([
    ["the same", { a: 1, b: [{ c: "x" }] }, {}, { a: 1, b: [{ c: "x" }] }],
    ["a value that was unknown", { a: 1 }, { id: true }, { a: 1, id: "i-1" }],
    ["a tree that was unknown", {}, { a: true }, { a: { b: [{ c: 1 }] } }],
    [
      "a member of a list that was unknown",
      { subnets: [null, "b"] },
      { subnets: [true, false] },
      { subnets: ["a", "b"] },
    ],
    [
      "a value that was unknown in an entry",
      { rules: [{ port: 80 }] },
      { rules: [{ cidr: true }] },
      { rules: [{ port: 80, cidr: "10.0.0.0/8" }] },
    ],
    ["a value that was unknown and is nothing", {}, { a: true }, { a: null }],
    ["a set with another order", { a: [{ x: 1 }, { x: 2 }] }, {}, { a: [{ x: 2 }, { x: 1 }] }],
    ["keys with another order", { a: 1, b: 2 }, {}, { b: 2, a: 1 }],
    ["nothing instead of an empty list", { a: [] }, {}, { a: null }],
  ])("%s", (_, reviewed, unknown, now) => {
    expect(ofValues(reviewed, unknown, now)).toEqual([]);
  });

  test("what is still unknown", () => {
    expect(ofValues({}, { id: true }, {}, { id: true })).toEqual([]);
  });

  test("an update of what was to be replaced, because the value turned out to be the old one", () => {
    const reviewed = {
      actions: ["delete", "create"],
      before: { vpc: "v", tag: "a" },
      after: { tag: "b" },
      after_unknown: { vpc: true, id: true },
    };
    expect(ofSides(reviewed, { before: { vpc: "v", tag: "a" }, after: { vpc: "v", tag: "b", id: "i-1" } })).toEqual([]);
  });

  test.each([[["update"]], [["delete", "create"]], [["create", "delete"]]])("nothing instead of %j", (actions) => {
    const sides = { actions, before: { a: 1 }, after: {}, after_unknown: { a: true } };
    expect(between([changed("a.b", sides)], [])).toEqual([]);
    expect(ofSides(sides, { actions: ["no-op"], before: { a: 1 }, after: { a: 1 } })).toEqual([]);
  });

  test("what is read, and what is unchanged", () => {
    const now = [changed("data.a.b", { actions: ["read"], after: {} }), changed("a.c", { actions: ["no-op"] })];
    expect(between([], now)).toEqual([]);
  });
});

describe("named is", () => {
  test.each<[string, unknown, unknown, unknown, string]>([
    ["another value", { a: 1 }, {}, { a: 2 }, 'a.b: "a" differs from what was reviewed'],
    ["another kind of value", { a: 1 }, {}, { a: "1" }, 'a.b: "a" differs from what was reviewed'],
    ["a value that is gone", { a: 1 }, {}, {}, 'a.b: "a" differs from what was reviewed'],
    ["a value that was not there", {}, {}, { a: 1 }, 'a.b: "a" differs from what was reviewed'],
    ["one value more in a set", { a: ["x"] }, {}, { a: ["x", "x"] }, 'a.b: "a"[] differs from what was reviewed'],
    [
      "a known member of a list with an unknown one",
      { a: [null, "b"] },
      { a: [true, false] },
      { a: ["a", "c"] },
      'a.b: "a"[] differs from what was reviewed',
    ],
    [
      "a known value beside an unknown one",
      { r: [{ port: 80 }] },
      { r: [{ cidr: true }] },
      { r: [{ port: 22, cidr: "c" }] },
      'a.b: "r"[]."port" differs from what was reviewed',
    ],
    [
      "a key that begins like an unknown one",
      {},
      { a: true },
      { a: 1, ab: 1 },
      'a.b: "ab" differs from what was reviewed',
    ],
    [
      "a key that looks like one below an unknown one",
      {},
      { a: true },
      { 'a".b': 1 },
      'a.b: "a\\".b" differs from what was reviewed',
    ],
    ["a key that every object has", {}, {}, { constructor: "x" }, 'a.b: "constructor" differs from what was reviewed'],
    [
      "a text that holds another document",
      { p: '{"a":1}' },
      {},
      { p: '{"a":2}' },
      'a.b: "p" differs from what was reviewed',
    ],
  ])("%s", (_, reviewed, unknown, now, expected) => {
    expect(ofValues(reviewed, unknown, now)).toEqual([expected]);
  });

  test("a value that is unknown now and was nothing", () => {
    expect(ofValues({}, {}, {}, { a: true })).toEqual(['a.b: "a" differs from what was reviewed']);
  });

  test("a value that was known and is not any more", () => {
    expect(ofValues({ a: 1 }, {}, {}, { a: true })).toEqual(['a.b: "a" differs from what was reviewed']);
  });

  test.each<[string[], string[]]>([
    [["create"], ["update"]],
    [["update"], ["delete", "create"]],
    [["update"], ["delete"]],
    [["delete", "create"], ["delete"]],
    [
      ["delete", "create"],
      ["create", "delete"],
    ],
    [["delete"], ["forget"]],
  ])("%j that has become %j", (reviewed, now) => {
    const sides = (actions: string[]) => ({ actions, before: {}, after: {} });
    expect(ofSides(sides(reviewed), sides(now))).toEqual([
      `a.b: ${reviewed.join(", ")} was reviewed, ${now.join(", ")} is planned now`,
    ]);
  });

  test.each([[["create"]], [["delete"]], [["forget"]], [["frobnicate"]]])(
    "%j that is not planned any more",
    (actions) => {
      expect(between([changed("a.b", { actions })], [])).toEqual([
        `a.b: ${actions} was reviewed, and nothing is planned now`,
      ]);
    },
  );

  test("a resource that was not reviewed", () => {
    expect(between([], [changed("a.b", { after: {} })])).toEqual(["a.b: create was not reviewed"]);
  });

  test("what an earlier replacement has left behind, apart from its successor", () => {
    const successor = changed("a.b", { before: {}, after: {} });
    const deposed = changed("a.b", { before: {} }, { deposed: "1f" });
    expect(between([successor], [successor, deposed])).toEqual(["a.b deposed 1f: delete was not reviewed"]);
  });
});

test("what is kept holds no value, and another digest for each salt", () => {
  const of = (salt: string) =>
    JSON.stringify(expectationOf(plan(changed("a.b", { after: { password: "correct horse" } })), salt));
  expect(of("one")).not.toContain("correct horse");
  expect(of("one")).not.toBe(of("two"));
});
