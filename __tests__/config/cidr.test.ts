import { isIpv6Cidr, overlap, parseCidr, subdivide } from "../../config/network/cidr.ts";

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
])("%j is not a network", (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test.each([
  "::/0",
  "2001:db8::/32",
  "2600:1f18:1:ab00::/56",
  "2001:db8:1:2:3:4:5:6/128",
  "::1/128",
  "fd00::/8",
  "1::/16",
])("%s is an IPv6 network", (text) => {
  expect(isIpv6Cidr(text)).toBe(true);
});

test.each([
  ["not the first address", "2001:db8::1/64"],
  ["not the first address of a network that ends inside a group", "2001:db8:0:180::/56"],
  ["in a longer form", "2001:0db8::/32"],
  ["in capitals", "2001:DB8::/32"],
  ["written out", "2001:db8:0:0:0:0:0:0/32"],
  ["with the wrong zeros left out", "2001:db8::1:0:0:0/80"],
  ["without a prefix length", "2001:db8::"],
  ["with a prefix length that is too long", "::/129"],
  ["with a zero before the prefix length", "::/01"],
  ["with something behind", "::/0/0"],
  ["with an interface", "fe80::%eth0/64"],
  ["in the form of IPv4", "::ffff:10.0.0.0/104"],
  ["one of IPv4", "10.0.0.0/16"],
  ["nothing", ""],
])("what is %s is not an IPv6 network: %j", (_, text) => {
  expect(isIpv6Cidr(text)).toBe(false);
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
