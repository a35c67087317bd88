import { rowsOf } from "../../../../tools/plan-review/judge/rows.ts";
import { diffText } from "../../../support/diff-text.ts";
import { planOf, redactorOf, resourceOf } from "../../../support/plan-json.ts";

const SECRETS = ["hunter2!hunter2!", "correct-horse-9", "abc"];
const redactor = () =>
  redactorOf(
    planOf({
      more: {
        variables: { keys: { value: SECRETS } },
        configuration: { root_module: { variables: { keys: { sensitive: true } } } },
      },
    }),
  );
const row = (before: unknown, after: unknown) => {
  const [only] = rowsOf(resourceOf("a.b", { before: { x: before }, after: { x: after } }).change, redactor());
  return only;
};
const diff = (before: unknown, after: unknown) => diffText(row(before, after)?.diff);
const sides = (before: unknown, after: unknown) => [row(before, after)?.before?.text, row(before, after)?.after?.text];

describe("a secret in a text", () => {
  const script = (secret: string, end = "end") => `begin\nrun --with ${secret}\n${end}`;
  const [one = "", other = ""] = SECRETS;

  test("that changes is a changed line, and not shown", () => {
    expect(diff(script(one), script(other))).toEqual([
      " 1 begin",
      "-2 run --with [(hidden)]",
      "+2 run --with [(hidden)]",
      " 3 end",
    ]);
  });

  test("that stays leaves what changes beside it to be seen", () => {
    expect(diff(script(one), script(`${one} twice`))).toEqual([
      " 1 begin",
      "-2 run --with (hidden)",
      "+2 run --with (hidden)[ twice]",
      " 3 end",
    ]);
  });

  test("that is a line by itself is hidden even where it is short", () => {
    expect(diff("begin\nabc\nend", "begin\nabc\nstop")).toEqual([
      " 1 begin",
      " 2 (hidden: secret elsewhere)",
      "-3 end",
      "+3 stop",
    ]);
  });

  test("in a long line is not part of what is around a change", () => {
    const long = (end: string) => `${"a b ".repeat(50)}${one}${"-".repeat(5)}${end}`;
    expect(JSON.stringify(row(long("x"), long("y")))).not.toContain("hunter");
  });
});

describe("what can't be seen is written out where a line differs in nothing else", () => {
  const text = (line: string) => `a\n${line}\nb`;
  const changed = (before: string, after: string) => diff(text(before), text(after)).slice(1, 3);

  test.each([
    ["a blank at the end", "x", "x ", ["-2 x", "+2 x[\\u0020]"]],
    ["a carriage return", "x", "x\r", ["-2 x", "+2 x[\\r]"]],
    ["a tab", "x y", "x\ty", ["-2 x[ ]y", "+2 x[\\ty]"]],
    ["a no-break space", "x y", "x\u00a0y", ["-2 x[ ]y", "+2 x[\\u00a0y]"]],
    ["NUL", "x", "x\0", ["-2 x", "+2 x[\\u0000]"]],
    ["a direction mark", "x", "x\u202e", ["-2 x", "+2 x[\\u202e]"]],
  ])("%s", (_, before, after, expected) => {
    const [old = "", fresh = ""] = changed(before, after);
    const plain = (line: string) => line.replace(/[[\]]/g, "");
    expect([plain(old), plain(fresh)]).toEqual(expected.map(plain));
  });

  test("and is the same as what is written out in the text itself", () => {
    const [old, fresh] = changed("a\\tb", "a\tb").map((line) => line.slice(1).replace(/[[\]]/g, ""));
    expect([old, fresh]).toEqual(["2 a\\\\tb", "2 a\\tb"]);
  });

  test.each([
    ["a Cyrillic letter", "paypal", "p\u0430ypal", '"p\\u0430ypal"'],
    ["a whole word in Cyrillic", "copy v1", "\u0441\u043e\u0440\u0443 v2", '"\\u0441\\u043e\\u0440\\u0443 v2"'],
    ["a combining accent", "caf\u00e9", "cafe\u0301", '"cafe\\u0301"'],
    ["a wide letter", "a", "\uff41", '"\\uff41"'],
  ])("%s", (_, before, after, expected) => {
    expect(sides(before, after)[1]).toBe(expected);
  });

  test("but letters that can be told apart stay as they are", () => {
    expect(sides("Grusse", "Grüße")).toEqual(['"Grusse"', '"Grüße"']);
  });
});

test.each([
  [1, "1", "1", '"1"'],
  [null, "", undefined, '""'],
  [true, "true", "true", '"true"'],
])("%j that becomes %j is a change", (before, after, old, fresh) => {
  expect(sides(before, after)).toEqual([old, fresh]);
});
