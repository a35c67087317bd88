import {
  hasMarks,
  isNothing,
  keysOf,
  lengthOf,
  member,
  opened,
  sidesOf,
} from "../../../../tools/plan-review/judge/side.ts";
import { resourceOf } from "../../../support/plan-json.ts";

const side = (value: object | string | null, unknown: object | boolean = false, sensitive: object | boolean = false) =>
  ({ value, unknown, sensitive }) as Parameters<typeof member>[0];

test.each<[object | boolean, boolean]>([
  [true, true],
  [false, false],
  [{}, false],
  [{ ingress: [{ cidr_blocks: [false] }] }, false],
  [{ ingress: [{ cidr_blocks: [false, true] }] }, true],
  [[{}, [true]], true],
])("in the mask %j something is unknown: %s", (mask, expected) => {
  expect(hasMarks(mask as never)).toBe(expected);
});

test("a member is as unknown and as sensitive as the whole", () => {
  expect(member(side({ a: 1 }, true, true), "a")).toEqual({ value: 1, unknown: true, sensitive: true });
});

test("an unmentioned member is nothing", () => {
  expect(member(side({}, {}, {}), "constructor")).toEqual({ value: null, unknown: false, sensitive: false });
});

test("keys and lengths include what is only known to come", () => {
  expect(new Set(keysOf(side({ a: 1 }, { b: true })))).toEqual(new Set(["a", "b"]));
  expect([lengthOf(side(["a"], [false, true])), lengthOf(side(["a", "b"], true))]).toEqual([2, 2]);
});

test.each<[object | null, object | boolean, boolean]>([
  [null, false, true],
  [null, {}, true],
  [null, true, false],
  [null, [{ a: true }], false],
  [{}, false, false],
])("the value %j with the mask %j is nothing: %s", (value, unknown, expected) => {
  expect(isNothing(side(value, unknown))).toBe(expected);
});

test("a document in a text is as sensitive as the text", () => {
  expect([opened(side('{"a":1}', false, true)).sensitive, opened(side('{"a":1}', false, false)).sensitive]).toEqual([
    true,
    false,
  ]);
});

test("marks of both sides come together, below keys and positions", () => {
  const { before, after } = sidesOf(
    resourceOf("a.b", {
      before_sensitive: { a: true, list: [{ p: true }], map: { x: true } },
      after_sensitive: { list: [{}, { q: true }], map: true, constructor: true },
    }).change,
  );
  expect(before.sensitive).toEqual({ a: true, list: [{ p: true }, { q: true }], map: true, constructor: true });
  expect(after.sensitive).toEqual(before.sensitive);
});
