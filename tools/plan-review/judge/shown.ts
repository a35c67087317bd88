import { secretOptions } from "../../../packages/secrets/command-words.ts";
import { CHANGED } from "../../../packages/secrets/hidden.ts";
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
  const leaf = scalarOf(side);
  const because = leaf === undefined ? undefined : redactor.secrecy(leaf, names);
  if (because !== undefined) return hidden(because, redactor);
  // In a document that a text holds, the names within it may say that something is secret.
  const whole = opened(side);
  const isTree = leaf === undefined || whole !== side;
  return { kind: "value", text: isTree ? shorten(treeText(whole, names, redactor), 400) : redactor.value(leaf, names) };
}

/** Both sides of what has changed. Where only what is hidden in a text has, the text says so. */
export function shownPair(
  before: Side,
  after: Side,
  names: readonly string[],
  redactor: Redactor,
): { before?: Shown; after?: Shown } {
  const [left, right] = [shown(before, names, redactor), shown(after, names, redactor)];
  const isSame = left?.kind === "value" && right?.kind === "value" && left.text === right.text;
  return {
    ...(left !== undefined && { before: left }),
    ...(right !== undefined && { after: isSame ? { ...right, text: `${right.text} ${CHANGED}` } : right }),
  };
}

function hidden(because: Parameters<Redactor["count"]>[0], redactor: Redactor): Shown {
  redactor.count(because);
  return { kind: "hidden", text: `(hidden: ${because})` };
}

/** A list or an object on one line, each value in it as it may be shown. */
function treeText(side: Side, names: readonly string[], redactor: Redactor): string {
  if (Array.isArray(side.value)) {
    const options = secretOptions(side.value);
    const entries = Array.from({ length: lengthOf(side) }, (_, index) => {
      const entry = member(side, index);
      return inner(entry, [...names, nameOf(entry.value) ?? options.get(index) ?? String(index)], redactor);
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
