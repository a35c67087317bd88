import { parseCidr } from "../../config/network/cidr.ts";
import { planSubnets, subnetNumbers } from "../../config/network/layout.ts";

const plan = (cidr: string, tier: "public" | "private", zones: number) => {
  const vpc = parseCidr(cidr);
  if (vpc === undefined) throw new Error(`${cidr} is not a network`);
  return planSubnets(vpc, tier, zones);
};

test("the subnets of two zones lie tier by tier", () => {
  expect(plan("10.0.0.0/16", "public", 2)).toEqual(["10.0.0.0/24", "10.0.1.0/24"]);
  expect(plan("10.0.0.0/16", "private", 2)).toEqual(["10.0.2.0/24", "10.0.3.0/24"]);
});

test.each(["public", "private"] as const)("another zone moves no %s subnet", (tier) => {
  for (let zones = 2; zones < 6; zones++)
    expect(plan("10.0.0.0/16", tier, zones + 1).slice(0, zones)).toEqual(plan("10.0.0.0/16", tier, zones));
});

test("no two subnets of six zones share a range, and they lie without gaps", () => {
  const all = [...plan("10.0.0.0/16", "public", 6), ...plan("10.0.0.0/16", "private", 6)];
  const thirds = all.map((cidr) => Number(cidr.split(".")[2])).sort((one, other) => one - other);
  expect(thirds).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("each subnet has its own number, which another zone does not move, within the 256 of a /56", () => {
  const numbers = (zones: number) => [...subnetNumbers("public", zones), ...subnetNumbers("private", zones)];
  expect(new Set(numbers(6)).size).toBe(12);
  expect(Math.max(...numbers(6))).toBeLessThan(256);
  for (let zones = 2; zones < 6; zones++)
    for (const tier of ["public", "private"] as const)
      expect(subnetNumbers(tier, zones + 1).slice(0, zones)).toEqual(subnetNumbers(tier, zones));
});

test("a VPC with room for one tier only has that without gaps", () => {
  expect(plan("10.0.0.0/22", "public", 4)).toEqual(["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]);
  expect(plan("10.0.0.0/22", "private", 3)).toEqual(["10.0.2.0/24", "10.0.3.0/24"]);
});
