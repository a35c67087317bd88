import { rowsOf } from "../../../../tools/plan-review/judge/rows.ts";
import { type changed, planOf, redactorOf, resourceOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

const rows = (sides: Sides) => rowsOf(resourceOf("a.b", sides).change, redactorOf());
const texts = (sides: Sides) => rows(sides).map(({ path, before, after }) => [path, before?.text, after?.text]);

const lines = (...changes: Record<number, string>[]) =>
  Array.from({ length: 5 }, (_, index) => changes[0]?.[index + 1] ?? `line ${index + 1}`).join("\n");

describe("a text of several lines", () => {
  test("shows the lines that change, those that go first", () => {
    expect(texts({ before: { script: lines() }, after: { script: lines({ 2: "second", 3: "third" }) } })).toEqual([
      ["script line 2", '"line 2"', undefined],
      ["script line 3", '"line 3"', undefined],
      ["script line 2", undefined, '"second"'],
      ["script line 3", undefined, '"third"'],
    ]);
  });

  test("shows a line that comes at the end", () => {
    expect(texts({ before: { x: lines() }, after: { x: `${lines()}\nlast` } })).toEqual([
      ["x line 6", undefined, '"last"'],
    ]);
  });

  test("that repeats a line shows it once more", () => {
    expect(texts({ before: { x: "a\na\na" }, after: { x: "a\na\na\na" } })).toEqual([["x line 4", undefined, '"a"']]);
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
    const shown = rowsOf(change, redactorOf(marking)).map(({ before, after }) => before?.text ?? after?.text);
    expect(shown).toEqual(['"end"', '"stop"']);
  });
});

describe("a text that is longer than what is shown", () => {
  test("shows where it differs", () => {
    const long = (end: string) => ({ x: "a".repeat(1000) + end });
    const [row] = texts({ before: long("one"), after: long("two") });
    expect(row?.[1]).toContain("one");
    expect(row?.[2]).toContain("two");
  });
});

describe("user data", () => {
  const encoded = (text: string) => Buffer.from(text).toString("base64");

  test.each(["user_data", "user_data_base64"])("is shown as what it says, in %s", (name) => {
    expect(texts({ before: { [name]: encoded("echo one") }, after: { [name]: encoded("echo two") } })).toEqual([
      [name, '"echo one"', '"echo two"'],
    ]);
  });

  test.each([
    ["binary", Buffer.from([0x1f, 0x8b, 8, 0]).toString("base64")],
    ["not encoded", "#!/bin/sh"],
    ["encoded in another way", `${encoded("echo one")}\n`],
  ])("stays as it is where it is %s", (_, after) => {
    expect(texts({ after: { user_data: after } })).toEqual([["user_data", undefined, JSON.stringify(after)]]);
  });

  test("is no other attribute", () => {
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
