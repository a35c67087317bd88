import { ipv6Ends } from "../../../../../tools/plan-review/hazards/rules/ipv6-ends.ts";
import { found, KEPT, only, type Sides } from "../../../../support/landscape.ts";

const RANGE = "2600:1f18:1:100::/64";
const subnet = (ipv6_cidr_block: string | null, assign_ipv6_address_on_creation = false) => ({
  id: "subnet-1",
  ipv6_cidr_block,
  assign_ipv6_address_on_creation,
  ipv6_cidr_block_association_id: ipv6_cidr_block === null ? "" : "subnet-cidr-assoc-1",
});
const UPDATED = ["update"];
const taken = { "aws_subnet.a": { before: subnet(RANGE), after: subnet(null), actions: UPDATED } };

test.each<[string, Record<string, Sides>, string[]]>([
  ["loses its range", taken, ["refused s aws_subnet.a"]],
  ["gets one", { "aws_subnet.a": { before: subnet(null), after: subnet(RANGE), actions: UPDATED } }, []],
  [
    "gets one that is known after apply",
    {
      "aws_subnet.a": {
        before: subnet(RANGE),
        after: { id: "subnet-1" },
        after_unknown: { ipv6_cidr_block: true },
        actions: UPDATED,
      },
    },
    [],
  ],
  [
    "has none, as the provider reads it",
    { "aws_subnet.a": { before: subnet(""), after: subnet(""), actions: KEPT } },
    [],
  ],
  ["is deleted", { "aws_subnet.a": { before: subnet(RANGE) } }, []],
])("a subnet that %s", (_, resources, hazards) => {
  expect(found(ipv6Ends, { s: resources })).toEqual(hazards);
});

const balancer = (ip_address_type: string) => ({ name: "shop", ip_address_type, security_groups: ["sg-1"] });
const opening = (source: object, security_group_id = "sg-1") => ({ security_group_id, from_port: 80, ...source });
const ALL = opening({ cidr_ipv6: "::/0" });
const dual = (after = "dualstack"): Record<string, Sides> => ({
  "aws_lb.b": {
    before: balancer("dualstack"),
    after: balancer(after),
    actions: after === "dualstack" ? KEPT : UPDATED,
  },
});
const IN = "aws_vpc_security_group_ingress_rule";
const closed = { [`${IN}.v6`]: { before: ALL } };

test.each<[string, Record<string, Sides>, string[]]>([
  ["stays dual-stack while its last IPv6 opening goes", { ...dual(), ...closed }, ["refused s aws_lb.b"]],
  ["becomes one of IPv4 along with it", { ...dual("ipv4"), ...closed }, []],
  [
    "still lets other IPv6 networks in",
    { ...dual(), ...closed, [`${IN}.o`]: { after: opening({ cidr_ipv6: "2001:db8::/32" }) } },
    [],
  ],
  ["lets a prefix list in", { ...dual(), ...closed, [`${IN}.o`]: { after: opening({ prefix_list_id: "pl-1" }) } }, []],
  [
    "lets IPv4 networks in only",
    { ...dual(), ...closed, [`${IN}.o`]: { after: opening({ cidr_ipv4: "0.0.0.0/0" }) } },
    ["refused s aws_lb.b"],
  ],
  [
    "keeps its openings while another group is closed",
    { ...dual(), [`${IN}.v6`]: { before: opening({ cidr_ipv6: "::/0" }, "sg-2") } },
    [],
  ],
  ["is deleted too", { "aws_lb.b": { before: balancer("dualstack") }, ...closed }, []],
])("a load balancer that %s", (_, resources, hazards) => {
  expect(found(ipv6Ends, { s: resources })).toEqual(hazards);
});

test("the steps name what is still used, and what has to be taken away by hand", () => {
  const used = only(ipv6Ends, { network: taken, cluster: dual() });
  expect(used.details).toEqual([
    `aws_subnet.a has ${RANGE} by subnet-cidr-assoc-1`,
    "load balancer shop is dual-stack",
  ]);
  expect(used.steps).toHaveLength(4);
  expect(used.steps[0]).toContain('loadBalancer.ipAddressType of each cluster to "ipv4"');
  expect(used.steps[2]).toContain("disassociate-subnet-cidr-block");
  expect(only(ipv6Ends, { network: taken, cluster: dual("ipv4") }).steps).toHaveLength(4);
});

test("what nothing gets addresses of any more needs no first step", () => {
  expect(only(ipv6Ends, { network: taken }).steps).toHaveLength(3);
  const assigning = { "aws_subnet.a": { ...taken["aws_subnet.a"], before: subnet(RANGE, true) } };
  expect(only(ipv6Ends, { network: assigning }).steps).toHaveLength(4);
});
