import { overlap, parseCidr, subdivide } from "../../config/network/cidr.ts";

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

test.each(["10.0.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "172.16.0.0/12"])("%s is a network", (text) => {
  expect(String(parseCidr(text))).toBe(text);
});

test.each([
  "10.0.0.1/16",
  "10.0.0.0",
  "10.0.0.0/33",
  "10.0.0/16",
  "256.0.0.0/8",
  "10.0.0.0/16 ",
  "10.0.0.0/016",
  "010.0.0.0/8",
  "::/0",
  "",
])("%j is no network", (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test.each([
  ["10.0.0.0/24", "10.0.0.128/25", true],
  ["10.0.0.128/25", "10.0.0.0/24", true],
  ["10.0.0.0/24", "10.0.0.0/24", true],
  ["10.0.0.0/24", "10.0.1.0/24", false],
])("%s and %s overlap: %s", (a, b, expected) => {
  expect(overlap(cidr(a), cidr(b))).toBe(expected);
});

test("a network is divided from its start", () => {
  expect(subdivide(cidr("10.0.0.0/16"), 24, 3)).toEqual(["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]);
});

test("some subnets are left out", () => {
  expect(subdivide(cidr("10.0.0.0/16"), 24, 2, 2)).toEqual(["10.0.2.0/24", "10.0.3.0/24"]);
});

test("a network that is too small gives fewer subnets", () => {
  expect(subdivide(cidr("10.0.0.0/25"), 24, 2)).toEqual([]);
  expect(subdivide(cidr("10.0.0.0/23"), 24, 3)).toEqual(["10.0.0.0/24", "10.0.1.0/24"]);
});
