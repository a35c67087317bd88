import { at, type Json, listAt, textAt } from "../read/json.ts";
import type { Opening } from "./opening.ts";

/** What a rule of a list of a network says, wherever it is written. */
interface ListRule {
  readonly direction: "in" | "out";
  readonly protocol: string;
  readonly ports: readonly string[];
  readonly peers: readonly string[];
}

/** Every port that a protocol has. */
const ALL_PORTS: readonly [number, number] = [0, 65535];

/** `22`, `1000-2000`, `*` */
function portsIn(text: string): readonly [number, number] {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return first === undefined ? ALL_PORTS : [Number(first), Number(last ?? first)];
}

/** All addresses, as Azure writes them. */
const peerOf = (peer: string): string => (/^(\*|internet|any)$/i.test(peer) ? "0.0.0.0/0" : peer);

const openingsIn = ({ direction, protocol, ports, peers }: ListRule): Opening[] =>
  peers.flatMap((peer) =>
    (ports.length === 0 ? ["*"] : ports).map((range) => ({
      direction,
      protocol,
      ports: protocol === "all" ? ALL_PORTS : portsIn(range),
      peer: peerOf(peer),
    })),
  );

const texts = (values: Json, ...keys: string[]): string[] =>
  keys
    .flatMap((key) => [at(values, key) ?? []].flat())
    .flatMap((text) => (text === null || text === "" ? [] : String(text)));

const protocolOf = (text: string | undefined): string =>
  text === undefined || /^(\*|all|any)$/i.test(text) ? "all" : text.toLowerCase();

/** A rule of a firewall of Google (https://cloud.google.com/firewall/docs/firewalls). */
export function googleFirewall(values: Json): Opening[] {
  if (at(values, "disabled") === true) return [];
  const isOut = textAt(values, "direction") === "EGRESS";
  const peers = isOut
    ? texts(values, "destination_ranges")
    : texts(values, "source_ranges", "source_tags", "source_service_accounts");
  return listAt(values, "allow").flatMap((rule) =>
    openingsIn({
      direction: isOut ? "out" : "in",
      protocol: protocolOf(textAt(rule, "protocol")),
      ports: texts(rule, "ports"),
      peers: peers.length === 0 ? ["0.0.0.0/0"] : peers,
    }),
  );
}

/** A rule of a network security group of Azure (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview). */
export function azureRule(values: Json): Opening[] {
  if (textAt(values, "access")?.toLowerCase() !== "allow") return [];
  const isOut = textAt(values, "direction")?.toLowerCase() === "outbound";
  const side = isOut ? "destination" : "source";
  return openingsIn({
    direction: isOut ? "out" : "in",
    protocol: protocolOf(textAt(values, "protocol")),
    ports: texts(values, "destination_port_range", "destination_port_ranges"),
    peers: texts(
      values,
      `${side}_address_prefix`,
      `${side}_address_prefixes`,
      `${side}_application_security_group_ids`,
    ),
  });
}

/**
 * Ports of an instance of Lightsail. Without addresses they are open to all
 * (https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PortInfo.html).
 */
export function lightsailPorts(values: Json): Opening[] {
  const [first, last] = ["from_port", "to_port"].map((key) => at(values, key) ?? null);
  const peers = texts(values, "cidrs", "ipv6_cidrs");
  return openingsIn({
    direction: "in",
    protocol: protocolOf(textAt(values, "protocol")),
    ports: first === null ? [] : [`${String(first)}-${String(last ?? first)}`],
    peers: peers.length === 0 && texts(values, "cidr_list_aliases").length === 0 ? ["0.0.0.0/0"] : peers,
  });
}

/** Protocols by their number (IANA), as far as they have ports. */
const NUMBERS = new Map([
  ["-1", "all"],
  ["6", "tcp"],
  ["17", "udp"],
]);

/** A rule of a network ACL; `direction` is what its resource says, where it does. */
export function networkAclRule(values: Json, direction?: "in" | "out"): Opening[] {
  if (textAt(values, direction === undefined ? "rule_action" : "action") !== "allow") return [];
  const written = protocolOf(textAt(values, "protocol") ?? String(at(values, "protocol") ?? "-1"));
  const protocol = NUMBERS.get(written) ?? written;
  const [first, last] = ["from_port", "to_port"].map((key) => at(values, key) ?? null);
  return openingsIn({
    direction: direction ?? (at(values, "egress") === true ? "out" : "in"),
    protocol,
    ports: protocol === "all" || first === null ? [] : [`${String(first)}-${String(last ?? first)}`],
    peers: texts(values, "cidr_block", "ipv6_cidr_block"),
  });
}
