import { at, documentIn, isJsonObject, type Json, textAt } from "../read/json.ts";
import type { Mask, PlanFile, ResourceChange } from "../read/plan-file.ts";

/** A text in the attributes of a resource, and the keys that lead to it. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly text: string;
}

/** Documents that only name what may be used. */
const POLICIES = /policy|policies/;

/** All texts of a value, those of documents in texts too; what policies say is left out. */
export function leavesOf(value: Json, keys: readonly string[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((member) => leavesOf(member, keys));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, member]) =>
      POLICIES.test(key) ? [] : leavesOf(member, [...keys, key]),
    );
  if (typeof value !== "string" || value === "") return [];
  const document = documentIn(value);
  return document === undefined ? [{ keys, text: value }] : leavesOf(document, keys);
}

/** The texts at a path of keys, through lists. */
export function stringsAt(value: Json | undefined, ...keys: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => stringsAt(member, ...keys));
  const [key, ...rest] = keys;
  if (key === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  return stringsAt(at(value, key), ...rest);
}

/** Whether an attribute, or something in it, is known only after apply. */
export function isUnknownAt(mask: Mask, key: string): boolean {
  const found = mask === true ? true : (at(mask, key) ?? false);
  const any = (each: Json): boolean =>
    Array.isArray(each) ? each.some(any) : isJsonObject(each) ? Object.values(each).some(any) : each === true;
  return any(found);
}

/** The resources of a plan that Terraform manages, without those that an earlier replacement has left behind. */
export const managed = (plan: PlanFile | undefined): ResourceChange[] =>
  (plan?.resourceChanges ?? []).filter(({ mode, deposed }) => mode === "managed" && deposed === undefined);

const does = ({ change }: ResourceChange, action: string) => change.actions.includes(action);

export const isReplaced = (resource: ResourceChange): boolean => does(resource, "create") && does(resource, "delete");
export const isDeleted = (resource: ResourceChange): boolean => does(resource, "delete") && !does(resource, "create");
export const isCreated = (resource: ResourceChange): boolean => does(resource, "create") && !does(resource, "delete");
/** Whether it is there before and after. */
export const isKept = ({ change }: ResourceChange): boolean =>
  change.before !== null && !change.actions.includes("delete") && !change.actions.includes("forget");
/** Whether its successor is created before it is destroyed. */
export const isCreatedFirst = ({ change: { actions } }: ResourceChange): boolean =>
  actions.includes("delete") && actions.indexOf("create") >= 0 && actions.indexOf("create") < actions.indexOf("delete");
/** Whether an earlier apply has failed half-way, so that nothing works that a replacement could take away. */
export const isTainted = ({ actionReason }: ResourceChange): boolean => actionReason === "replace_because_tainted";

/** A resource in messages: its name, or else its address. */
export function nameIn({ address, change }: ResourceChange): string {
  return textAt(change.before, "name") ?? textAt(change.after, "name") ?? address;
}

/** `1 resource`, `2 resources`, `3 addresses` */
export const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : what.endsWith("s") ? "es" : "s"}`;

/** `a`, `a and b`, `a, b and c` */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Each text once, in the order of the first. */
export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
