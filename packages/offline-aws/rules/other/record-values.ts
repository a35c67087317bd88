import { isIPv4, isIPv6 } from "node:net";

/** What Route 53 says of a value: the code, and the message. */
type Said = readonly [code: string, message: string];

const isShort = (text: string | undefined) => /^\d+$/.test(text ?? "") && Number(text) <= 65_535;
const isByte = (text: string | undefined) => /^\d+$/.test(text ?? "") && Number(text) <= 255;

/** A name of labels of at most 63 characters; Route 53 takes any printable ASCII in escape codes. */
const isName = (text: string | undefined) =>
  text !== undefined &&
  text.length <= 255 &&
  /^[A-Za-z0-9_*.\\/-]+$/.test(text) &&
  (text === "." ||
    text
      .replace(/\.$/, "")
      .split(".")
      .every((label) => label.length >= 1 && label.length <= 63));

const ILLEGAL: Said = ["DomainNameContainsIllegalCharacter", "Value is not a valid domain name"];

const nameValue = (value: string) => (isName(value) ? undefined : ILLEGAL);

function exchange(value: string): Said | undefined {
  const [preference, host, ...more] = value.split(/\s+/);
  if (host === undefined || more.length > 0) return ["MXRRDATANotTwoFields", "Value should have two fields"];
  if (!isShort(preference)) return ["MXRRDATAPriorityNotInteger", "Priority should be an integer between 0 and 65535"];
  return nameValue(host);
}

function service(value: string): Said | undefined {
  const [priority, weight, port, host, ...more] = value.split(/\s+/);
  if (host === undefined || more.length > 0) return ["SRVRRDATANotFourFields", "Value should have four fields"];
  if (![priority, weight, port].every(isShort))
    return ["SRVRRDATANotInteger", "Priority, weight and port should be integers between 0 and 65535"];
  return nameValue(host);
}

function authority(value: string): Said | undefined {
  const [, flags, tag, text] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(value) ?? [];
  if (text === undefined) return ["CAARRDATANotThreeFields", "Value should have three fields"];
  if (!isByte(flags)) return ["CAARRDATAInvalidFlags", "Flags should be an integer between 0 and 255"];
  if (!/^[a-z0-9]+$/i.test(tag ?? "")) return ["CAARRDATAInvalidTag", "Tag should have letters and digits only"];
  return /^"[^"]*"$/.test(text)
    ? undefined
    : ["CAARRDATAValueNotQuoted", "Value should be enclosed in quotation marks"];
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
const VALUES: Readonly<Record<string, (value: string) => Said | undefined>> = {
  A: (value) => (isIPv4(value) ? undefined : ["ARRDATAIllegalIPv4Address", "Value is not a valid IPv4 address"]),
  AAAA: (value) => (isIPv6(value) ? undefined : ["AAAARRDATAIllegalIPv6Address", "Value is not a valid IPv6 address"]),
  CAA: authority,
  CNAME: nameValue,
  DS: (value) =>
    /^\d+\s+\d+\s+\d+\s+[0-9A-F]+$/i.test(value)
      ? undefined
      : ["DSRRDATANotFourFields", "Value should have four fields"],
  MX: exchange,
  NS: nameValue,
  PTR: nameValue,
  SOA: (value) =>
    value.split(/\s+/).length === 7 ? undefined : ["SOARRDATANotSevenFields", "Value should have seven fields"],
  SRV: service,
  TXT: (value) =>
    value.split(/"\s*"/).some((part) => part.replace(/^"|"$/g, "").length > 255)
      ? ["CharacterStringTooLong", "Value is too long"]
      : undefined,
};

/** What Route 53 says of the values of a record of a type. */
export function recordValueProblem(type: string, values: readonly string[]): string | undefined {
  for (const value of values) {
    const [code, message] = VALUES[type]?.(value) ?? [];
    if (code !== undefined)
      return `InvalidChangeBatch: [Invalid Resource Record: 'FATAL problem: ${code} (${message}) encountered with '${value}'']`;
  }
  return type === "CNAME" && values.length > 1
    ? "InvalidChangeBatch: [RRSet of type CNAME must have exactly one value]"
    : undefined;
}

/** What Route 53 says of the full name of a record. */
export const recordNameProblem = (name: string): string | undefined =>
  isName(name.replaceAll("\\052", "*")) || /[^\x20-\x7e]|\\\d{3}|@/.test(name)
    ? undefined
    : `InvalidChangeBatch: [FATAL problem: ${name.split(".").some((label) => label.length > 63) ? "DomainLabelTooLong (Domain label is too long)" : "DomainLabelEmpty (Domain label is empty)"} encountered with '${name}']`;
