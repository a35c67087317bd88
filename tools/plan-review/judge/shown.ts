import type { Shown } from "../model/review.ts";
import { isObject } from "../read/json.ts";
import { nameOf } from "../read/walk.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { shorten } from "../secrets/visible.ts";
import { scalarOf } from "./difference.ts";
import { isUnknown, keysOf, lengthOf, member, opened, type Side } from "./side.ts";

const UNKNOWN = "(known after apply)";

/** A side of a change as it may be shown; undefined where there is nothing. */
export function shown(side: Side, names: readonly string[], redactor: Redactor): Shown | undefined {
  if (side.sensitive === true && side.value !== null) return hidden("marked", redactor);
  if (isUnknown(side)) return { kind: "unknown", text: UNKNOWN };
  if (side.value === null) return undefined;
  // What a document in a text holds has names, which say what of it is secret.
  const inside = opened(side);
  const leaf = scalarOf(inside);
  if (leaf === undefined) return { kind: "value", text: shorten(treeText(inside, names, redactor), 400) };
  const because = redactor.secrecy(leaf, names);
  return because === undefined ? { kind: "value", text: redactor.value(leaf) } : hidden(because, redactor);
}

function hidden(because: Parameters<Redactor["count"]>[0], redactor: Redactor): Shown {
  redactor.count(because);
  return { kind: "hidden", text: `(hidden: ${because})` };
}

/** A list or an object on one line, each value in it as it may be shown. */
function treeText(side: Side, names: readonly string[], redactor: Redactor): string {
  if (Array.isArray(side.value)) {
    const entries = Array.from({ length: lengthOf(side) }, (_, index) => {
      const entry = member(side, index);
      return inner(entry, [...names, nameOf(entry.value) ?? String(index)], redactor);
    });
    return `[${entries.join(", ")}]`;
  }
  if (!isObject(side.value)) return inner(side, names, redactor);
  const members = [...new Set(keysOf(side))]
    .sort()
    .map((key) => `${redactor.value(key)}: ${inner(member(side, key), [...names, key], redactor)}`);
  return `{${members.join(", ")}}`;
}

function inner(side: Side, names: readonly string[], redactor: Redactor): string {
  return shown(side, names, redactor)?.text ?? "null";
}
