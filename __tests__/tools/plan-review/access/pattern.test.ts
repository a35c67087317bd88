import fc from "fast-check";
import { covers, patternsOverlap } from "../../../../tools/plan-review/access/pattern.ts";

test.each<[string, string, boolean]>([
  ["*", "", true],
  ["*", "a*?", true],
  ["a", "a", true],
  ["a", "b", false],
  ["a", "A", false],
  ["", "", true],
  ["", "*", false],
  ["a*", "abc", true],
  ["a*", "a*", true],
  ["a*", "a?", true],
  ["a*", "*a", false],
  ["*a*", "bab", true],
  ["*a*", "*b*", false],
  ["a*c", "abbc", true],
  ["a*c", "a*b*c", true],
  ["a*c", "ac*", false],
  ["?", "*", false],
  ["?", "?", true],
  ["?", "a", true],
  ["?", "", false],
  ["??", "a", false],
  ["a", "?", false],
  ["**", "*", true],
  ["*?", "?*", false], // it is so, and to say otherwise is the safe side
  ["a.c", "abc", false],
  ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/logs/*", true],
  ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", false],
  ["arn:aws:s3:::bucket*", "arn:aws:s3:::bucket-of-others/*", true],
])("%j covers %j: %s", (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ["*", "", true],
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?", "?b", true],
  ["a?", "a", false],
  ["a*c", "ab?", true],
  ["*a*", "*b*", true],
  ["", "?", false],
  ["", "*", true],
  ["s3:Get*", "s3:*Object", true],
  ["s3:Get*", "s3:Put*", false],
])("%j and %j have something in common: %s", (one, other, expected) => {
  expect([patternsOverlap(one, other), patternsOverlap(other, one)]).toEqual([expected, expected]);
});

test("patterns longer than AWS allows are not compared, to the safe side", () => {
  const long = `${"a".repeat(2001)}*`;
  expect([covers(long, `${long}b`), patternsOverlap(long, "b"), covers(long, long)]).toEqual([false, true, true]);
});

test("many stars take no long time", () => {
  const start = performance.now();
  expect(covers("*a".repeat(900), `${"a".repeat(1800)}b`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(5000);
});

/** What a pattern means, by another way than the code's. */
function fits(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*")
    return Array.from({ length: text.length + 1 }, (_, skip) => text.slice(skip)).some((end) => fits(rest, end));
  return text !== "" && (first === "?" || first === text[0]) && fits(rest, text.slice(1));
}

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 });
const patternAndText = fc.tuple(pattern, fc.array(text, { minLength: 6, maxLength: 6 })).map(([narrow, fillings]) => {
  const filled = [...narrow].map((each, index) => {
    const filling = fillings[index] as string;
    return each === "*" ? filling : each === "?" ? filling[0] || "a" : each;
  });
  return { narrow, text: filled.join("") };
});

test("what fits a pattern fits every one that covers it", () => {
  let covered = 0;
  fc.assert(
    fc.property(pattern, patternAndText, (wide, { narrow, text: each }) => {
      expect(fits(narrow, each)).toBe(true);
      if (!covers(wide, narrow)) return;
      covered++;
      expect(fits(wide, each)).toBe(true);
    }),
    { numRuns: 5000 },
  );
  expect(covered).toBeGreaterThan(100);
});

test("patterns that one text fits have something in common", () => {
  let common = 0;
  fc.assert(
    fc.property(pattern, patternAndText, (other, { narrow, text: each }) => {
      if (!fits(other, each)) return;
      common++;
      expect([patternsOverlap(narrow, other), patternsOverlap(other, narrow)]).toEqual([true, true]);
    }),
    { numRuns: 5000 },
  );
  expect(common).toBeGreaterThan(100);
});
