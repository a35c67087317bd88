import { diffTexts } from "../../../../tools/plan-review/judge/text-diff.ts";
import { diffText } from "../../../support/diff-text.ts";

const numbered = (count: number, changes: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, index) => changes[index + 1] ?? `line ${index + 1}`);
const diff = (before: readonly string[], after: readonly string[]) => diffText(diffTexts(before, after));

test("two changes far from each other are two hunks, each with three lines around it", () => {
  expect(diff(numbered(50), numbered(50, { 1: "first", 50: "last" }))).toEqual([
    "-1 line 1",
    "+1 first",
    " 2 line 2",
    " 3 line 3",
    " 4 line 4",
    "… 42 …",
    " 47 line 47",
    " 48 line 48",
    " 49 line 49",
    "-50 line 50",
    "+50 last",
  ]);
});

test("one line between two hunks is not worth folding", () => {
  expect(diff(numbered(9), numbered(9, { 1: "first", 9: "last" })).filter((line) => line.startsWith("…"))).toEqual([]);
});

test("lines are numbered as they are before for those that go, and after for all others", () => {
  expect(diff(["a", "b", "c"], ["x", "a", "c"])).toEqual(["+1 x", " 2 a", "-2 b", " 3 c"]);
});

describe("a long line", () => {
  const filler = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

  test("shows what changes with sixty characters on each side", () => {
    const [old, fresh] = diff([`${"x".repeat(2500)}1${"y".repeat(2500)}`], [`${"x".repeat(2500)}2${"y".repeat(2500)}`]);
    const around = (changed: string) => `…2440…${"x".repeat(60)}[${changed}]${"y".repeat(60)}…2440…`;
    expect([old, fresh]).toEqual([`-1 ${around("1")}`, `+1 ${around("2")}`]);
  });

  test("shows changes at both of its ends", () => {
    const [old] = diff([`one ${filler(500)} two`], [`eins ${filler(500)} zwei`]);
    expect(old).toMatch(/^-1 \[one\] word0 .{50,60}…\d+….{50,60} \[two\]$/);
  });

  test("that loses its end shows where", () => {
    const line = filler(500);
    const [old, fresh] = diff([`${line} end`], [line]);
    expect(old).toMatch(/^-1 …\d+….{60}\[ end\]$/);
    expect(fresh).toMatch(/^\+1 …\d+….{60}$/);
  });

  test("with little in common is shown as a whole", () => {
    const [one, other] = ["abcdefghij".repeat(100), "0123456789".repeat(100)];
    expect(diff([one], [other])).toEqual([`-1 ${one}`, `+1 ${other}`]);
  });

  test("that stays is cut", () => {
    expect(diff(["a", "x".repeat(1000)], ["b", "x".repeat(1000)]).at(-1)).toBe(` 2 ${"x".repeat(200)}…800…`);
  });

  test("is folded between characters", () => {
    const [old] = diff([`1${"😀".repeat(1000)}`], [`2${"😀".repeat(1000)}`]);
    expect(old).toBe(`-1 [1]${"😀".repeat(60)}…940…`);
  });
});

test("texts with too many differences are replaced between their first and their last one", () => {
  const [before, after] = ["a", "b"].map((letter) => [
    "start",
    ...numbered(2000).map((line) => `${letter}${line}`.replace(" ", "")),
    "end",
  ]);
  const lines = diff(before ?? [], after ?? []);
  expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([4002, " 1 start", "-2 aline1", " 2002 end"]);
});
