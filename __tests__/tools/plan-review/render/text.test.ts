import { firstOf, fit } from "../../../../tools/plan-review/render/markdown/blocks.ts";
import { code, codeBlock, row } from "../../../../tools/plan-review/render/markdown/text.ts";

test.each([
  ["a", "`a`"],
  ["a`b", "``a`b``"],
  ["`a", "`` `a ``"],
  ["a``", "``` a`` ```"],
  [" a ", "`  a  `"],
  ["", "` `"],
  ["a\\", "`a\\`"],
])("%j is in a code span as %j", (text, span) => {
  expect(code(text)).toBe(span);
});

test.each([
  ["a|b", "| a\\|b |"],
  ["a\\|b", "| a\\|b |"],
  ["a\\\\|b", "| a\\\\\\|b |"],
  ["a\\b", "| a\\b |"],
])("%j in a table is one cell", (text, cells) => {
  expect(row([text])).toBe(cells);
});

test("no line of a block ends it", () => {
  expect(codeBlock("diff", ["+ ```", "+ a"])).toBe("````diff\n+ ```\n+ a\n````");
});

const piece = (section: string, priority: number, ...texts: string[]) => ({ section, priority, texts, changes: 1 });

test("where there is no room for all, the most important is kept, in the given order", () => {
  const blocks = [
    piece("a", 1, "x".repeat(500)),
    piece("a", 3, "three"),
    piece("b", 2, "y".repeat(5000), "two"),
    piece("a", 4, "four"),
  ];
  const { texts, pieces, changes } = fit(blocks, 1300);
  expect([...texts]).toEqual([
    ["a", ["three", "four"]],
    ["b", ["two"]],
  ]);
  expect(pieces.get("a")).toBe(3);
  expect(changes).toBe(3);
});

test("what a section itself takes counts", () => {
  expect(fit([piece("a", 1, "x")], 500).changes).toBe(0);
  expect(fit([piece("a", 1, "x")], 650).changes).toBe(1);
});

test("of a list there are as many as fit in bytes, not in characters", () => {
  expect(firstOf(["世", "世", "世"], 10)).toEqual(["世", "世"]);
  expect(firstOf(["a", "a", "a"], 10)).toEqual(["a", "a", "a"]);
});
