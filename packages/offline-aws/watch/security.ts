import type { ObjectValue } from "../protocol/values.ts";
import { blocks, find, present, stringIn, texts, type View } from "./view.ts";

export interface Ports {
  from: number;
  to: number;
  /** @default TCP */
  protocol?: "tcp" | "udp";
}

/** Numbers that rules may have instead of protocols' names. */
const NUMBERS = { tcp: "6", udp: "17" } as const;

/** The other side of a connection: members of security groups, at addresses. */
export interface Peer {
  groups: readonly string[];
  cidrs: readonly string[];
}

type Direction = "ingress" | "egress";

/** A rule of a security group, whichever resource it comes from. */
interface Rule {
  protocol: string;
  ports: Ports;
  groups: string[];
  cidrs: string[];
}

/** Whether one of some security groups lets traffic pass; without a peer, anyone's. A group that isn't in this cloud does. */
export function lets(view: View, groups: readonly string[], direction: Direction, ports: Ports, peer?: Peer): boolean {
  return groups.some((group) => {
    const inline = ["aws_security_group", "aws_default_security_group"].flatMap((type) =>
      present(find(view, type, "id", group)),
    );
    if (inline.length === 0) return true;
    const rules = inline.flatMap((each) => blocks(each[direction]).map((rule) => inlineRule(rule, group)));
    return [...rules, ...ownRules(view, group, direction)].some((rule) => passes(rule, ports, peer));
  });
}

function passes(rule: Rule, ports: Ports, peer: Peer | undefined): boolean {
  const all = rule.protocol === "-1" || rule.protocol === "all";
  const { protocol = "tcp" } = ports;
  if (
    !all &&
    (![protocol, NUMBERS[protocol]].some((each) => each === rule.protocol) ||
      rule.ports.from > ports.from ||
      rule.ports.to < ports.to)
  )
    return false;
  if (peer === undefined) return true;
  return (
    rule.groups.some((group) => peer.groups.includes(group)) ||
    rule.cidrs.some((cidr) => peer.cidrs.length === 0 || peer.cidrs.some((other) => overlap(cidr, other)))
  );
}

const portsOf = (rule: ObjectValue): Ports => ({ from: Number(rule.from_port ?? 0), to: Number(rule.to_port ?? 0) });

const inlineRule = (rule: ObjectValue, group: string): Rule => ({
  protocol: stringIn(rule.protocol),
  ports: portsOf(rule),
  groups: [
    ...texts(rule.security_groups),
    ...texts(rule.source_security_group_id),
    ...(rule.self === true ? [group] : []),
  ],
  cidrs: texts(rule.cidr_blocks),
});

/** Rules that are separate resources. */
function ownRules(view: View, group: string, direction: Direction): Rule[] {
  const of = (type: string) => view.list(type).filter((rule) => rule.security_group_id === group);
  return [
    ...of(`aws_vpc_security_group_${direction}_rule`).map((rule) => ({
      protocol: stringIn(rule.ip_protocol),
      ports: portsOf(rule),
      groups: texts(rule.referenced_security_group_id),
      cidrs: texts(rule.cidr_ipv4),
    })),
    ...of("aws_security_group_rule")
      .filter((rule) => rule.type === direction)
      .map((rule) => inlineRule(rule, group)),
  ];
}

/** Whether two ranges of IPv4 addresses have one in common. */
function overlap(one: string, other: string): boolean {
  const [[a, bitsA], [b, bitsB]] = [parse(one), parse(other)];
  const size = 2 ** (32 - Math.min(bitsA, bitsB));
  return Math.floor(a / size) === Math.floor(b / size);
}

function parse(cidr: string): [address: number, bits: number] {
  const [address = "", bits = "32"] = cidr.split("/");
  return [address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0), Number(bits)];
}
