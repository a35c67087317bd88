import { openingMoved } from "../../../../../tools/plan-review/hazards/rules/opening-moved.ts";
import { found, type Sides } from "../../../../support/landscape.ts";

const IN = "aws_vpc_security_group_ingress_rule";
const rule = (cidr_ipv4: string, port = 443, security_group_id = "sg-1") => ({
  security_group_id,
  ip_protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_ipv4,
});
const closed: Record<string, Sides> = { [`${IN}.a`]: { before: rule("0.0.0.0/0") } };

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "the same port is opened to others",
    { ...closed, [`${IN}.b`]: { after: rule("10.0.0.0/8") } },
    [`phases s ${IN}.a`],
  ],
  ["another port is opened", { ...closed, [`${IN}.b`]: { after: rule("10.0.0.0/8", 80) } }, []],
  ["it is opened in another group", { ...closed, [`${IN}.b`]: { after: rule("10.0.0.0/8", 443, "sg-2") } }, []],
  [
    "it is opened in a new group",
    {
      ...closed,
      [`${IN}.b`]: {
        after: { ...rule("10.0.0.0/8"), security_group_id: undefined },
        after_unknown: { security_group_id: true },
      },
    },
    [],
  ],
  [
    "the other direction is opened",
    { ...closed, "aws_vpc_security_group_egress_rule.b": { after: rule("0.0.0.0/0") } },
    [],
  ],
  ["nothing is opened", closed, []],
])("a port is closed while %s", (_, resources, hazards) => {
  expect(found(openingMoved, { s: resources })).toEqual(hazards);
});
