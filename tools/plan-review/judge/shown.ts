import { secretOptions } from "../../../packages/secrets/command-words.ts";
import type { ShownValue } from "../model/review.ts";
import { canonical, isJsonObject } from "../read/json.ts";
import { nameOf } from "../read/walk.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { leafText, linesIn } from "./coded-text.ts";
import { scalarOf } from "./difference.ts";
import type { Placeholders } from "./placeholders.ts";
import { isWhollyUnknown, keysOf, lengthOf, member, opened, type Side } from "./side.ts";

const UNKNOWN = "(known after apply)";

/** A side of a change as it may be shown, with placeholders for what is hidden of it. */
export interface Reading extends ShownValue {
  /** Number of lines; 0 for what is not a text. */
  readonly lines: number;
  readonly linesOf: () => string[];
}

const NO_LINES = { lines: 0, linesOf: (): string[] => [] };

/** A side of a change, ready to be compared with another one; undefined if there is nothing. */
export function reading(
  side: Side,
  names: readonly string[],
  redactor: Redactor,
  hidden: Placeholders,
): Reading | undefined {
  if (side.sensitive === true && side.value !== null) return hide("marked", redactor);
  if (isWhollyUnknown(side)) return { kind: "unknown", text: UNKNOWN, ...NO_LINES };
  if (side.value === null) return undefined;
  const leaf = scalarOf(side);
  const because = leaf === undefined ? undefined : redactor.secrecy(leaf, names);
  if (because !== undefined) return hide(because, redactor);
  // In a document that a text holds, the names within it may say that something is secret.
  const document = opened(side);
  if (leaf === undefined || document !== side)
    return { kind: "value", text: treeText(document, names, redactor, hidden), ...NO_LINES };
  const text = leafText(leaf, names, redactor, hidden);
  if (typeof leaf !== "string") return { kind: "value", text, ...NO_LINES };
  const linesOf = () => linesIn(leaf, names, redactor, hidden);
  return { kind: "value", text, lines: leaf.split("\n").length, linesOf };
}

function hide(because: Parameters<Redactor["count"]>[0], redactor: Redactor): Reading {
  redactor.count(because);
  return { kind: "hidden", text: `(hidden: ${because})`, ...NO_LINES };
}

/** A list or an object on one line, each value in it as it may be shown. */
function treeText(side: Side, names: readonly string[], redactor: Redactor, hidden: Placeholders): string {
  const inner = (each: Side, path: readonly string[]): string => {
    const found = reading(each, path, redactor, hidden);
    if (found === undefined) return "null";
    return found.kind === "hidden" ? hidden.of(found.text, canonical(each.value)) : found.text;
  };
  if (Array.isArray(side.value)) {
    const options = secretOptions(side.value);
    const entries = Array.from({ length: lengthOf(side) }, (_, index) => {
      const entry = member(side, index);
      return inner(entry, [...names, nameOf(entry.value) ?? options.get(index) ?? String(index)]);
    });
    return `[${entries.join(", ")}]`;
  }
  if (!isJsonObject(side.value)) return inner(side, names);
  const members = [...new Set(keysOf(side))]
    .sort()
    .map((key) => `${leafText(key, [], redactor, hidden)}: ${inner(member(side, key), [...names, key])}`);
  return `{${members.join(", ")}}`;
}
