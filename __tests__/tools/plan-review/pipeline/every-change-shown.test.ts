import fc from "fast-check";
import { page } from "../../../../tools/plan-review/render/html/page.ts";
import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";
import { plainText } from "../../../support/diff-text.ts";
import { textOfPage } from "../../../support/html.ts";
import { outputChange, planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

/** A value before and after, and what was put into one of both. */
interface Planted {
  readonly before: unknown;
  readonly after: unknown;
  readonly marks: readonly string[];
}

const mark = (index: number) => `mark${index}zq`;

/** Where a mark goes, and whether it comes or goes. */
const places = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), comes: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
});
type Places = readonly { readonly at: number; readonly comes: boolean }[];

/** Items with marks among them: those that go in the first list, those that come in the second one. */
function planted<T>(items: readonly T[], where: Places, make: (mark: string) => T): [T[], T[]] {
  const side = (comes: boolean) => {
    const result: T[] = [];
    for (let index = 0; index <= items.length; index++) {
      for (const [number, place] of where.entries())
        if (place.comes === comes && Math.round(place.at * items.length) === index) result.push(make(mark(number)));
      const item = items[index];
      if (item !== undefined) result.push(item);
    }
    return result;
  };
  return [side(false), side(true)];
}

const marksOf = (where: Places) => where.map((_, index) => mark(index));
const numbered = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, at) => make(at));
const upTo = (most: number) => fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: most }));

const text = fc.tuple(upTo(400), fc.boolean(), places).map(([count, isOneLine, where]): Planted => {
  const lines = numbered(count, (at) => (isOneLine ? "fi" : `line ${at % 7}`));
  const [before, after] = planted(lines, where, (name) => name).map((side) => side.join("\n"));
  return { before, after, marks: marksOf(where) };
});
const list = fc.tuple(upTo(100), places, fc.boolean()).map(([count, where, isDeep]): Planted => {
  const entry = (name: string) => (isDeep ? { name, parts: [{ name }] } : name);
  const [before, after] = planted(numbered(count, String).map(entry), where, entry);
  return { before, after, marks: marksOf(where) };
});
const LETTERS = ["a", "fi ", "<b>", "é", "😀", "\t", "0123456789 "];
const longLine = fc.tuple(fc.constantFrom(...LETTERS), upTo(3000), places).map(([unit, count, where]): Planted => {
  const [before, after] = planted(Array(count).fill(unit), where, (name) => name).map((side) => side.join(""));
  return { before, after, marks: marksOf(where) };
});
const nested = fc.tuple(fc.integer({ min: 1, max: 12 }), text, fc.boolean()).map(([depth, inner, isText]): Planted => {
  const around = (value: unknown, level: number): unknown =>
    level === 0 ? value : around(level % 2 === 0 ? [1, value] : { key: value, other: [level] }, level - 1);
  const [before, after] = [inner.before, inner.after].map((value) => {
    const document = around({ value }, depth);
    return isText ? JSON.stringify(document) : document;
  });
  return { before, after, marks: inner.marks };
});

async function expectAllShown({ before, after, marks }: Planted, isOutput: boolean) {
  const plan = isOutput
    ? { outputs: { x: outputChange({ before, after }) } }
    : { changes: [resourceChange("aws_x.a", { before: { x: before }, after: { x: after } })] };
  const review = await reviewOf({ stack: planJson(plan) });
  const rows = [...(review.stacks[0]?.changes[0]?.rows ?? []), ...review.values];
  const missing = (where: string) => marks.filter((name) => !where.includes(name));
  expect(missing(JSON.stringify(rows.map(plainText)))).toEqual([]);
  expect(missing(textOfPage(page(review)))).toEqual([]);
  const comment = markdown(review);
  if (missing(comment).length > 0) expect(comment).toMatch(/and \d+ more|\d+ more characters/);
}

const VALUES = { "a text of lines": text, "a list": list, "a long line": longLine, "a nested document": nested };

describe.each(Object.entries(VALUES))("every change is shown in %s", (_, values) => {
  test.each([
    ["an attribute", false],
    ["an output", true],
  ] as const)("of %s", async (__, isOutput) => {
    await fc.assert(
      fc.asyncProperty(values, (value) => expectAllShown(value, isOutput)),
      { numRuns: 40 },
    );
  });
});

test.each(["create", "delete"])(
  "what a comment leaves out of what is there after a %s only is counted in it",
  async (action) => {
    const value = { x: "one\ntwo\nmark0zq", y: 1 };
    const change = resourceChange("aws_x.a", action === "create" ? { after: value } : { before: value });
    const review = await reviewOf({ stack: planJson({ changes: [change] }) });
    expect(textOfPage(page(review))).toContain("mark0zq");
    expect(markdown(review)).toContain("Shown 0 of 2 attributes as a whole; the rest is only in the full report.");
  },
);

test("two texts of 300 kB that differ as a whole are in the page and in JSON to their last line, folded", async () => {
  const text = (letter: string) => numbered(6000, (line) => `${letter}${line} `.padEnd(50, letter)).join("\n");
  const changes = [resourceChange("aws_x.a", { before: { x: text("a") }, after: { x: text("b") } })];
  const review = await reviewOf({ stack: planJson({ changes }) });
  const all = plainText(review.stacks[0]?.changes[0]?.rows[0] ?? {});
  for (const line of [...text("a").split("\n"), ...text("b").split("\n")])
    if (!all.includes(line)) throw new Error(line);
  expect(page(review)).toContain("<details><summary>6000 lines removed, 6000 lines added</summary>");
  expect(markdown(review)).toMatch(/… and \d+ more lines, \d+ of them changed\n/);
});
