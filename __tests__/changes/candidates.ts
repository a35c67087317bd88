import { otherValues } from "../support/other-values.ts";
import { bare, isLeaf, type Occurrence } from "./schema.ts";

/** What is done to a field. */
export interface Alteration {
  readonly how: "changed" | "added" | "removed";
  readonly value: unknown;
}

/** Policies that AWS manages: there are no others than these. */
const AWS_POLICIES = "arn:aws:iam::aws:policy/";

/** Values that a field could have instead, likely ones first; rules may refuse any of them. */
export function candidates({ schema, value, isOptional }: Occurrence): Alteration[] {
  const others = otherOf(schema, value).filter((other) => JSON.stringify(other) !== JSON.stringify(value));
  const changed = others.map((other): Alteration => ({ how: "changed", value: other }));
  return isOptional && !isLeaf(schema) ? [...changed, { how: "removed", value: undefined }] : changed;
}

function otherOf(schema: Occurrence["schema"], value: unknown): unknown[] {
  if (Array.isArray(value)) return otherLists(schema, value);
  if (typeof value === "object" && value !== null)
    return schema.type === "record" ? otherRecords(schema, value) : isLeaf(schema) ? otherMembers(value) : [];
  if (value === null) return [30];
  if (typeof value === "string" && value.startsWith(AWS_POLICIES))
    return ["ReadOnlyAccess", "SecurityAudit"].map((name) => `${AWS_POLICIES}${name}`);
  const others = otherValues(schema, value, []);
  return typeof value === "string" ? [...others, ...otherTexts(value)] : others;
}

/** Another value of one member. */
const otherMembers = (value: object): unknown[] =>
  Object.entries(value).flatMap(([name, member]) =>
    typeof member === "string"
      ? [...otherValues({ type: "string" }, member, []), ...otherTexts(member)].map((other) => ({
          ...value,
          [name]: other,
        }))
      : [],
  );

/** Another last digit or letter, where the last one that there is can't be changed by one. */
const otherTexts = (value: string): string[] => [
  value.replace(/[a-e](?=[^a-e]*$)/, "f"),
  value.replace(/\/\d+$/, "/28"),
  value.replace(/\d{4}-\d\d-/, (text) => text.replace(/\d\d-$/, "02-")),
];

/** Another last entry, an entry less, and one more. */
function otherLists(schema: Occurrence["schema"], value: readonly unknown[]): unknown[] {
  const item = schema.item && bare(schema.item);
  const last = value.at(-1);
  const others = last === undefined || typeof last === "object" ? [] : otherOf(item ?? { type: typeof last }, last);
  const more = item?.type === "picklist" ? others.map((other) => [...value, other]) : [];
  return [...others.map((other) => [...value.slice(0, -1), other]), value.slice(0, -1), ...more];
}

/** Another value of the last entry, and an entry less. */
function otherRecords({ value: member }: Occurrence["schema"], value: object): unknown[] {
  const entries = Object.entries(value);
  const [name, last] = entries.at(-1) ?? [];
  if (name === undefined) return [];
  const others =
    typeof last === "string" ? otherOf(member === undefined ? { type: "string" } : bare(member), last) : [];
  const rest = Object.fromEntries(entries.slice(0, -1));
  return [...others.map((other) => ({ ...rest, [name]: other })), rest];
}
