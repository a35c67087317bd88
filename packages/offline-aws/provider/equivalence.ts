import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";

/** Whether two values are the same for a provider, which does not tell "not set" from the zero value of its type. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b);
  if (isZero(a) && isZero(b)) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(a[key], b[key]));
  return a === b;
}

/** Whether any of some arguments is another one than before. */
export const differs = (prior: ObjectValue, planned: ObjectValue, names: readonly string[]): boolean =>
  names.some((name) => !equal(prior[name], planned[name]));

export function isZero(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/**
 * Whether two texts are JSON documents that mean the same to AWS: in any order of members; policies also with one
 * string for a list of one, and lists of strings in any order; container definitions also with defaults left out.
 */
export function equivalentJson(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== "string" || typeof b !== "string") return false;
  const left = parseDocument(a);
  const right = parseDocument(b);
  return (
    left !== undefined && right !== undefined && JSON.stringify(normalize(left)) === JSON.stringify(normalize(right))
  );
}

function parseDocument(text: string): ObjectValue | Value[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as ObjectValue | Value[];
  } catch {
    return undefined;
  }
}

function normalize(document: ObjectValue | Value[]): Value {
  if (Array.isArray(document) && document.every((item) => isObject(item) && "image" in item))
    return sorted(document.map((item) => normalizeContainer(item as ObjectValue))) as Value;
  if (isObject(document) && "Statement" in document) return sorted(normalizePolicy(document));
  return sorted(document);
}

/** Members in the order of their names, everywhere. */
function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] as Value)]),
  );
}

function normalizePolicy(value: Value): Value {
  if (Array.isArray(value)) {
    const items = value.map(normalizePolicy);
    return items.length === 1
      ? (items[0] as Value)
      : items.every((item) => typeof item === "string")
        ? items.sort()
        : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalizePolicy(item)]));
}

const CONTAINER_DEFAULTS: ObjectValue = { essential: true, cpu: 0, hostPort: 0, protocol: "tcp" };
const KEYED_LISTS: Record<string, string> = { environment: "name", secrets: "name", portMappings: "containerPort" };

function normalizeContainer(container: ObjectValue): ObjectValue {
  const kept: ObjectValue = {};
  for (const [key, value] of Object.entries(container)) {
    if (value === null || value === CONTAINER_DEFAULTS[key] || (typeof value === "object" && isZero(value))) continue;
    kept[key] = Array.isArray(value) ? normalizeItems(key, value) : value;
  }
  return kept;
}

function normalizeItems(key: string, items: Value[]): Value[] {
  const normal = items.map((item) => (isObject(item) ? normalizeContainer(item) : item));
  const by = KEYED_LISTS[key];
  const keyOf = (item: Value) => String(isObject(item) && by !== undefined ? item[by] : "");
  return by === undefined ? normal : normal.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
