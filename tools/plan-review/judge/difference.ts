import { isLosslessNumber } from "lossless-json";
import { secretOptions } from "../../../packages/secrets/command-words.ts";
import { canonical, isJsonObject } from "../read/json.ts";
import { nameOf, type Scalar } from "../read/walk.ts";
import { asNames, entriesOf, isReordered, paired } from "./entries.ts";
import { hasMarks, isNothing, isScalar, isWhollyUnknown, keysOf, member, NOTHING, opened, type Side } from "./side.ts";

/** A place where two values differ; nothing below it is a list or an object, unless it is sensitive or unknown, or a list in another order. */
export interface Difference {
  /** Keys and positions, as in `replace_paths`; within documents in texts it goes on. */
  readonly path: readonly (string | number)[];
  /** The same for people: entries of lists by their name. */
  readonly names: readonly string[];
  readonly before: Side;
  readonly after: Side;
  /** Both sides are texts that hold the same document, written differently. */
  readonly isRewritten?: boolean;
}

/** Where two sides differ, in the order of their keys. Documents within texts are compared as what they say. */
export function differences(before: Side, after: Side): Difference[] {
  const found: Difference[] = [];
  compare({ path: [], names: [], before, after }, found);
  return found;
}

function compare(here: Difference, found: Difference[]): void {
  const { before, after } = here;
  if (isNothing(before) && isNothing(after)) return;
  if (before.sensitive === true || after.sensitive === true || isWhollyUnknown(after)) {
    if (isWhollyUnknown(after) || hasMarks(after.unknown) || canonical(before.value) !== canonical(after.value))
      found.push(here);
    return;
  }
  const [left, right] = [opened(before), opened(after)];
  const known = found.length;
  if (isContainer(left, Array.isArray) && isContainer(right, Array.isArray)) compareLists(here, left, right, found);
  else if (isContainer(left, isJsonObject) && isContainer(right, isJsonObject))
    compareObjects(here, left, right, found);
  else if (canonical(before.value) !== canonical(after.value)) {
    // A list instead of a text, and the like: all of one, then all of the other.
    if (!isScalar(left) || !isScalar(right)) {
      compare({ ...here, after: NOTHING }, found);
      compare({ ...here, before: NOTHING }, found);
    } else found.push(here);
  }
  const areTexts = typeof before.value === "string" && typeof after.value === "string";
  if (areTexts && before.value !== after.value && found.length === known) found.push({ ...here, isRewritten: true });
}

/** Whether a side is a list (or an object), or nothing while it may still count as an empty one. */
function isContainer({ value, unknown }: Side, is: (value: Side["value"]) => boolean): boolean {
  return value === null ? unknown === false || is(unknown) : is(value);
}

function compareObjects(here: Difference, before: Side, after: Side, found: Difference[]): void {
  for (const key of [...new Set([...keysOf(before), ...keysOf(after)])].sort())
    compare(
      {
        path: [...here.path, key],
        names: [...here.names, key],
        before: member(before, key),
        after: member(after, key),
      },
      found,
    );
}

function compareLists(here: Difference, before: Side, after: Side, found: Difference[]): void {
  const [entriesBefore, entriesAfter] = [entriesOf(before), entriesOf(after)];
  const pairs = paired(entriesBefore, entriesAfter);
  if (isReordered(pairs))
    found.push({ ...here, before: asNames(before, entriesBefore), after: asNames(after, entriesAfter) });
  const [optionsBefore, optionsAfter] = [secretOptions(listOf(before)), secretOptions(listOf(after))];
  for (const [left, right] of pairs) {
    const index = right?.index ?? left?.index ?? 0;
    // An argument of a command has no other name than the option that makes it secret, be it on one side only.
    const option = optionsAfter.get(right?.index ?? -1) ?? optionsBefore.get(left?.index ?? -1);
    const name = nameOf(right?.side.value) ?? nameOf(left?.side.value) ?? option;
    const names = [...here.names, name ?? String(index)];
    compare(
      { path: [...here.path, index], names, before: left?.side ?? NOTHING, after: right?.side ?? NOTHING },
      found,
    );
  }
}

const listOf = ({ value }: Side) => (Array.isArray(value) ? value : []);

/** The text, number or truth value of a side; undefined if it has none. */
export function scalarOf({ value }: Side): Scalar | undefined {
  if (value === null || Array.isArray(value)) return undefined;
  return isLosslessNumber(value) || !isJsonObject(value) ? value : undefined;
}
