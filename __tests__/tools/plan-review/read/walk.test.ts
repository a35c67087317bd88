import { type Json, parseJson } from "../../../../tools/plan-review/read/json.ts";
import { nameOf, walk } from "../../../../tools/plan-review/read/walk.ts";

/** What is visited, as `way: value`. */
function visited(value: Json): string[] {
  const found: string[] = [];
  walk(value, [], (leaf, names) => found.push(`${names.join(".")}: ${leaf}`));
  return found;
}

test("texts, numbers and truth values are visited, and nothing else", () => {
  expect(visited({ a: "x", b: 1, c: false, d: null, e: {}, f: [] })).toEqual(["a: x", "b: 1", "c: false"]);
});

test("a number that JavaScript would round is visited as it is", () => {
  expect(visited(parseJson("[12345678901234567890]"))).toEqual([": 12345678901234567890"]);
});

test("entries of a list have the name that they give themselves, or none", () => {
  expect(visited({ env: [{ name: "PORT", value: "80" }, "x"] })).toEqual([
    "env.PORT.name: PORT",
    "env.PORT.value: 80",
    "env: x",
  ]);
});

test("documents in texts are visited, and documents in those", () => {
  const inner = JSON.stringify({ token: "t" });
  expect(visited({ doc: JSON.stringify([{ inner }]) })).toEqual(["doc.inner.token: t"]);
});

test.each<[Json, string | undefined]>([
  [{ name: "web", key: "k" }, "web"],
  [{ Sid: "Read" }, "Read"],
  [{ name: "", key: "k" }, "k"],
  [{ name: 1 }, undefined],
  [{ id: "x" }, undefined],
  ["name", undefined],
  [["name"], undefined],
  [null, undefined],
])("%j is called %s", (entry, name) => {
  expect(nameOf(entry)).toBe(name);
});
