import { at, documentIn, isJsonObject, type Json } from "../read/json.ts";
import type { Change, Mask } from "../read/plan-file.ts";

/** A value on one side of a change, with what is unknown and what is sensitive in it. */
export interface Side {
  readonly value: Json;
  readonly unknown: Mask;
  readonly sensitive: Mask;
}

export const NOTHING: Side = { value: null, unknown: false, sensitive: false };

/** Both sides of a change. A value that is sensitive on one is on the other, so a mark that is taken off shows nothing. */
export function sidesOf(change: Change): { before: Side; after: Side } {
  const { before, after, afterUnknown, beforeSensitive, afterSensitive } = change;
  const sensitive = union(beforeSensitive, afterSensitive);
  return {
    before: { value: before, unknown: false, sensitive },
    after: { value: after, unknown: afterUnknown, sensitive },
  };
}

/** A member of an object or a list. */
export function member(side: Side, key: string | number): Side {
  return {
    value: at(side.value, key) ?? null,
    unknown: maskAt(side.unknown, key),
    sensitive: maskAt(side.sensitive, key),
  };
}

/** The same with the document that its text holds, if it holds one. */
export function opened(side: Side): Side {
  const document = documentIn(side.value);
  return document === undefined ? side : { value: document, unknown: false, sensitive: side.sensitive === true };
}

export const isWhollyUnknown = ({ unknown }: Side): boolean => unknown === true;

/** Whether a value is neither a list nor an object. */
export const isScalar = ({ value }: Side): boolean => !Array.isArray(value) && !isJsonObject(value);

/** Whether there is nothing: no value now, and none later. */
export const isNothing = (side: Side): boolean => side.value === null && !hasMarks(side.unknown);

/** Whether anything below is marked. A mask has the shape of its value, so that a key in it says nothing by itself. */
export function hasMarks(mask: Mask): boolean {
  if (Array.isArray(mask)) return mask.some(hasMarks);
  return isJsonObject(mask) ? Object.values(mask).some(hasMarks) : mask === true;
}

/** Keys of an object, also of those members of which only is known that they will be there. */
export function keysOf({ value, unknown }: Side): string[] {
  return [...(isJsonObject(value) ? Object.keys(value) : []), ...(isJsonObject(unknown) ? Object.keys(unknown) : [])];
}

export function lengthOf({ value, unknown }: Side): number {
  return Math.max(Array.isArray(value) ? value.length : 0, Array.isArray(unknown) ? unknown.length : 0);
}

const maskAt = (mask: Mask, key: string | number): Mask => (mask === true ? true : (at(mask, key) ?? false));

function union(one: Mask, other: Mask): Mask {
  if (one === true || other === true) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) =>
      union(one[index] ?? false, other[index] ?? false),
    );
  if (isJsonObject(one) && isJsonObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries([...keys].map((key) => [key, union(at(one, key) ?? false, at(other, key) ?? false)]));
  }
  return isJsonObject(one) || Array.isArray(one) ? one : other;
}
