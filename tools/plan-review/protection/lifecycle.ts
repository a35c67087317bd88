import { at, canonical, isJsonObject, type Json, listAt, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

/** Objects that a rule deletes: versions in use or former ones, under a prefix, with tags and sizes. */
interface Deletion {
  readonly kind: "current" | "former";
  readonly prefix: string;
  readonly rest: string;
  readonly id: string | undefined;
  /** Days, or the date. */
  readonly after: Json;
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
  const found = (kind: Deletion["kind"], key: string): Deletion[] =>
    listAt(rule, key).flatMap((each) => {
      const after = ["days", "date", "noncurrent_days"].map((field) => at(each, field) ?? null).find(Boolean);
      return after === undefined ? [] : [{ kind, prefix, rest, id: textAt(rule, "id"), after: after ?? null }];
    });
  return [...found("current", "expiration"), ...found("former", "noncurrent_version_expiration")];
}

const allOf = (rules: Json): Deletion[] => (Array.isArray(rules) ? rules : []).flatMap(deletionsOf);

const NOTHING_ELSE = canonical({});

const includes = (wide: Deletion, narrow: Deletion): boolean =>
  wide.kind === narrow.kind &&
  narrow.prefix.startsWith(wide.prefix) &&
  // Earlier by a rule that was there is for other rules.
  (wide.id === narrow.id || wide.after === narrow.after || Number(wide.after) <= Number(narrow.after)) &&
  (wide.rest === NOTHING_ELSE || wide.rest === narrow.rest);

/** Rules of a bucket's lifecycle, none of which deletes objects that none deleted, or earlier than another did. */
export const NO_NEW_DELETIONS: Mechanism = {
  words: "deletes no objects that it did not delete",
  protects: () => true,
  loses: (before, after) => allOf(after).some((each) => !allOf(before).some((known) => includes(known, each))),
};
