import type { LosslessNumber } from "lossless-json";
import { secretOptions } from "../../../packages/secrets/command-words.ts";
import { documentIn, isJsonObject, type Json, textAt } from "./json.ts";

export type Scalar = boolean | number | string | LosslessNumber;

/** Fields by which entries of a list are told apart, in the order in which they are tried. */
const IDENTITIES = [
  "name",
  "Name",
  "Sid",
  "sid",
  "key",
  "containerName",
  "container_name",
  "http_header_name",
  "header_name",
] as const;

/** What an entry of a list is called; undefined if it says nothing of itself. */
export function nameOf(entry: Json | undefined): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  for (const field of IDENTITIES) {
    const name = textAt(entry, field);
    if (name !== undefined && name !== "") return name;
  }
  return undefined;
}

/** Visits every text, number and truth value, in documents within texts too, with the names on the way to it. A secret in a command has its option's name. */
export function walk(
  value: Json,
  names: readonly string[],
  visit: (leaf: Scalar, names: readonly string[]) => void,
): void {
  if (value === null) return;
  if (Array.isArray(value)) {
    const options = secretOptions(value);
    for (const [index, entry] of value.entries()) {
      const name = nameOf(entry) ?? options.get(index);
      walk(entry, name === undefined ? names : [...names, name], visit);
    }
    return;
  }
  if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) walk(member, [...names, key], visit);
    return;
  }
  const document = documentIn(value);
  if (document !== undefined) walk(document, names, visit);
  else visit(value, names);
}
