import {
  hasUnknownPeer,
  includes,
  isWorld,
  type Opening,
  openingsOf,
  portsText,
} from "../../../../tools/plan-review/access/opening.ts";
import { type changed, resourceOf } from "../../../support/plan-json.ts";

const tcp = (peer: string, first = 80, last = first): Opening => ({
  direction: "in",
  protocol: "tcp",
  ports: [first, last],
  peer,
});

describe("one opening includes another", () => {
  test.each<[string, string, boolean]>([
    ["0.0.0.0/0", "10.0.0.0/8", true],
    ["10.0.0.0/8", "10.1.0.0/16", true],
    ["10.0.0.0/8", "10.255.255.255/32", true],
    ["10.0.0.0/8", "11.0.0.0/16", false],
    ["10.1.0.0/16", "10.0.0.0/8", false],
    ["10.0.0.0/8", "10.0.0.0/8", true],
    ["10.0.0.0/9", "10.0.0.0/8", false],
    ["::/0", "2001:db8::/32", true],
    ["2001:db8::/32", "2001:db8:1::/48", true],
    ["2001:db8::/32", "2001:DB8:1::/48", true],
    ["2001:db8::/32", "2001:db9::/48", false],
    ["0.0.0.0/0", "::/0", false],
    ["::/0", "10.0.0.0/8", false],
    ["0.0.0.0/0", "sg-1", false],
    ["sg-1", "sg-1", true],
    ["sg-1", "sg-2", false],
    ["0.0.0.0/0", "10.0.0.0/33", false],
    ["0.0.0.0/0", "10.0.0.0", false],
    ["(known after apply)", "(known after apply)", false],
  ])("from %s another from %s: %s", (wide, narrow, expected) => {
    expect(includes(tcp(wide), tcp(narrow))).toBe(expected);
  });

  const PEER = "10.0.0.0/8";
  test.each<[string, Opening, Opening, boolean]>([
    ["some ports, one of them", tcp(PEER, 0, 1024), tcp(PEER, 443), true],
    ["some ports, more than them", tcp(PEER, 80, 443), tcp(PEER, 80, 444), false],
    ["all traffic, one port", { ...tcp(PEER, 0, 65535), protocol: "all" }, tcp(PEER, 80), true],
    ["one protocol, all traffic", tcp(PEER, 0, 65535), { ...tcp(PEER, 0, 65535), protocol: "all" }, false],
    ["one protocol, another", tcp(PEER), { ...tcp(PEER), protocol: "udp" }, false],
    ["one direction, another", tcp(PEER), { ...tcp(PEER), direction: "out" }, false],
    [
      "all of ICMP, a type of it",
      { ...tcp(PEER, 0, 65535), protocol: "icmp" },
      { ...tcp(PEER, 8, 0), protocol: "icmp" },
      true,
    ],
    [
      "a type of ICMP, another",
      { ...tcp(PEER, 0, 8), protocol: "icmp" },
      { ...tcp(PEER, 8, 0), protocol: "icmp" },
      false,
    ],
  ])("%s", (_, wide, narrow, expected) => {
    expect(includes(wide, narrow)).toBe(expected);
  });
});

test.each([
  ["0.0.0.0/0", true],
  ["::/0", true],
  ["0.0.0.0/1", true],
  ["2000::/3", true],
  ["10.0.0.0/8", false],
  ["fd00::/16", false],
  ["sg-1", false],
  ["(known after apply)", false],
])("%s is the internet: %s", (peer, expected) => {
  expect(isWorld(tcp(peer))).toBe(expected);
});

test.each<[Partial<Opening>, string]>([
  [{ ports: [80, 80] }, "tcp 80"],
  [{ ports: [1000, 2000] }, "tcp 1000-2000"],
  [{ ports: [0, 65535] }, "tcp, all ports"],
  [{ protocol: "all", ports: [0, 65535] }, "all traffic"],
])("%j reads as %s", (part, text) => {
  expect(portsText({ ...tcp("a"), ...part })).toBe(text);
});

/** Openings after a change, as `direction ports peer`. */
function opened(
  type: string,
  sides: Parameters<typeof changed>[1],
  references: Record<string, string> | undefined = {},
) {
  const { after } = openingsOf(
    resourceOf(`${type}.x`, sides),
    (attribute) => attribute in references,
    (attribute) => references[attribute] || undefined,
  );
  return after.map((each) => `${each.direction} ${portsText(each)} ${each.peer}`);
}

describe("a security group", () => {
  const ports = { protocol: "tcp", from_port: 443, to_port: 443 };

  test.each(["aws_security_group", "aws_default_security_group"])("opens to each peer of its rules: %s", (type) => {
    const ingress = [
      {
        ...ports,
        cidr_blocks: ["10.0.0.0/8", "11.0.0.0/8"],
        ipv6_cidr_blocks: ["::/0"],
        prefix_list_ids: ["pl-1"],
        security_groups: ["sg-1"],
        self: true,
      },
    ];
    const egress = [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }];
    expect(opened(type, { after: { ingress, egress } })).toEqual([
      "in tcp 443 10.0.0.0/8",
      "in tcp 443 11.0.0.0/8",
      "in tcp 443 ::/0",
      "in tcp 443 pl-1",
      "in tcp 443 sg-1",
      "in tcp 443 itself",
      "out all traffic 0.0.0.0/0",
    ]);
  });

  test.each<[object, string]>([
    [{ protocol: "TCP", from_port: 22, to_port: 22 }, "tcp 22"],
    [{ protocol: "6", from_port: 22, to_port: 22 }, "tcp 22"],
    [{ protocol: "17", from_port: 53, to_port: 53 }, "udp 53"],
    [{ protocol: "50", from_port: 0, to_port: 0 }, "50, all ports"],
    [{ protocol: "icmp", from_port: -1, to_port: -1 }, "icmp, all ports"],
    [{ protocol: "icmp", from_port: 8, to_port: 0 }, "icmp 8-0"],
    [{ protocol: "tcp", from_port: "22", to_port: "22" }, "tcp 22"],
    [{ protocol: "tcp", from_port: null, to_port: null }, "tcp, all ports"],
    [{ protocol: "tcp" }, "tcp, all ports"],
    [{}, "all traffic"],
  ])("that says %j opens %s", (traffic, text) => {
    expect(opened("aws_security_group", { after: { ingress: [{ ...traffic, cidr_blocks: ["10.0.0.0/8"] }] } })).toEqual(
      [`in ${text} 10.0.0.0/8`],
    );
  });

  test("whose rules are unknown may open everything, to what they are taken from", () => {
    const sides = { after: {}, after_unknown: { ingress: true, egress: true } };
    expect(opened("aws_security_group", sides, { ingress: "network.rules", egress: "" })).toEqual([
      "in all traffic network.rules",
      "out all traffic (known after apply)",
    ]);
  });

  test("whose rules AWS fills in opens nothing that was configured", () => {
    expect(opened("aws_security_group", { after: {}, after_unknown: { ingress: true, egress: true } })).toEqual([]);
  });

  test("that knows some of its peers opens to those, and to what the others are taken from", () => {
    const after = { ingress: [{ ...ports, cidr_blocks: ["10.0.0.0/8", null] }] };
    const after_unknown = { ingress: [{ cidr_blocks: [false, true], security_groups: true }] };
    expect(opened("aws_security_group", { after, after_unknown }, { ingress: "network.vpcCidr" })).toEqual([
      "in tcp 443 10.0.0.0/8",
      "in tcp 443 network.vpcCidr",
      "in tcp 443 network.vpcCidr",
    ]);
  });
});

describe("a separate rule", () => {
  test.each<[string, object, string[]]>([
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" },
      ["in tcp 22 0.0.0.0/0"],
    ],
    ["aws_vpc_security_group_egress_rule", { ip_protocol: "-1", cidr_ipv6: "::/0" }, ["out all traffic ::/0"]],
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", referenced_security_group_id: "sg-1" },
      ["in tcp, all ports sg-1"],
    ],
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", prefix_list_id: "pl-1", cidr_ipv4: "" },
      ["in tcp, all ports pl-1"],
    ],
    [
      "aws_security_group_rule",
      { type: "ingress", protocol: "tcp", from_port: 80, to_port: 80, source_security_group_id: "sg-1" },
      ["in tcp 80 sg-1"],
    ],
    [
      "aws_security_group_rule",
      { type: "egress", protocol: "all", self: true, cidr_blocks: ["10.0.0.0/8"] },
      ["out all traffic 10.0.0.0/8", "out all traffic itself"],
    ],
    ["aws_vpc", { cidr_block: "10.0.0.0/16" }, []],
  ])("%s with %j", (type, after, expected) => {
    expect(opened(type, { after })).toEqual(expected);
  });

  test("to a peer that is unknown opens to what it is taken from", () => {
    const sides = {
      after: { ip_protocol: "-1" },
      after_unknown: { referenced_security_group_id: true, cidr_ipv4: true },
    };
    expect(
      opened("aws_vpc_security_group_ingress_rule", sides, { referenced_security_group_id: "aws_security_group.lb" }),
    ).toEqual(["in all traffic aws_security_group.lb"]);
  });
});

test("only a peer of which nothing says who it is counts as unknown", () => {
  expect([tcp("(known after apply)"), tcp("network.vpcCidr")].map(hasUnknownPeer)).toEqual([true, false]);
});
