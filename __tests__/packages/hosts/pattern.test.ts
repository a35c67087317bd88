import { matchesHost } from "../../../packages/hosts/pattern.ts";

test.each([
  ["shop.example.com", "shop.example.com", true],
  ["shop.example.com", "SHOP.example.com", true],
  ["shop.example.com", "shopxexample.com", false],
  ["*.example.com", "a.b.example.com", true],
  ["*.example.com", "example.com", false],
  ["a?.example.com", "ab.example.com", true],
  ["a?.example.com", "a.example.com", false],
  ["(a+)|[b]", "a", false],
])("%s and %s: %s", (pattern, name, expected) => {
  expect(matchesHost(pattern, name)).toBe(expected);
});
