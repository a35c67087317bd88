import { openingChanges } from "../../../../tools/plan-review/access/opening-rows.ts";
import { changed, planOf, redactorOf } from "../../../support/plan-json.ts";

type Parts = Parameters<typeof planOf>[0];

const rows = (changes: object[], references: Parts["references"] = {}) =>
  openingChanges("web", planOf({ changes, references }), redactorOf());
/** Each row as people read it; `!` where more gets through. */
const texts = (...args: Parameters<typeof rows>) =>
  rows(...args).map(
    ({ row: { sign, group, direction, ports, peer, widens } }) =>
      `${sign} ${group} ${direction} ${ports} ${peer}${widens ? " !" : ""}`,
  );

const inline = (...cidr_blocks: string[]) => ({
  id: "sg-1",
  ingress: [{ protocol: "tcp", from_port: 80, to_port: 80, cidr_blocks }],
});
const GROUP = "aws_security_group.web";
const RULE = "aws_vpc_security_group_ingress_rule.web";
const rule = (security_group_id: string | undefined, cidr_ipv4 = "0.0.0.0/0") => ({
  ip_protocol: "tcp",
  from_port: 80,
  to_port: 80,
  cidr_ipv4,
  ...(security_group_id !== undefined && { security_group_id }),
});
const reads = (reference: string) => ({ [RULE]: { security_group_id: [reference], cidr_ipv4: [] } });

test("a peer that becomes the internet is seen, whatever shape the mask of unknown values has", () => {
  const sides = {
    before: inline("10.0.0.0/8"),
    after: inline("0.0.0.0/0"),
    after_unknown: { ingress: [{ cidr_blocks: [false] }] },
  };
  expect(texts([changed(GROUP, sides)])).toEqual([
    `- ${GROUP} in tcp 80 10.0.0.0/8`,
    `+ ${GROUP} in tcp 80 0.0.0.0/0 !`,
  ]);
});

test("the internet is distinguished from a network", () => {
  const found = rows([changed(GROUP, { after: inline("0.0.0.0/0", "10.0.0.0/8") })]);
  expect(found.map(({ row }) => row.broad)).toEqual([true, false]);
});

test("what lets less through opens nothing", () => {
  expect(texts([changed(GROUP, { before: inline("10.0.0.0/8"), after: inline("10.1.0.0/16") })])).toEqual([
    `- ${GROUP} in tcp 80 10.0.0.0/8`,
    `+ ${GROUP} in tcp 80 10.1.0.0/16`,
  ]);
});

test("an opening that stays makes no row", () => {
  expect(texts([changed(GROUP, { before: inline("10.0.0.0/8"), after: inline("10.0.0.0/8") })])).toEqual([]);
});

test.each<[string, Parts["references"]]>([
  ["by its id", {}],
  ["by its id and its name", reads(`${GROUP}.id`)],
])("a rule that moves out of its group opens nothing: known %s", (_, references) => {
  const changes = [
    changed(GROUP, { before: inline("0.0.0.0/0"), after: inline() }),
    changed(RULE, { after: rule("sg-1") }),
  ];
  expect(texts(changes, references)).toEqual([]);
});

test("a rule of a new group is known by what names the group", () => {
  const changes = [
    changed(GROUP, { after: {}, after_unknown: { id: true } }),
    changed(RULE, { after: rule(undefined), after_unknown: { security_group_id: true } }),
  ];
  expect(texts(changes, reads(`${GROUP}.id`))).toEqual([`+ ${GROUP} in tcp 80 0.0.0.0/0 !`]);
});

test("a rule that moves to another group opens that", () => {
  const change = changed(RULE, { actions: ["delete", "create"], before: rule("sg-1"), after: rule("sg-2") });
  expect(texts([change])).toEqual(["- sg-1 in tcp 80 0.0.0.0/0", "+ sg-2 in tcp 80 0.0.0.0/0 !"]);
});

test.each<[string, string, string]>([
  [
    "of one stack",
    "data.terraform_remote_state.network.outputs.webGroupId",
    "data.terraform_remote_state.network.outputs.dbGroupId",
  ],
  ["of one resource", 'aws_security_group.all["web"].id', 'aws_security_group.all["db"].id'],
])("an opening of a group hides none of another %s", (_, web, db) => {
  const other = "aws_vpc_security_group_ingress_rule.db";
  const changes = [
    changed(RULE, { actions: ["no-op"], before: rule("sg-1"), after: rule("sg-1") }),
    changed(other, { after: rule("sg-2") }),
  ];
  const references = { ...reads(web), [other]: { security_group_id: [db], cidr_ipv4: [] } };
  expect(texts(changes, references)).toEqual(["+ sg-2 in tcp 80 0.0.0.0/0 !"]);
});

test("a rule of a group of another stack is known by the value while that is unknown", () => {
  const sides = { after: rule(undefined), after_unknown: { security_group_id: true } };
  expect(texts([changed(RULE, sides)], reads("data.terraform_remote_state.network.outputs.webGroupId"))).toEqual([
    "+ network.webGroupId in tcp 80 0.0.0.0/0 !",
  ]);
});

test("what is unknown may be anything", () => {
  const sides = { after: {}, after_unknown: { ingress: true } };
  expect(texts([changed(GROUP, sides)], { [GROUP]: { ingress: [] } })).toEqual([
    `? ${GROUP} in all traffic (known after apply) !`,
  ]);
});

test("data is not an opening", () => {
  expect(texts([changed(`data.${GROUP}`, { after: inline("0.0.0.0/0") })])).toEqual([]);
});

describe("a port that moves", () => {
  const between = (port: number, peer = "sg-2", last = port) => ({
    ip_protocol: "tcp",
    from_port: port,
    to_port: last,
    security_group_id: "sg-1",
    referenced_security_group_id: peer,
  });
  const change = (before: object, after: object) => [changed(RULE, { before, after, actions: ["delete", "create"] })];

  test("between the same two groups is one change and opens nothing", () => {
    expect(texts(change(between(3000), between(3001)))).toEqual(["~ sg-1 in tcp 3000 → tcp 3001 sg-2"]);
  });

  test.each<[string, object]>([
    ["to another group", between(3001, "sg-3")],
    ["to more ports", between(3001, "sg-2", 3009)],
    ["to one for administrators", between(22)],
    ["to one of another protocol", { ...between(3001), ip_protocol: "udp" }],
  ])("%s opens it", (_, after) => {
    const found = rows(change(between(3000), after));
    expect(found.map(({ row: { sign, widens } }) => [sign, widens])).toEqual([
      ["-", false],
      ["+", true],
    ]);
  });

  test("to a network opens it, because others may be there", () => {
    const to = (port: number) => ({ ...rule("sg-1", "10.0.0.0/8"), from_port: port, to_port: port });
    expect(rows(change(to(3000), to(3001))).map(({ row }) => row.widens)).toEqual([false, true]);
  });

  test("and is joined by a second one opens that", () => {
    const second = changed("aws_vpc_security_group_ingress_rule.more", { after: between(3002) });
    const found = texts([...change(between(3000), between(3001)), second]);
    expect(found.filter((text) => text.endsWith("!"))).toHaveLength(1);
    expect(found).toHaveLength(2);
  });
});

test.each<[string, string, object, string]>([
  [
    "a network ACL",
    "aws_network_acl_rule.x",
    {
      network_acl_id: "acl-1",
      rule_action: "allow",
      protocol: "6",
      from_port: 22,
      to_port: 22,
      cidr_block: "0.0.0.0/0",
    },
    "+ acl-1 in tcp 22 0.0.0.0/0 !",
  ],
  [
    "a network ACL to the outside",
    "aws_network_acl_rule.x",
    { network_acl_id: "acl-1", rule_action: "allow", egress: true, protocol: "-1", cidr_block: "10.0.0.0/8" },
    "+ acl-1 out all traffic 10.0.0.0/8 !",
  ],
  [
    "a firewall of Google",
    "google_compute_firewall.x",
    { allow: [{ protocol: "tcp", ports: ["22", "8000-8010"] }], source_ranges: ["192.0.2.0/24"] },
    "+ google_compute_firewall.x in tcp 22 192.0.2.0/24 !,+ google_compute_firewall.x in tcp 8000-8010 192.0.2.0/24 !",
  ],
  [
    "a firewall of Google without ports",
    "google_compute_firewall.x",
    { allow: [{ protocol: "all" }] },
    "+ google_compute_firewall.x in all traffic 0.0.0.0/0 !",
  ],
  [
    "a rule of Azure",
    "azurerm_network_security_rule.x",
    {
      network_security_group_name: "web",
      ...{ access: "Allow", direction: "Inbound", protocol: "Tcp" },
      ...{ source_address_prefix: "Internet", destination_port_ranges: ["22", "3389"] },
    },
    "+ web in tcp 22 0.0.0.0/0 !,+ web in tcp 3389 0.0.0.0/0 !",
  ],
])("%s opens what it allows", (_, address, after, expected) => {
  expect(texts([changed(address, { after })]).join()).toBe(expected);
});

test.each<[string, string, object]>([
  [
    "a denial of a network ACL",
    "aws_network_acl_rule.x",
    { rule_action: "deny", protocol: "-1", cidr_block: "0.0.0.0/0" },
  ],
  ["a firewall that is off", "google_compute_firewall.x", { allow: [{ protocol: "tcp" }], disabled: true }],
  ["a firewall that denies", "google_compute_firewall.x", { deny: [{ protocol: "tcp" }] }],
  [
    "a denial of Azure",
    "azurerm_network_security_rule.x",
    { access: "Deny", direction: "Inbound", protocol: "*", source_address_prefix: "*", destination_port_range: "*" },
  ],
])("%s opens nothing", (_, address, after) => {
  expect(texts([changed(address, { after })])).toEqual([]);
});

describe("where a group may connect to", () => {
  const OUT = "aws_vpc_security_group_egress_rule.web";
  const to = (peer: object, from_port = 443, to_port = from_port) => ({
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port,
    to_port,
    ...peer,
  });
  const inGroup = (type: string, peer: object) => ({ type, protocol: "tcp", from_port: 443, to_port: 443, ...peer });
  const anywhere = { cidr_ipv4: "0.0.0.0/0" };
  const list = { prefix_list_id: "pl-63a5400a" };
  const widening = (address: string, before: object, after: object) =>
    rows([changed(address, { before, after })]).flatMap(({ row }) => (row.widens ? [`${row.ports} ${row.peer}`] : []));

  test.each<[string, string, object, object, string]>([
    ["more addresses", OUT, to({ cidr_ipv4: "10.0.0.0/16" }), to({ cidr_ipv4: "10.0.0.0/8" }), "tcp 443 10.0.0.0/8"],
    ["the internet", OUT, to({ cidr_ipv4: "10.0.0.0/16" }), to(anywhere), "tcp 443 0.0.0.0/0"],
    ["more ports", OUT, to(anywhere), to(anywhere, 443, 8443), "tcp 443-8443 0.0.0.0/0"],
    ["every protocol", OUT, to(anywhere), { ...to(anywhere), ip_protocol: "-1" }, "all traffic 0.0.0.0/0"],
    ["IPv6 too", OUT, to(anywhere), to({ cidr_ipv6: "::/0" }), "tcp 443 ::/0"],
    ["more than a prefix list", OUT, to(list), to(anywhere), "tcp 443 0.0.0.0/0"],
    ["another prefix list", OUT, to(list), to({ prefix_list_id: "pl-02cd2c6b" }), "tcp 443 pl-02cd2c6b"],
    ["a prefix list at another port", OUT, to(anywhere), to(list, 5432), "tcp 5432 pl-63a5400a"],
    ["a prefix list besides a network", OUT, to({ cidr_ipv4: "10.0.0.0/8" }), to(list), "tcp 443 pl-63a5400a"],
    [
      "more, in a rule of the older type",
      "aws_security_group_rule.web",
      { security_group_id: "sg-1", ...inGroup("egress", { cidr_blocks: ["10.0.0.0/16"] }) },
      { security_group_id: "sg-1", ...inGroup("egress", { cidr_blocks: ["0.0.0.0/0"] }) },
      "tcp 443 0.0.0.0/0",
    ],
    [
      "more, in the group itself",
      GROUP,
      { id: "sg-1", egress: [inGroup("", { cidr_blocks: ["10.0.0.0/16"] })] },
      { id: "sg-1", egress: [inGroup("", { cidr_blocks: ["10.0.0.0/8"] })] },
      "tcp 443 10.0.0.0/8",
    ],
  ])("widens to %s", (_, address, before, after, expected) => {
    expect(widening(address, before, after)).toEqual([expected]);
  });

  test.each<[string, object, object]>([
    ["from the internet to a prefix list", to(anywhere), to(list)],
    ["from every port to a prefix list at one", to(anywhere, 0, 65535), to(list)],
    ["from all traffic to a prefix list", { ...to(anywhere), ip_protocol: "-1" }, to(list)],
    ["from the internet to a network", to(anywhere), to({ cidr_ipv4: "203.0.113.0/24" })],
    ["to fewer ports", to(anywhere, 443, 8443), to(anywhere, 8443)],
  ])("is narrowed %s", (_, before, after) => {
    expect(widening(OUT, before, after)).toEqual([]);
    expect(widening(OUT, after, before)).toHaveLength(1);
  });

  test("is narrowed to a prefix list that is created beside it", () => {
    const sides = { before: to(anywhere), after: to({}), after_unknown: { prefix_list_id: true } };
    const references = {
      [OUT]: { prefix_list_id: ["aws_ec2_managed_prefix_list.partners.id"], security_group_id: [] },
    };
    expect(rows([changed(OUT, sides)], references).map(({ row }) => row.widens)).toEqual([false, false]);
  });
});
