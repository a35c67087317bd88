import { isIPv4 } from "node:net";

/** An IPv4 block: the number of its first address, and how many it has. */
export interface Ipv4Block {
  first: number;
  size: number;
}

/** Reads an IPv4 block; undefined if the text is none. */
export function ipv4Block(text: unknown): Ipv4Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(String(text));
  if (match === null) return undefined;
  const [bits = 0, ...octets] = match.slice(1).map(Number).reverse();
  const address = octets.reverse().reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - bits);
  return { first: address - (address % size), size };
}

/** Whether a block is inside another. */
export const isInsideBlock = (inner: Ipv4Block, outer: Ipv4Block): boolean =>
  inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;

/** Whether two blocks have an address in common. */
export const shareAddresses = (a: Ipv4Block, b: Ipv4Block): boolean =>
  a.first < b.first + b.size && b.first < a.first + a.size;

/** What the provider says of a text that should be an IPv4 network: one that is none, or that has an address in it. */
export function networkBlockProblem(text: unknown): string | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  const [address = "", bits = ""] = text.split("/");
  if (!isIPv4(address) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return `"${text}" is not a valid IPv4 CIDR block: invalid CIDR address: ${text}`;
  const { first = 0 } = ipv4Block(text) ?? {};
  const network = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
  return address === network
    ? undefined
    : `"${text}" is not a valid IPv4 CIDR block; did you mean "${network}/${bits}"?`;
}
