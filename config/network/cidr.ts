import { isIPv4 } from "node:net";
import { Netmask } from "netmask";

/** Reads an IPv4 network such as `10.0.0.0/16`; undefined for anything else, also with bits set behind the prefix. */
export function parseCidr(text: string): Netmask | undefined {
  const [address = "", prefix = ""] = text.split("/", 2);
  if (!isIPv4(address) || !/^([12]?\d|3[0-2])$/.test(prefix) || text !== `${address}/${prefix}`) return undefined;
  const network = new Netmask(text);
  return network.base === address ? network : undefined;
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
