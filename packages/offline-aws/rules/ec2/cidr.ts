/** An IPv4 block: the number of its first address, and how many it has. */
export interface Ipv4Block {
  first: number;
  size: number;
}

/** Reads an IPv4 block; undefined where the text is none. */
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
