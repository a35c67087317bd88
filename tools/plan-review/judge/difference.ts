import { isLosslessNumber } from "lossless-json";
import { canonical, isObject } from "../read/json.ts";
import { nameOf, type Scalar } from "../read/walk.ts";
import { hasUnknown, isNothing, isUnknown, keysOf, lengthOf, member, NOTHING, opened, type Side } from "./side.ts";

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
  if (before.sensitive === true || after.sensitive === true || isUnknown(after)) {
    if (isUnknown(after) || hasUnknown(after.unknown) || canonical(before.value) !== canonical(after.value))
      found.push(here);
    return;
  }
  const [left, right] = [opened(before), opened(after)];
  const known = found.length;
  if (isContainer(left, Array.isArray) && isContainer(right, Array.isArray)) compareLists(here, left, right, found);
  else if (isContainer(left, isObject) && isContainer(right, isObject)) compareObjects(here, left, right, found);
  else if (canonical(before.value) !== canonical(after.value)) {
    // A list in the place of a text, and the like: all of one, then all of the other.
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

const isScalar = ({ value }: Side): boolean => !Array.isArray(value) && !isObject(value);

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
  const [old, fresh] = [entries(before), entries(after)];
  const pairs = paired(old, fresh);
  if (isReordered(pairs)) found.push({ ...here, before: inOrder(before, old), after: inOrder(after, fresh) });
  for (const [left, right] of pairs) {
    const index = right?.index ?? left?.index ?? 0;
    const name = nameOf(right?.side.value) ?? nameOf(left?.side.value);
    const names = [...here.names, name ?? String(index)];
    compare(
      { path: [...here.path, index], names, before: left?.side ?? NOTHING, after: right?.side ?? NOTHING },
      found,
    );
  }
}

interface Entry {
  readonly index: number;
  readonly side: Side;
  /** What makes two entries the same, whatever their positions. */
  readonly identity: string;
}

function entries(list: Side): Entry[] {
  return Array.from({ length: lengthOf(list) }, (_, index) => {
    const side = member(list, index);
    const name = nameOf(side.value);
    // An unknown entry may become any: it is the one at its position.
    const identity = hasUnknown(side.unknown) && name === undefined ? `at ${index}` : (name ?? canonical(side.value));
    return { index, side, identity: `${name === undefined ? "value" : "name"} ${identity}` };
  });
}

/**
 * Entries that belong together: first those of one name or of one value, then the rest in their order. What is left over
 * on one side is there alone.
 */
function paired(before: Entry[], after: Entry[]): [Entry | undefined, Entry | undefined][] {
  const waiting = new Map<string, Entry[]>();
  for (const entry of [...before].reverse()) {
    const same = waiting.get(entry.identity);
    if (same === undefined) waiting.set(entry.identity, [entry]);
    else same.push(entry);
  }
  const partner = new Map(after.map((entry) => [entry, waiting.get(entry.identity)?.pop()]));
  const left = [...waiting.values()].flat().sort((one, other) => one.index - other.index);
  // Two of different names are two things; two without names may be one that has changed.
  const changeable = left.filter((entry) => !isNamed(entry) && isLarge(entry.side)).values();
  const next = (entry: Entry): Entry | undefined => (mayHaveBeen(entry) ? changeable.next().value : undefined);
  const pairs = after.map((entry): [Entry | undefined, Entry] => [partner.get(entry) ?? next(entry), entry]);
  const found = new Set(pairs.map(([entry]) => entry));
  const gone = left.filter((entry) => !found.has(entry));
  return [...gone.map((entry): [Entry, undefined] => [entry, undefined]), ...pairs];
}

/**
 * Whether entries that are on both sides have another order. Terraform writes sets in an order of its own that depends on
 * nothing but the values, so what stays the same in a set stays where it is: this is a list, such as a command, the stages
 * of a pipeline or rules of which the first counts.
 */
function isReordered(pairs: readonly (readonly [Entry | undefined, Entry | undefined])[]): boolean {
  const positions = pairs.flatMap(([left, right]) =>
    left !== undefined && right !== undefined && left.identity === right.identity && keepsItsPlace(left, right)
      ? [left.index]
      : [],
  );
  return positions.some((position, index) => position < (positions[index - 1] ?? 0));
}

/**
 * Whether two entries of one identity would be in the same place if both lists were sets. One with another value may move
 * in a set, such as tags; entries with something in them are those of lists.
 */
function keepsItsPlace(before: Entry, after: Entry): boolean {
  if (hasUnknown(after.side.unknown)) return false;
  if (!isNamed(after)) return true;
  const members = isObject(after.side.value) ? Object.values(after.side.value) : [];
  const hasParts = members.some((value) => (Array.isArray(value) && value.length > 0) || isObject(value));
  return hasParts || canonical(before.side.value) === canonical(after.side.value);
}

/** A list as the names of its entries where all have one. */
function inOrder(list: Side, all: readonly Entry[]): Side {
  const isMarked = hasUnknown(list.sensitive); // a name may be what is marked
  const names = all.flatMap(({ side }) => nameOf(side.value) ?? []);
  return isMarked || names.length < all.length ? list : { ...list, value: names };
}

const isNamed = ({ identity }: Entry) => identity.startsWith("name ");

/** Short texts and numbers in a list are there or not; larger ones may have changed, and what is unknown may be one. */
const mayHaveBeen = (entry: Entry) => !isNamed(entry) && (isLarge(entry.side) || isUnknown(entry.side));

/** Characters from which on a text in a list is rather changed than replaced by another one. */
const LARGE = 200;

function isLarge(side: Side): boolean {
  const { value } = side;
  if (typeof value !== "string") return !isScalar(side);
  return value.length > LARGE || value.includes("\n") || opened(side) !== side;
}

/** The text, number or truth value of a side; undefined if it has none. */
export function scalarOf({ value }: Side): Scalar | undefined {
  if (value === null || Array.isArray(value)) return undefined;
  return isLosslessNumber(value) || !isObject(value) ? value : undefined;
}
