import { canonical, isJsonObject } from "../read/json.ts";
import { nameOf } from "../read/walk.ts";
import { hasMarks, isScalar, isWhollyUnknown, lengthOf, member, opened, type Side } from "./side.ts";

/** An entry of a list, with what it is told apart by. */
export interface Entry {
  readonly index: number;
  readonly side: Side;
  /** What makes two entries the same, whatever their positions. */
  readonly identity: string;
}

/** Entries of a list, those that are unknown too. */
export function entriesOf(list: Side): Entry[] {
  return Array.from({ length: lengthOf(list) }, (_, index) => {
    const side = member(list, index);
    const name = nameOf(side.value);
    // An unknown entry may become any: it is the one at its position.
    const identity = hasMarks(side.unknown) && name === undefined ? `at ${index}` : (name ?? canonical(side.value));
    return { index, side, identity: `${name === undefined ? "value" : "name"} ${identity}` };
  });
}

/**
 * Entries that belong together: first those of one name or of one value, then the rest in their order. What is left over
 * on one side is there alone.
 */
export function paired(before: Entry[], after: Entry[]): [Entry | undefined, Entry | undefined][] {
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
  const removed = left.filter((entry) => !found.has(entry));
  return [...removed.map((entry): [Entry, undefined] => [entry, undefined]), ...pairs];
}

/**
 * Whether entries that are on both sides have another order. Terraform writes sets in an order that depends on
 * nothing but the values, so what stays the same in a set stays where it is: this is a list, such as a command, the stages
 * of a pipeline or rules of which the first counts.
 */
export function isReordered(pairs: readonly (readonly [Entry | undefined, Entry | undefined])[]): boolean {
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
  if (hasMarks(after.side.unknown)) return false;
  if (!isNamed(after)) return true;
  const members = isJsonObject(after.side.value) ? Object.values(after.side.value) : [];
  const hasParts = members.some((value) => (Array.isArray(value) && value.length > 0) || isJsonObject(value));
  return hasParts || canonical(before.side.value) === canonical(after.side.value);
}

/** A list as the names of its entries where all have one. */
export function asNames(list: Side, all: readonly Entry[]): Side {
  const isMarked = hasMarks(list.sensitive); // a name may be what is marked
  const names = all.flatMap(({ side }) => nameOf(side.value) ?? []);
  return isMarked || names.length < all.length ? list : { ...list, value: names };
}

const isNamed = ({ identity }: Entry) => identity.startsWith("name ");

/** Short texts and numbers in a list are there or not; larger ones may have changed, and what is unknown may be one. */
const mayHaveBeen = (entry: Entry) => !isNamed(entry) && (isLarge(entry.side) || isWhollyUnknown(entry.side));

/** Characters from which on a text in a list is rather changed than replaced by another one. */
const LARGE = 200;

function isLarge(side: Side): boolean {
  const { value } = side;
  if (typeof value !== "string") return !isScalar(side);
  return value.length > LARGE || value.includes("\n") || opened(side) !== side;
}
