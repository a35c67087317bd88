import { isIP, isIPv4, isIPv6 } from "node:net";

/** What a kind of text has to be, and what the provider says of one that is not. */
interface Kind {
  test(value: string): boolean;
  message(name: string, value: string): string;
}

const cidr = (value: string) => {
  const [, address = "", bits = ""] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(value) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128)
    ? { address, bits: Number(bits), version }
    : undefined;
};

/** Whether a text is an IPv4 or IPv6 block in CIDR notation. */
export const isCidr = (value: string): boolean => cidr(value) !== undefined;

/** Whether the bits behind the prefix of an IPv4 block are zero, as they are in the address of a network. */
function isNetwork(value: string): boolean {
  const block = cidr(value);
  if (block === undefined || block.version !== 4) return false;
  const address = block.address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return address % 2 ** (32 - block.bits) === 0;
}

const invalidCidr = (_: string, value: string) =>
  `"${value}" is not a valid CIDR block: invalid CIDR address: ${value}`;

/** Kinds of texts by the name that facts have for them; an empty text counts as not set. */
export const KINDS: Readonly<Record<string, Kind>> = {
  cidr: { test: isCidr, message: invalidCidr },
  vpcCidr: {
    test: (value) => isNetwork(value) && Number(value.split("/")[1]) >= 16 && Number(value.split("/")[1]) <= 28,
    message: (name, value) =>
      isNetwork(value)
        ? `expected "${name}" to contain a network Value with between 16 and 28 significant bits, got: ${value.split("/")[1]}`
        : `expected ${name} to contain a valid network Value, got ${value}`,
  },
  ipv6Cidr: { test: (value) => cidr(value)?.version === 6, message: invalidCidr },
  ipv4CidrNetwork: {
    test: isNetwork,
    message: (name, value) =>
      `Invalid Attribute Value: Attribute ${name} value must be a valid IPv4 CIDR that represents a network address, got: ${value}`,
  },
  ipv6CidrNetwork: {
    test: (value) => cidr(value)?.version === 6,
    message: (name, value) =>
      `Invalid Attribute Value: Attribute ${name} value must be a valid IPv6 CIDR that represents a network address, got: ${value}`,
  },
  ipv4: { test: isIPv4, message: (name, value) => `expected ${name} to contain a valid IPv4 address, got: ${value}` },
  ipv6: { test: isIPv6, message: (name, value) => `expected ${name} to contain a valid IPv6 address, got: ${value}` },
  ip: {
    test: (value) => isIP(value) !== 0,
    message: (name, value) => `expected ${name} to contain a valid IP, got: ${value}`,
  },
  rfc3339: {
    test: (value) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(value),
    message: (name, value) => `expected "${name}" to be a valid RFC3339 date, got "${value}"`,
  },
};
