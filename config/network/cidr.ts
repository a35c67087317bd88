import { isIPv4, isIPv6 } from "node:net";
import { Netmask } from "netmask";

/** Reads an IPv4 network such as `10.0.0.0/16`; undefined for anything else, also with bits set behind the prefix. */
export function parseCidr(text: string): Netmask | undefined {
  const [address = "", prefix = ""] = text.split("/", 2);
  if (!isIPv4(address) || !/^([12]?\d|3[0-2])$/.test(prefix) || text !== `${address}/${prefix}`) return undefined;
  const network = new Netmask(text);
  return network.base === address ? network : undefined;
}

/**
 * Whether a text is an IPv6 network such as `2001:db8::/32`: its first address, in the short form that EC2 answers with
 * (RFC 5952), and its prefix length.
 */
export function isIpv6Cidr(text: string): boolean {
  const [address = "", prefix = ""] = text.split("/", 2);
  if (!isIPv6(address) || address.includes("%") || !/^(\d|[1-9]\d|1[01]\d|12[0-8])$/.test(prefix)) return false;
  if (text !== `${address}/${prefix}` || new URL(`http://[${address}]`).hostname !== `[${address}]`) return false;
  return (bitsOf(address) & ((1n << BigInt(128 - Number(prefix))) - 1n)) === 0n;
}

/** The 128 bits of an IPv6 address in its short form. */
function bitsOf(address: string): bigint {
  const [first = [], last = []] = address.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return BigInt(`0x${[...first, ...zeros, ...last].map((group) => group.padStart(4, "0")).join("")}`);
}

/** Whether two networks share an address. */
export const overlap = (a: Netmask, b: Netmask): boolean => a.contains(b) || b.contains(a);

/**
 * Networks of one prefix length inside another, one behind the other, after leaving out `skip` of them.
 * Fewer where there is no more room.
 */
export function subdivide(network: Netmask, prefix: number, count: number, skip = 0): string[] {
  const first = new Netmask(`${network.base}/${prefix}`);
  const subnets = Array.from({ length: count }, (_, index) => first.next(skip + index));
  return subnets.filter((subnet) => network.contains(subnet)).map(String);
}
