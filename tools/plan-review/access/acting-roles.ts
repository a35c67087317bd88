import { documentIn, isJsonObject, type Json } from "../read/json.ts";
import type { Mask } from "../read/plan-file.ts";
import { allowed, asRole } from "./membership/membership.ts";
import type { NormalizedStatement } from "./statement.ts";

/** Settings that hold the role with which something acts: `role_arn`, `service_role`, `jobRoleArn`. */
const ROLE_SETTING = /(^|_)roles?(_arns?)?$|[rR]ole(Arn)?$/;

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\//;

/** Roles that settings name with their ARN, in blocks, lists and documents within texts. */
function rolesIn(value: Json, isRole = false): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => rolesIn(entry, isRole));
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, each]) => rolesIn(each, ROLE_SETTING.test(key)));
  if (typeof value !== "string") return [];
  if (isRole && ROLE.test(value)) return [value];
  const document = documentIn(value);
  return document === undefined ? [] : rolesIn(document);
}

/** That something acts with the roles that it names; undefined if it names none. Attributes in `except` are left out. */
export function actingRoles(
  values: Json | undefined,
  name: string,
  except: ReadonlySet<string>,
): NormalizedStatement[] | undefined {
  if (!isJsonObject(values)) return undefined;
  const rest = Object.fromEntries(Object.entries(values).filter(([key]) => !except.has(key)));
  const roles = new Set(rolesIn(rest));
  return roles.size === 0 ? undefined : [...roles].map((role) => allowed(name, asRole(role)));
}

/** Attributes in which a role is known after apply only. */
export function unknownRoles(mask: Mask): string[] {
  if (!isJsonObject(mask)) return [];
  return Object.entries(mask).flatMap(([key, each]) => (hasUnknownRole(key, each) ? [key] : []));
}

function hasUnknownRole(key: string, mask: Mask): boolean {
  if (mask === true) return ROLE_SETTING.test(key);
  if (Array.isArray(mask)) return mask.some((each) => hasUnknownRole(key, each));
  return isJsonObject(mask) && Object.entries(mask).some(([inner, each]) => hasUnknownRole(inner, each));
}
