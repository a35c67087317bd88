import { differences, scalarOf } from "../../../../tools/plan-review/judge/difference.ts";
import { sidesOf } from "../../../../tools/plan-review/judge/side.ts";
import { type changed, resourceOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

/** Each difference as its names and its two values; what is not known yet is `?`. */
function found(sides: Sides): [string, unknown, unknown][] {
  const { before, after } = sidesOf(resourceOf("a.b", sides).change);
  return differences(before, after).map((each) => [
    each.names.join("."),
    each.before.value,
    each.after.unknown === true ? "?" : each.after.value,
  ]);
}

const text = (value: unknown) => JSON.stringify(value);

describe("what differs", () => {
  test("is listed leaf by leaf, in the order of the keys", () => {
    expect(found({ before: { b: 1, a: { c: "x", d: true } }, after: { b: 2, a: { c: "y", d: true } } })).toEqual([
      ["a.c", "x", "y"],
      ["b", 1, 2],
    ]);
  });

  test.each<[string, unknown, unknown]>([
    ["nothing and an empty list", null, []],
    ["nothing and an empty object", null, {}],
    ["an empty list and nothing", [], null],
    ["keys in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ])("is not %s", (_, before, after) => {
    expect(found({ before: { x: before }, after: { x: after } })).toEqual([]);
  });

  test.each<[string, unknown, unknown, [string, unknown, unknown][]]>([
    ["a text that comes", null, "x", [["x", null, "x"]]],
    ["an empty text that comes", null, "", [["x", null, ""]]],
    ["a truth value that goes", false, null, [["x", false, null]]],
    ["a number that becomes a text", 1, "1", [["x", 1, "1"]]],
    [
      "the members of a map that comes",
      null,
      { a: 1, b: 2 },
      [
        ["x.a", null, 1],
        ["x.b", null, 2],
      ],
    ],
    [
      "a text that becomes a list",
      "x",
      ["a"],
      [
        ["x", "x", null],
        ["x.0", null, "a"],
      ],
    ],
    [
      "a list that becomes a map",
      ["a"],
      { a: 1 },
      [
        ["x.0", "a", null],
        ["x.a", null, 1],
      ],
    ],
    ["a document that becomes an empty one", text({ a: 1 }), "{}", [["x.a", 1, null]]],
  ])("is %s", (_, before, after, expected) => {
    expect(found({ before: { x: before }, after: { x: after } })).toEqual(expected);
  });

  test("is a key that every object inherits", () => {
    expect(found({ before: { x: {} }, after: { x: JSON.parse('{"constructor":"a","__proto__":"b"}') } })).toEqual([
      ["x.__proto__", null, "b"],
      ["x.constructor", null, "a"],
    ]);
  });

  test("is found in numbers that JavaScript would round", () => {
    const [before, after] = ["12345678901234567890", "12345678901234567891"];
    const document = (number: string) => ({ x: `{"id":${number}}` });
    expect(
      found({ before: document(before), after: document(after) }).map(([, ...sides]) => sides.map(String)),
    ).toEqual([[before, after]]);
  });
});

describe("what is unknown", () => {
  test("is a difference only where it is, not wherever its mask has a key", () => {
    const ingress = (cidr: string) => [{ cidr_blocks: [cidr], from_port: 443, to_port: 443, protocol: "tcp" }];
    const sides = {
      before: { ingress: ingress("10.0.0.0/8"), tags_all: {} },
      after: { ingress: ingress("0.0.0.0/0") },
      after_unknown: { ingress: [{ cidr_blocks: [false] }], tags_all: true },
    };
    expect(found(sides)).toEqual([
      ["ingress.0.cidr_blocks.0", "10.0.0.0/8", null],
      ["ingress.0.cidr_blocks.0", null, "0.0.0.0/0"],
      ["tags_all", {}, "?"],
    ]);
  });

  test("may have no value at all", () => {
    expect(found({ before: { id: "i-1" }, after_unknown: true })).toEqual([["", { id: "i-1" }, "?"]]);
  });

  test("is an entry of a list that is otherwise known", () => {
    expect(
      found({ before: { x: ["a", "b"] }, after: { x: [null, "b"] }, after_unknown: { x: [true, false] } }),
    ).toEqual([
      ["x.0", "a", null],
      ["x.0", null, "?"],
    ]);
  });

  test("is a member of an entry that keeps its name", () => {
    const before = {
      x: [
        { name: "a", v: 1 },
        { name: "b", v: 2 },
      ],
    };
    const after = { x: [{ name: "b" }, { name: "a", v: 1 }] };
    expect(found({ before, after, after_unknown: { x: [{ v: true }, {}] } })).toEqual([["x.b.v", 2, "?"]]);
  });
});

describe("lists", () => {
  test("are compared by the names of their entries", () => {
    const env = (...all: [string, string][]) => ({ env: all.map(([name, value]) => ({ name, value })) });
    expect(found({ before: env(["A", "1"], ["B", "2"]), after: env(["C", "3"], ["B", "x"]) })).toEqual([
      ["env.A.name", "A", null],
      ["env.A.value", "1", null],
      ["env.C.name", null, "C"],
      ["env.C.value", null, "3"],
      ["env.B.value", "2", "x"],
    ]);
  });

  test("of entries without names say what has become of one", () => {
    const before = { x: [{ port: 80 }, { port: 443 }] };
    expect(found({ before, after: { x: [{ port: 443 }, { port: 8080 }] } })).toEqual([["x.1.port", 80, 8080]]);
  });

  test("of texts say which come and which go", () => {
    expect(found({ before: { x: ["a", "b", "b"] }, after: { x: ["b", "c"] } })).toEqual([
      ["x.0", "a", null],
      ["x.2", "b", null],
      ["x.1", null, "c"],
    ]);
  });

  test("of the same texts in another order differ as a whole: they may be a command", () => {
    expect(found({ before: { x: ["sh", "-c"] }, after: { x: ["-c", "sh"] } })).toEqual([
      ["x", ["sh", "-c"], ["-c", "sh"]],
    ]);
  });

  test("of words of a command name what is secret by its option, be it on one side only", () => {
    const [old, fresh] = ["a long\nsecret", "another\ntext"];
    expect(found({ before: { x: ["run", "--password", old] }, after: { x: ["run", "--text", fresh] } })).toEqual([
      ["x.1", "--password", null],
      ["x.1", null, "--text"],
      ["x.--password", old, fresh],
    ]);
  });
});

describe("lists in another order differ as a whole", () => {
  const stage = (name: string, role = "a") => ({ name, action: [{ role }] });

  test.each<[string, unknown[], unknown[], unknown, unknown]>([
    ["of objects", [{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }], [{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }]],
    [
      "of named entries, by their names",
      [{ name: "a" }, { name: "b" }],
      [{ name: "b" }, { name: "a" }],
      ["a", "b"],
      ["b", "a"],
    ],
  ])("%s", (_, before, after, old, fresh) => {
    expect(found({ before: { x: before }, after: { x: after } })).toEqual([["x", old, fresh]]);
  });

  test("even if another entry joins them", () => {
    expect(found({ before: { x: ["sh", "-c"] }, after: { x: ["-c", "sh", "a"] } })).toEqual([
      ["x", ["sh", "-c"], ["-c", "sh", "a"]],
      ["x.2", null, "a"],
    ]);
  });

  test("even if an entry with parts changes as it moves", () => {
    const before = { stage: [stage("source"), stage("approval"), stage("deploy")] };
    const after = { stage: [stage("source"), stage("deploy"), stage("approval", "b")] };
    expect(found({ before, after })).toEqual([
      ["stage", ["source", "approval", "deploy"], ["source", "deploy", "approval"]],
      ["stage.approval.action.0.role", "a", "b"],
    ]);
  });

  test("but not sets, in which an entry may move because of its new value", () => {
    const tags = (...values: string[]) => values.map((value, index) => ({ key: `k${index}`, value }));
    const [first, second, third] = tags("1", "2", "4");
    expect(found({ before: { x: tags("1", "2", "3") }, after: { x: [third, first, second] } })).toEqual([
      ["x.k2.value", "3", "4"],
    ]);
  });

  test("and are shown as they are where a name in them is sensitive", () => {
    const list = [{ name: "a" }, { name: "b" }];
    const sides = { before: { x: list }, after: { x: [...list].reverse() }, after_sensitive: { x: [{ name: true }] } };
    expect(found(sides)[0]).toEqual(["x", list, [...list].reverse()]);
  });
});

test.each([
  ["lines", "one\ntwo\nthree", "one\nzwei\nthree"],
  ["many characters", "x".repeat(300), `${"x".repeat(300)}y`],
  ["a document", text({ a: 1 }), text({ a: 2 })],
])("a text of %s in a list is one that changes", (_, before, after) => {
  expect(found({ before: { x: ["a", before] }, after: { x: ["a", after] } })).toHaveLength(1);
});

describe("documents in texts", () => {
  test.each([
    ["are written with other blanks", text({ a: [1, 2] }), '{ "a": [ 1,\n 2 ] }'],
    ["have their keys in another order", '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ["write a number in another way", '{"a":1}', '{"a":1.0}'],
    ["leave out what is empty", '{"a":1,"b":null}', '{"a":1}'],
  ])("that %s say so, and not how", (_, before, after) => {
    const sides = sidesOf(resourceOf("a.b", { before: { x: before }, after: { x: after } }).change);
    const all = differences(sides.before, sides.after);
    expect(all.map(({ names, isRewritten }) => [names, isRewritten])).toEqual([[["x"], true]]);
  });

  test("are compared by path", () => {
    const definition = (image: string) => ({ definitions: text([{ name: "web", image, cpu: 256 }]) });
    expect(found({ before: definition("a:1"), after: definition("a:2") })).toEqual([
      ["definitions.web.image", "a:1", "a:2"],
    ]);
  });

  test("have paths that go on from the attribute", () => {
    const [before, after] = [1, 2].map((cpu) => ({ x: text([{ name: "web" }, { name: "log", cpu }]) }));
    const sides = sidesOf(resourceOf("a.b", { before, after }).change);
    expect(differences(sides.before, sides.after).map(({ path }) => path)).toEqual([["x", 1, "cpu"]]);
  });

  test("in documents in texts too", () => {
    const policy = (action: string) => ({ outer: text({ policy: text({ action }) }) });
    expect(found({ before: policy("a"), after: policy("b") })).toEqual([["outer.policy.action", "a", "b"]]);
  });
});

describe("what is sensitive", () => {
  test.each(["before_sensitive", "after_sensitive"])("on one side is on both, with %s", (mark) => {
    const sides = { before: { p: "old" }, after: { p: "new" }, [mark]: { p: true } };
    const { before, after } = sidesOf(resourceOf("a.b", sides).change);
    expect(differences(before, after).map((each) => [each.before.sensitive, each.after.sensitive])).toEqual([
      [true, true],
    ]);
  });

  test("is one difference, however much is in it", () => {
    const sides = { before: { p: { a: 1, b: 2 } }, after: { p: { a: 2, b: 3 } }, after_sensitive: { p: true } };
    expect(found(sides).map(([name]) => name)).toEqual(["p"]);
  });

  test("and stays the same is none", () => {
    expect(found({ before: { p: { a: 1 } }, after: { p: { a: 1 } }, after_sensitive: { p: true } })).toEqual([]);
  });

  test("is in the whole document in which a mark is", () => {
    const sides = {
      before: { p: text({ a: "old" }) },
      after: { p: text({ a: "new" }) },
      before_sensitive: { p: true },
    };
    expect(found(sides).map(([name]) => name)).toEqual(["p"]);
  });
});

test("only texts, numbers and truth values are scalars", () => {
  const values = ["x", 0, false, null, [], {}];
  expect(values.map((value) => scalarOf({ value, unknown: false, sensitive: false }))).toEqual([
    "x",
    0,
    false,
    undefined,
    undefined,
    undefined,
  ]);
});
