import { subnetRange } from "../../../../../tools/plan-review/hazards/rules/subnet-range.ts";
import { found, only, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const subnet = (cidr_block: string, more: Record<string, string> = {}) => ({ vpc_id: "vpc-1", cidr_block, ...more });
const replaced = (before: object, after: object, actions = REPLACED_CREATED_FIRST) =>
  ({ before, after, actions }) as Sides;

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "a part of its own range",
    { "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.0.0/25")) },
    ["refused s aws_subnet.a"],
  ],
  [
    "the range of another one that is replaced too",
    {
      "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.1.0/24")),
      "aws_subnet.b": replaced(subnet("10.0.1.0/24"), subnet("10.0.2.0/24")),
    },
    ["refused s aws_subnet.a"],
  ],
  [
    "a larger range around another one",
    {
      "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.2.0/23")),
      "aws_subnet.b": { before: subnet("10.0.3.0/24") },
    },
    ["refused s aws_subnet.a"],
  ],
  [
    "its IPv6 range",
    {
      "aws_subnet.a": replaced(
        subnet("10.0.0.0/24", { ipv6_cidr_block: "2001:db8::/64" }),
        subnet("10.0.1.0/24", { ipv6_cidr_block: "2001:db8::/64" }),
      ),
    },
    ["refused s aws_subnet.a"],
  ],
  ["another range", { "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.1.0/24")) }, []],
  [
    "its range, after its predecessor is gone",
    { "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.0.0/25"), REPLACED) },
    [],
  ],
  [
    "its range in a VPC that is replaced",
    { "aws_subnet.a": replaced(subnet("10.0.0.0/24"), { cidr_block: "10.0.0.0/24" }) },
    [],
  ],
])("a subnet that is created first gets %s", (_, resources, hazards) => {
  expect(found(subnetRange, { s: resources })).toEqual(hazards);
});

test("it names both subnets and the range", () => {
  const { summary, details } = only(subnetRange, {
    s: { "aws_subnet.a": replaced(subnet("10.0.0.0/24"), subnet("10.0.0.0/25")) },
  });
  expect(summary).toBe("s creates 1 subnet whose range another subnet still has");
  expect(details).toEqual(["aws_subnet.a gets 10.0.0.0/25, which aws_subnet.a has"]);
});
