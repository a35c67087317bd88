import { replacedBeside } from "../../../../../tools/plan-review/hazards/rules/replaced-beside.ts";
import { found, only, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const VPC = "vpc-0a1b2c3d4e5f";
const replaced = (before: object, actions = REPLACED): Sides => ({
  before,
  after: {},
  after_unknown: { id: true },
  actions,
});
const gateway: Sides = { before: { vpc_id: VPC }, after: {}, after_unknown: { vpc_id: true } };
const network = { "aws_vpc.v": replaced({ id: VPC }), "aws_internet_gateway.i": gateway };
const GROUP = "sg-0a1b2c3d4e5f";
const user: Sides = { before: { groups: [GROUP] }, after: {}, after_unknown: { groups: true } };

test.each<[string, Record<string, Sides>, string[]]>([
  ["a network with a gateway", network, ["phases s aws_vpc.v"]],
  ["a network whose gateway is replaced too", { ...network, "aws_internet_gateway.i": replaced({ vpc_id: VPC }) }, []],
  [
    "a group of instances",
    { "aws_security_group.g": replaced({ id: GROUP }), "aws_launch_template.t": user },
    ["refused s aws_security_group.g"],
  ],
  [
    "a group of instances, created first",
    { "aws_security_group.g": replaced({ id: GROUP }, REPLACED_CREATED_FIRST), "aws_launch_template.t": user },
    [],
  ],
  ["an unused group", { "aws_security_group.g": replaced({ id: GROUP }) }, []],
])("replacing %s", (_, resources, hazards) => {
  expect(found(replacedBeside, { s: resources })).toEqual(hazards);
});

test("the gateway of a network is replaced along", () => {
  expect(only(replacedBeside, { s: network }).order).toEqual({
    replace: { stack: "s", addresses: ["aws_internet_gateway.i"] },
  });
});
