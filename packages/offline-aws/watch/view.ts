import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";

/** What exists in one account and region, to be looked at. */
export interface View {
  list(type: string): readonly ObjectValue[];
  /** Those that existed before Terraform made any. @default none */
  existing?(type: string): readonly ObjectValue[];
}

/** The resource of a type of which an attribute has a value. */
export const find = (view: View, type: string, attribute: string, value: Value | undefined): ObjectValue | undefined =>
  view.list(type).find((each) => each[attribute] === value);

/** The blocks of an attribute. */
export const blocks = (value: Value | undefined): ObjectValue[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A list of what is there. */
export const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

/** The first block of an attribute; empty if there is none. */
export const firstBlock = (value: Value | undefined): ObjectValue => blocks(value)[0] ?? {};

export const stringIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** The texts of a list, or of one value. */
export const texts = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string" && each !== "");

/** What there was before a call changed one resource. */
export function viewBefore(
  view: View,
  change: { type: string; before: ObjectValue | null; after: ObjectValue | null },
): View {
  const { type: changed, before, after } = change;
  const id = (after ?? before)?.id;
  const list = [...view.list(changed).filter((each) => each.id !== id), ...(before === null ? [] : [before])];
  return { ...view, list: (type) => (type === changed ? list : view.list(type)) };
}
