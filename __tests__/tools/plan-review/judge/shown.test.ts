import { Placeholders } from "../../../../tools/plan-review/judge/placeholders.ts";
import { reading } from "../../../../tools/plan-review/judge/shown.ts";
import type { Side } from "../../../../tools/plan-review/judge/side.ts";
import { type Json, parseJson } from "../../../../tools/plan-review/read/json.ts";
import type { Redactor } from "../../../../tools/plan-review/secrets/redactor.ts";
import { redactorOf } from "../../../support/plan-json.ts";

const shown = (side: Side, names: readonly string[], redactor: Redactor) => {
  const hidden = new Placeholders();
  const found = reading(side, names, redactor, hidden);
  return found === undefined ? undefined : { kind: found.kind, text: hidden.filledIn(found.text) };
};
const show = (value: Json, more: Partial<Side> = {}, names = ["x"]) =>
  shown({ value, unknown: false, sensitive: false, ...more }, names, redactorOf());

test.each<[Json, string]>([
  ["text", '"text"'],
  ["two\nlines", '"two\\nlines"'],
  ["", '""'],
  [0, "0"],
  [false, "false"],
  [parseJson("12345678901234567890"), "12345678901234567890"],
  [[], "[]"],
  [{}, "{}"],
  [{ b: [1, null], a: "x" }, '{"a": "x", "b": [1, null]}'],
])("%j is shown as %s", (value, text) => {
  expect(show(value)).toEqual({ kind: "value", text });
});

test("nothing is not shown", () => {
  expect(show(null)).toBeUndefined();
  expect(show(null, { sensitive: true })).toBeUndefined();
});

test("unknown values are shown as unknown, even if they are sensitive", () => {
  const unknown = { kind: "unknown", text: "(known after apply)" };
  expect([show(null, { unknown: true }), show(null, { unknown: true, sensitive: true })]).toEqual([unknown, unknown]);
});

test("what is marked is hidden and counted", () => {
  const redactor = redactorOf();
  const side = { value: { a: 1 }, unknown: false, sensitive: true };
  expect(shown(side, ["x"], redactor)).toEqual({ kind: "hidden", text: "(hidden: marked)" });
  expect(redactor.hidden()).toEqual([["marked", 1]]);
});

test("within a tree each value is shown or not by itself", () => {
  const side = { unknown: { b: [true] }, sensitive: { a: { p: true } } };
  expect(show({ a: { p: "s", q: 1 }, b: [null] }, side)?.text).toBe(
    '{"a": {"p": (hidden: marked), "q": 1}, "b": [(known after apply)]}',
  );
});

test("within a list an entry's name counts", () => {
  expect(show([{ name: "DB_PASSWORD", value: "correct horse" }])?.text).toContain(
    '"value": (hidden: secret by its name)',
  );
});

test("a document in a text is shown value by value, so that names count in it", () => {
  const text = JSON.stringify([{ name: "DB_PASSWORD", value: "correct horse" }]);
  expect(show(text)?.text).not.toContain("correct horse");
});

test("a text is shown without the secrets in it, which are counted", () => {
  const redactor = redactorOf();
  const side = { value: "run AKIAIOSFODNN7EXAMPLE", unknown: false, sensitive: false };
  expect(shown(side, ["x"], redactor)?.text).toBe('"run (hidden)"');
  expect(redactor.hidden()).toEqual([["cut out of a text", 1]]);
});

test("an argument of a command has the name of its option", () => {
  expect(show(["run", "--password", "correct horse"])?.text).toBe(
    '["run", "--password", (hidden: secret by its name)]',
  );
});

test("a digest is shown under its name, and hidden under another one", () => {
  const digest = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
  expect(show(digest, {}, ["source_code_hash"])?.text).toBe(`"${digest}"`);
  expect(show(digest)?.kind).toBe("hidden");
});

test("nothing is cut", () => {
  expect(show(Array.from({ length: 500 }, () => "text"))?.text).toBe(`[${Array(500).fill('"text"').join(", ")}]`);
  expect(show("x".repeat(5000))?.text).toBe(`"${"x".repeat(5000)}"`);
});
