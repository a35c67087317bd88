import { Fn, Token } from "cdktf";

/**
 * Writes a value as JSON, members in the order of their names. With values in it that Terraform will know later, Terraform
 * writes the JSON itself, because only then quotes and line breaks in those values are escaped.
 */
export function toJson(value: unknown): string {
  const ordered = sortMembers(value);
  return hasToken(ordered) ? Fn.jsonencode(ordered) : JSON.stringify(ordered);
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sortMembers(member)]),
  );
}

function hasToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (Array.isArray(value)) return value.some(hasToken);
  return typeof value === "object" && value !== null && Object.values(value).some(hasToken);
}
