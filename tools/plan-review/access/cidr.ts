import { BlockList, isIP } from "node:net";

/** Whether all addresses of one network are in another. */
export function isWithin(inner: string, outer: string): boolean {
  const [innerNet, outerNet] = [inner, outer].map(networkOf);
  if (innerNet === undefined || outerNet === undefined) return false;
  if (innerNet.family !== outerNet.family || innerNet.bits < outerNet.bits) return false;
  const list = new BlockList();
  list.addSubnet(outerNet.address, outerNet.bits, outerNet.family);
  return list.check(innerNet.address, innerNet.family);
}

/** A network in CIDR notation; undefined for anything else. */
export function networkOf(cidr: string): { address: string; bits: number; family: "ipv4" | "ipv6" } | undefined {
  const [address = "", bits = ""] = cidr.split("/");
  const version = isIP(address);
  if (version === 0 || !/^\d+$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return undefined;
  return { address, bits: Number(bits), family: version === 4 ? "ipv4" : "ipv6" };
}
