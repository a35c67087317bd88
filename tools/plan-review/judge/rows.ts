import type { AttributeRow } from "../model/review.ts";
import type { Change } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { type Difference, differences } from "./difference.ts";
import { leadsTo, pathText } from "./path.ts";
import { shownPair } from "./shown.ts";
import { NOTHING, type Side, sidesOf } from "./side.ts";

/** A row of a change, with what decides how it is shown. */
export interface Row extends AttributeRow {
  /** Attribute of the resource that it belongs to. */
  readonly attribute: string;
  /** Only known after apply. */
  readonly isUnknown: boolean;
}

/** Values that Terraform shows as they are encoded. */
const ENCODED = /^user_data(_base64)?$/;

/** Fewer lines are shown as one text. */
const SEVERAL_LINES = /\n[^\n]*\n/;

/** Most lines of a text that are shown of one change. */
const MOST_LINES = 60;

/** Characters that two texts may have in common before what they have in common is left out. */
const FAR = 200;

/** What differs, attribute by attribute. */
export function rowsOf(change: Change, redactor: Redactor): Row[] {
  const { before, after } = sidesOf(change);
  return differences(before, after).flatMap((difference) => rowsFor(difference, change, redactor));
}

function rowsFor(difference: Difference, change: Change, redactor: Redactor): Row[] {
  const { names, path } = difference;
  const [before, after] = [decoded(difference.before, names), decoded(difference.after, names)];
  const attribute = names[0] ?? "";
  const common = {
    attribute,
    isUnknown: after.unknown === true,
    path: redactor.text(pathText(names, path)),
    forcesReplacement: change.replacePaths.some((replaced) => leadsTo(replaced, path)),
  };
  const lines = changedLines(before, after, redactor);
  if (lines === undefined) {
    const [left, right] = fromDifference(before, after, redactor);
    return [{ ...common, ...shownPair(left, right, names, redactor) }];
  }
  return lines.map(({ line, old, fresh }) => ({
    ...common,
    path: `${common.path} line ${line}`,
    ...shownPair(textSide(old), textSide(fresh), names, redactor),
  }));
}

const textSide = (value: string | undefined): Side => ({ ...NOTHING, value: value ?? null });

/** A text that is kept encoded as what it says, where it says something. */
function decoded(side: Side, names: readonly string[]): Side {
  if (typeof side.value !== "string" || !ENCODED.test(names.at(-1) ?? "")) return side;
  const bytes = Buffer.from(side.value, "base64");
  const text = bytes.toString("utf8");
  const isText = bytes.toString("base64") === side.value && !/[^\P{Cc}\t\n\r]|\ufffd/u.test(text);
  return isText ? { ...side, value: text } : side;
}

/** Two long texts from shortly before they differ: what changes must not be what is cut off. */
function fromDifference(before: Side, after: Side, redactor: Redactor): [Side, Side] {
  if (before.sensitive === true || typeof before.value !== "string" || typeof after.value !== "string")
    return [before, after];
  const [old, fresh] = redactor.cleanPair(before.value, after.value);
  let start = 0;
  while (start < old.length && old[start] === fresh[start]) start++;
  if (start < FAR || old === fresh) return [before, after];
  const from = (text: string) => `… ${text.slice(start - 40)}`;
  return [
    { ...before, value: from(old) },
    { ...after, value: from(fresh) },
  ];
}

/** Lines that are no longer there and lines that are new, where both sides are texts of several lines. */
function changedLines(
  before: Side,
  after: Side,
  redactor: Redactor,
): { line: number; old?: string; fresh?: string }[] | undefined {
  if (before.sensitive === true || typeof before.value !== "string" || typeof after.value !== "string")
    return undefined;
  if (!SEVERAL_LINES.test(before.value) || !SEVERAL_LINES.test(after.value)) return undefined;
  // A secret of several lines has to be seen as a whole to be known as one.
  const [old, fresh] = redactor.cleanPair(before.value, after.value).map((text) => text.split("\n")) as [
    string[],
    string[],
  ];
  if (old.length < 3 || fresh.length < 3) return undefined;
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const gone = old.slice(start, old.length - end).map((text, index) => ({ line: start + index + 1, old: text }));
  const come = fresh.slice(start, fresh.length - end).map((text, index) => ({ line: start + index + 1, fresh: text }));
  const lines = [...gone, ...come];
  return lines.length > MOST_LINES || lines.length === 0 ? undefined : lines;
}
