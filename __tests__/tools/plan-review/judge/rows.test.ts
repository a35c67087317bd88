import { rowsOf } from "../../../../tools/plan-review/judge/rows.ts";
import { diffText } from "../../../support/diff-text.ts";
import { type changed, planOf, redactorOf, resourceOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

const rows = (sides: Sides) => rowsOf(resourceOf("a.b", sides).change, redactorOf());
const texts = (sides: Sides) => rows(sides).map(({ path, before, after }) => [path, before?.text, after?.text]);

const diffs = (sides: Sides) => rows(sides).map(({ path, diff }) => [path, diffText(diff)]);

const lines = (...changes: Record<number, string>[]) =>
  Array.from({ length: 5 }, (_, index) => changes[0]?.[index + 1] ?? `line ${index + 1}`).join("\n");

describe("a text of several lines", () => {
  test("is one row with the lines that change, those that go first", () => {
    const after = lines({ 2: "second", 3: "third" });
    expect(diffs({ before: { script: lines() }, after: { script: after } })).toEqual([
      ["script", [" 1 line 1", "-2 line 2", "-3 line 3", "+2 second", "+3 third", " 4 line 4", " 5 line 5"]],
    ]);
  });

  test("shows a line that comes at the end", () => {
    expect(diffs({ before: { x: lines() }, after: { x: `${lines()}\nlast` } })).toEqual([
      ["x", ["… 2 …", " 3 line 3", " 4 line 4", " 5 line 5", "+6 last"]],
    ]);
  });

  test("that is new is there as a whole", () => {
    expect(diffs({ after: { x: "a\nb\nc" } })).toEqual([["x", ["+1 a", "+2 b", "+3 c"]]]);
  });

  test("is shown as a whole where it is marked", () => {
    const sides = { before: { x: lines() }, after: { x: lines({ 1: "first" }) }, before_sensitive: { x: true } };
    expect(texts(sides)).toEqual([["x", "(hidden: marked)", "(hidden: marked)"]]);
  });

  test("is shown as a whole where it has two lines", () => {
    expect(texts({ before: { x: "a\nb" }, after: { x: "a\nc" } })).toEqual([["x", '"a\\nb"', '"a\\nc"']]);
  });

  test("shows no part of a secret that was marked elsewhere", () => {
    const key = "first part\nsecond part\nthird part";
    const marking = planOf({
      more: {
        variables: { key: { value: key } },
        configuration: { root_module: { variables: { key: { sensitive: true } } } },
      },
    });
    const script = (end: string) => `begin\nx\n${key}\n${end}`;
    const { change } = resourceOf("a.b", { before: { x: script("end") }, after: { x: script("stop") } });
    const shown = rowsOf(change, redactorOf(marking)).map(({ diff }) => diffText(diff));
    expect(shown).toEqual([[" 1 begin", " 2 x", " 3 (hidden)", "-4 end", "+4 stop"]]);
  });
});

test("a document that is only written differently is named as such, and not shown", () => {
  expect(texts({ before: { x: '{"a":"b"}' }, after: { x: '{ "a": "b" }' } })).toEqual([
    ["x", "(a document)", "(the same document, written differently)"],
  ]);
});

test("a path is shown to its end, however long", () => {
  const key = "k".repeat(1000);
  expect(texts({ after: { x: { [key]: 1 } } })).toEqual([[`x.${key}`, undefined, "1"]]);
});

describe("user data", () => {
  const encoded = (text: string) => Buffer.from(text).toString("base64");

  test.each(["user_data", "user_data_base64"])("is shown as what it says, in %s", (name) => {
    expect(texts({ before: { [name]: encoded("echo one") }, after: { [name]: encoded("echo two") } })).toEqual([
      [name, '"echo one"', '"echo two"'],
    ]);
  });

  test("is shown as what it says where a character of it can't be seen", () => {
    expect(texts({ after: { user_data: encoded("echo one && echo two\0") } })).toEqual([
      ["user_data", undefined, '"echo one && echo two\\u0000"'],
    ]);
  });

  test.each([
    ["binary", Buffer.from([0x1f, 0x8b, 8, 0]).toString("base64")],
    ["not encoded", "#!/bin/sh"],
    ["encoded in another way", `${encoded("echo one")}\n`],
  ])("stays as it is where it is %s", (_, after) => {
    expect(texts({ after: { user_data: after } })).toEqual([["user_data", undefined, JSON.stringify(after)]]);
  });

  test("is not another attribute", () => {
    expect(texts({ after: { content: encoded("echo one") } })).toEqual([["content", undefined, '"ZWNobyBvbmU="']]);
  });
});

describe("a row forces replacement", () => {
  const forcing = (replace_paths: unknown, sides: Sides) =>
    rows({ ...sides, replace_paths })
      .filter(({ forcesReplacement }) => forcesReplacement)
      .map(({ path }) => path);
  const sides = { before: { name: "a", list: [{ id: 1 }] }, after: { name: "b", list: [{ id: 2 }] } };

  test.each<[unknown, string[]]>([
    [[["name"]], ["name"]],
    [[["list"]], ["list[0].id"]],
    [[["list", 0, "id"]], ["list[0].id"]],
    [[["list", 1, "id"]], []],
    [[["other"]], []],
    [undefined, []],
  ])("with the paths %j: %j", (paths, expected) => {
    expect(forcing(paths, sides)).toEqual(expected);
  });

  test("within a document", () => {
    const definitions = (image: string) => ({ definitions: JSON.stringify([{ name: "web", image }]) });
    expect(forcing([["definitions"]], { before: definitions("a"), after: definitions("b") })).toEqual([
      "definitions[web].image",
    ]);
  });
});

test("a row says to which attribute it belongs and whether it is known", () => {
  const found = rows({ before: { a: { b: 1 }, c: 1 }, after: { a: { b: 2 } }, after_unknown: { c: true } });
  expect(found.map(({ attribute, isUnknown }) => [attribute, isUnknown])).toEqual([
    ["a", false],
    ["c", true],
  ]);
});
