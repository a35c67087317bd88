import { isJsonObject, type Json, scalarText } from "../read/json.ts";
import { IDENTITY_MEMBERSHIPS } from "./membership/identities.ts";
import type { Membership } from "./membership/membership.ts";
import { OTHER_MEMBERSHIPS } from "./membership/other-clouds.ts";
import { SHARE_MEMBERSHIPS } from "./membership/shares.ts";
import type { NormalizedStatement } from "./statement.ts";

/** Every resource that grants a principal what others have. */
export const MEMBERSHIPS: readonly Membership[] = [...IDENTITY_MEMBERSHIPS, ...SHARE_MEMBERSHIPS, ...OTHER_MEMBERSHIPS];

/** A plan has many resources of a few types. */
const byType = new Map<string, readonly Membership[]>();

/** Attributes by which a resource of a type makes a principal a member of something. */
export function membershipsOf(type: string, wasThere: boolean): readonly Membership[] {
  const known = byType.get(type) ?? MEMBERSHIPS.filter((each) => each.type.test(type));
  byType.set(type, known);
  return wasThere ? known : known.filter(({ onlyWhereItWas }) => onlyWhereItWas !== true);
}

/** What the named principals get; undefined without any. */
export function memberStatements(
  { attribute, statement, namesIn = textsIn }: Membership,
  values: Json | undefined,
): NormalizedStatement[] | undefined {
  const names = valuesAt(values ?? null, attribute.split(".")).flatMap(namesIn);
  return names.length === 0 ? undefined : names.map((name) => statement(name, values ?? null));
}

/** Values that a path leads to, through every entry of a list. */
function valuesAt(value: Json, [key, ...rest]: readonly string[]): Json[] {
  if (Array.isArray(value) && key !== undefined) return value.flatMap((entry) => valuesAt(entry, [key, ...rest]));
  if (key === undefined) return value === null ? [] : [value];
  return isJsonObject(value) && Object.hasOwn(value, key) ? valuesAt(value[key] ?? null, rest) : [];
}

/** A name, a list of names, or those that a map gives. */
function textsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (isJsonObject(value)) return Object.values(value).flatMap(textsIn);
  if (value === null || typeof value === "boolean" || value === "") return [];
  return [typeof value === "string" ? value : scalarText(value)];
}
