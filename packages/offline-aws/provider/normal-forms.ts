import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";

/** How the provider writes a text in its plans, whatever configuration has: its `StateFunc` of an argument. */
export type NormalForm = "json" | "json without escapes" | "policy" | "containers" | "domain";

/** A text in its normal form; what is not of that form stays as it is, for validation to refuse. */
export function normalize(text: string, form: NormalForm): string {
  // A trailing period goes, as those of the records that ACM asks for (internal/service/route53 of the provider).
  if (form === "domain") return text.toLowerCase().replace(/(?<=.)\.$/, "");
  let document: Value;
  try {
    document = JSON.parse(text) as Value;
  } catch {
    return text;
  }
  if (form === "json without escapes") return sortedJson(document);
  if (form === "policy" && isObject(document)) return escaped(policyJson(document));
  return escaped(sortedJson(form === "containers" ? orderedContainers(document) : document));
}

/** JSON with members in the order of their names, also of names that are numbers. */
function sortedJson(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sortedJson(value[name] as Value)}`);
  return `{${members.join(",")}}`;
}

/** As Go's `json.Marshal` writes texts. */
const escaped = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Inline policies begin with their version (`LegacyPolicyNormalize` of the provider). */
function policyJson({ Version, ...rest }: ObjectValue): string {
  const others = sortedJson(rest);
  if (Version === undefined) return others;
  return `{"Version":${JSON.stringify(Version)}${others === "{}" ? "" : ","}${others.slice(1)}`;
}

/** Containers, variables and secrets by name, without what is null and without `cpu: 0` (internal/service/ecs). */
function orderedContainers(document: Value): Value {
  if (!Array.isArray(document)) return document;
  const containers = document.map((each) => withoutNulls(each));
  for (const container of containers.filter(isObject)) {
    if (container.cpu === 0) delete container.cpu;
    for (const list of ["environment", "secrets"])
      if (Array.isArray(container[list])) container[list] = byName(container[list] as Value[]);
  }
  return byName(containers);
}

function withoutNulls(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function byName(items: readonly Value[]): Value[] {
  const nameOf = (item: Value) => String(isObject(item) ? item.name : "");
  return [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}
