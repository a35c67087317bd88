import { at, type Json, listAt, textAt } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import { isWithin, networkOf } from "./cidr.ts";
import { azureRule, googleFirewall, lightsailPorts, networkAclRule } from "./network-acl.ts";

/** Traffic that a security group lets through. */
export interface Opening {
  readonly direction: "in" | "out";
  /** `tcp`, `udp`, `icmp` …; `all` for every protocol. */
  readonly protocol: string;
  /** First and last port; from 0 to 65535 where there are none. */
  readonly ports: readonly [number, number];
  /** A CIDR, a security group, a prefix list, or what is known after apply. */
  readonly peer: string;
}

/** A peer that is known after apply, and that no reference names. */
const UNKNOWN_PEER = "(known after apply)";

/** Values of a resource and what of them is unknown. */
interface Values {
  readonly values: Json;
  readonly unknown: Json;
  /** Placeholder of an unknown value: what the configuration takes it from. */
  readonly unknownPeer: (attribute: string) => string | undefined;
}

type Read = (side: Values) => Opening[];

const group: Read = (side) => [...inline(side, "ingress", "in"), ...inline(side, "egress", "out")];

/** Rules in blocks of a list for a whole network. */
const acl: Read = ({ values }) => [
  ...listAt(values, "ingress").flatMap((rule) => networkAclRule(rule, "in")),
  ...listAt(values, "egress").flatMap((rule) => networkAclRule(rule, "out")),
];

const READERS = new Map<string, Read>([
  ["aws_network_acl", acl],
  ["aws_default_network_acl", acl],
  ["aws_network_acl_rule", ({ values }) => networkAclRule(values)],
  ["google_compute_firewall", ({ values }) => googleFirewall(values)],
  ["azurerm_network_security_rule", ({ values }) => azureRule(values)],
  ["azurerm_network_security_group", ({ values }) => listAt(values, "security_rule").flatMap(azureRule)],
  ["aws_lightsail_instance_public_ports", ({ values }) => listAt(values, "port_info").flatMap(lightsailPorts)],
  ["aws_security_group", group],
  ["aws_default_security_group", group],
  ["aws_vpc_security_group_ingress_rule", (side) => rule(side, "in")],
  ["aws_vpc_security_group_egress_rule", (side) => rule(side, "out")],
  ["aws_security_group_rule", (side) => block(side, textAt(side.values, "type") === "egress" ? "out" : "in")],
]);

export const hasOpenings = ({ type }: Pick<ResourceChange, "type">): boolean => READERS.has(type);

/**
 * Openings of a resource, before and after a change. `isConfigured` tells attributes that the configuration sets from
 * those that AWS fills in, `reference` what it takes them from.
 */
export function openingsOf(
  { type, change }: ResourceChange,
  isConfigured: (attribute: string) => boolean,
  reference: (attribute: string) => string | undefined,
): { before: Opening[]; after: Opening[] } {
  const read = READERS.get(type);
  if (read === undefined) return { before: [], after: [] };
  const unknownPeer = (attribute: string) =>
    isConfigured(attribute) ? (reference(attribute) ?? UNKNOWN_PEER) : undefined;
  const side = (values: Json, unknown: Json) => (values === null ? [] : read({ values, unknown, unknownPeer }));
  return { before: side(change.before, false), after: side(change.after, change.afterUnknown) };
}

function inline({ values, unknown, unknownPeer }: Values, key: string, direction: "in" | "out"): Opening[] {
  const peer = at(unknown, key) === true ? unknownPeer(key) : undefined;
  if (peer !== undefined) return [{ direction, protocol: "all", ports: [0, 65535], peer }];
  return listAt(values, key).flatMap((each, index) => {
    const side = { values: each, unknown: at(at(unknown, key), index) ?? false, unknownPeer: () => unknownPeer(key) };
    return block(side, direction);
  });
}

function block({ values, unknown, unknownPeer }: Values, direction: "in" | "out"): Opening[] {
  const lists = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
  const peers = lists.flatMap((key) => {
    const mask = at(unknown, key);
    if (mask === true) return [unknownPeer(key)];
    return listAt(values, key).map((peer, index) => (at(mask, index) === true ? unknownPeer(key) : String(peer)));
  });
  const key = "source_security_group_id";
  const source = at(unknown, key) === true ? unknownPeer(key) : textAt(values, key);
  const all = [
    ...peers,
    ...(source === undefined ? [] : [source]),
    ...(at(values, "self") === true || at(unknown, "self") === true ? ["itself"] : []),
  ];
  return all.flatMap((peer) => (peer === undefined ? [] : [{ ...traffic(values, "protocol"), direction, peer }]));
}

function rule({ values, unknown, unknownPeer }: Values, direction: "in" | "out"): Opening[] {
  const peers = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"].flatMap((key) =>
    at(unknown, key) === true ? [unknownPeer(key)] : (textAt(values, key) ?? []),
  );
  return peers.flatMap((peer) => (peer ? [{ ...traffic(values, "ip_protocol"), direction, peer }] : []));
}

/** Protocols by their number (IANA), as far as security groups have words for them. */
const PROTOCOLS = new Map([
  ["-1", "all"],
  ["1", "icmp"],
  ["6", "tcp"],
  ["17", "udp"],
  ["58", "icmpv6"],
]);

function traffic(values: Json, key: string): Pick<Opening, "protocol" | "ports"> {
  const written = String(at(values, key) ?? "-1").toLowerCase();
  const protocol = PROTOCOLS.get(written) ?? written;
  const [first, last] = [at(values, "from_port"), at(values, "to_port")].map((port) => Number(port ?? Number.NaN));
  const numbered = ["tcp", "udp"].includes(protocol) || protocol.startsWith("icmp");
  const known = numbered && Number.isFinite(first) && Number.isFinite(last) && first !== -1;
  return { protocol, ports: known ? [first ?? 0, last ?? 65535] : [0, 65535] };
}

/** Whether one opening lets through all that another does. An unnamed peer is like no other. */
export function includes(wide: Opening, narrow: Opening): boolean {
  return (
    wide.direction === narrow.direction &&
    (wide.protocol === "all" || wide.protocol === narrow.protocol) &&
    (wide.protocol === "all" || includesPorts(wide, narrow)) &&
    (wide.peer === narrow.peer
      ? !hasUnknownPeer(wide)
      : isWithin(narrow.peer, wide.peer) || (wide.peer === ANYWHERE && PREFIX_LIST.test(narrow.peer)))
  );
}

const ANYWHERE = "0.0.0.0/0";

/**
 * A managed prefix list by its id or by its resource. Its networks are taken for IPv4, as those of S3 and DynamoDB are, for which
 * egress is narrowed (Amazon VPC user guide, AWS-managed prefix lists): then every one of them is within 0.0.0.0/0.
 */
const PREFIX_LIST = /^pl-[0-9a-f]+$|(^|\.)aws_(ec2_managed_)?prefix_list\./;

/** Of ICMP the first number is a type and the second its code, which are not a range. */
function includesPorts({ protocol, ports: [first, last] }: Opening, { ports: [from, to] }: Opening): boolean {
  if (protocol.startsWith("icmp")) return (first === 0 && last === 65535) || (first === from && last === to);
  return first <= from && last >= to;
}

/** Shorter prefixes than these hold more than any private network; a few of them together are the internet. */
const WIDE = { ipv4: 8, ipv6: 16 } as const;

/** Whether it is open to or from all addresses, or nearly all. */
export function isWorld({ peer }: Opening): boolean {
  const network = networkOf(peer);
  return network !== undefined && network.bits < WIDE[network.family];
}

/** `tcp 80`, `udp 1000-2000`, `all traffic` */
export function portsText({ protocol, ports: [first, last] }: Opening): string {
  if (protocol === "all") return "all traffic";
  if (first === 0 && last === 65535) return `${protocol}, all ports`;
  return first === last ? `${protocol} ${first}` : `${protocol} ${first}-${last}`;
}

/** Whether nothing says yet who the peer is. */
export const hasUnknownPeer = ({ peer }: Opening): boolean => peer === UNKNOWN_PEER;

/** Ports behind which machines are administered: SSH, Remote Desktop, Docker, databases' own. */
export const ADMIN_PORTS = [22, 3389, 2375, 2376, 3306, 5432, 6379, 27017] as const;

/** Whether a port for administrators or databases is among those of an opening. */
export const opensAdminPort = ({ ports: [first, last] }: Opening): boolean =>
  ADMIN_PORTS.some((port) => first <= port && port <= last);
