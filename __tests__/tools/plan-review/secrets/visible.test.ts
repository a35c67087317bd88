import { shorten, visible } from "../../../../tools/plan-review/secrets/visible.ts";

test.each([
  ["a\nb\r\tc", "a\\nb\\r\\tc"],
  ["\u001b[31mred\u0007", "\\u001b[31mred\\u0007"],
  ["a\u202eb\u2066c\u2069", "a\\u202eb\\u2066c\\u2069"],
  ["a\u200bb\ufeffc\u00add", "a\\u200bb\\ufeffc\\u00add"],
  ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
  ["\ud83d", "\\ud83d"],
  ["\u{e0041}", "\\u{e0041}"],
  ["\u3164\u115f", "\\u3164\\u115f"],
  ["e\u0301\u0301\u0301\u0301", "e\\u0301\\u0301\\u0301\\u0301"],
])("what can't be seen in %j is written out", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each(["Grüße, 世界 😀", "e\u0301", "a|b`c<d>", "नमस्ते"])("%s stays as it is", (text) => {
  expect(visible(text)).toBe(text);
});

test("a text is cut between characters, and says how many are left out", () => {
  expect(shorten("😀😀😀", 2)).toBe("😀😀… (1 more characters)");
  expect(shorten("😀😀😀", 3)).toBe("😀😀😀");
});
