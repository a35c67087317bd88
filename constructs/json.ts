import { Fn, Token } from "cdktf";
import { sortedEntries } from "./sorted-entries.ts";

/**
 * Writes a value as JSON, members in the order of their names. With values in it that Terraform will know later, Terraform
 * writes the JSON itself, because only then quotes and line breaks in those values are escaped.
 */
export function toJson(value: unknown): string {
  const ordered = sortMembers(value);
  return hasToken(ordered) ? Fn.jsonencode(mapTexts(ordered)) : JSON.stringify(ordered);
}

/**
 * JSON in which something looks for a placeholder, `<NAME>`. Where Terraform writes JSON, it escapes both brackets
 * (functions, jsonencode), which is the same only for what parses it. Other texts stay as Terraform has written them.
 */
export function withAngleBrackets(json: string): string {
  if (!Token.isUnresolved(json)) return json;
  return Fn.replace(json, "/\\\\\\\\u003c([A-Z0-9_]+)\\\\\\\\u003e/", "<$1>");
}

/** A template as an argument of a Terraform function, where cdktf escapes no quotes. Terraform knows no `\b` and `\f`. */
export const functionArgument = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\[bf\\]/g, (each) => ({ "\\b": "\\u0008", "\\f": "\\u000c" })[each] ?? each);

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return value;
  const entries = sortedEntries(value as Record<string, unknown>).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, sortMembers(member)]));
}

function hasToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (Array.isArray(value)) return value.some(hasToken);
  return typeof value === "object" && value !== null && Object.values(value).some(hasToken);
}

function mapTexts(value: unknown): unknown {
  if (typeof value === "string") return functionArgument(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [functionArgument(name), mapTexts(member)]));
}
