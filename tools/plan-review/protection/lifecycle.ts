import { at, canonical, isJsonObject, type Json, listAt, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

/** Objects that a rule deletes: versions in use or former ones, under a prefix, with tags and sizes. */
interface Deletion {
  readonly kind: "current" | "former";
  readonly prefix: string;
  readonly rest: string;
}

/** What a filter asks for besides the prefix, in one spelling for what it leaves out. */
function restOf(filter: Json): string {
  const entries = isJsonObject(filter) ? Object.entries(filter) : [];
  const isThere = (value: Json) =>
    value !== null && value !== "" && value !== 0 && !(Array.isArray(value) && value.length === 0);
  return canonical(Object.fromEntries(entries.filter(([key, value]) => key !== "prefix" && isThere(value))));
}

function deletionsOf(rule: Json): Deletion[] {
  if (textAt(rule, "status") !== "Enabled" && at(rule, "enabled") !== true) return [];
  const [filter = null] = listAt(rule, "filter");
  const inner = listAt(filter, "and")[0] ?? filter;
  const prefix = textAt(inner, "prefix") || textAt(rule, "prefix") || "";
  const rest = restOf(inner);
  const isGoing = (key: string) =>
    listAt(rule, key).some((each) => ["days", "date", "noncurrent_days"].some((field) => Boolean(at(each, field))));
  return [
    ...(isGoing("expiration") ? [{ kind: "current" as const, prefix, rest }] : []),
    ...(isGoing("noncurrent_version_expiration") ? [{ kind: "former" as const, prefix, rest }] : []),
  ];
}

const allOf = (rules: Json): Deletion[] => (Array.isArray(rules) ? rules : []).flatMap(deletionsOf);

const NOTHING_ELSE = canonical({});

const includes = (wide: Deletion, narrow: Deletion): boolean =>
  wide.kind === narrow.kind &&
  narrow.prefix.startsWith(wide.prefix) &&
  (wide.rest === NOTHING_ELSE || wide.rest === narrow.rest);

/** Rules of a bucket's lifecycle that delete no objects which none of them deleted; when is for other rules. */
export const NO_NEW_DELETIONS: Mechanism = {
  words: "deletes no objects that it did not delete",
  protects: () => true,
  loses: (before, after) => allOf(after).some((each) => !allOf(before).some((known) => includes(known, each))),
};
