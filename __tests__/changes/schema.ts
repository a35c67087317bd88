import { environment } from "../../config/config.ts";
import type { Path } from "../support/written-values.ts";

/** A schema of valibot, as far as fields are found in it. */
export interface Schema {
  readonly type: string;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
  readonly literal?: string;
}

/**
 * A field by its place in the schema, without places in lists and names in records, and with the `type` of objects that
 * have one: `services.volumes(efs).name`.
 */
export interface Field {
  readonly name: string;
  /** Schema of its value. */
  readonly schema: Schema;
  /** Whether an environment can be without it. */
  readonly isOptional: boolean;
}

/** A field of an environment with its value, and where it is. */
export interface Occurrence extends Field {
  readonly path: Path;
  readonly value: unknown;
}

const LEAVES = ["string", "number", "boolean", "picklist", "strict_tuple", "union", "unknown"];

export const isLeaf = ({ type }: Schema): boolean => LEAVES.includes(type);

/** Whether it is a value without fields: a leaf, or a list or record of leaves. */
export function isPlain(schema: Schema): boolean {
  const inner = schema.item ?? schema.value;
  return isLeaf(schema) || (inner !== undefined && isPlain(bare(inner)));
}

/** The schema of an environment. */
export const SCHEMA = environment as unknown as Schema;

/** The schema inside of an optional one. */
export const bare = (schema: Schema): Schema => (schema.wrapped === undefined ? schema : bare(schema.wrapped));
const kindOf = (option: unknown): string => bare((option as Schema).entries?.type as Schema).literal ?? "";

/** The schemas in an object, list or record. A list in a list is one field with it. */
function membersOf(schema: Schema, name: string): Field[] {
  const { type, item, value, entries, options } = schema;
  if (type === "variant")
    return (options ?? []).flatMap((option) => membersOf(option as Schema, `${name}(${kindOf(option)})`));
  if (entries !== undefined)
    return Object.entries(entries).map(([key, member]) => ({
      name: name === "" ? key : `${name}.${key}`,
      schema: bare(member),
      isOptional: member.type === "optional",
    }));
  const inner = item ?? value;
  if (inner === undefined && !isLeaf(schema) && type !== "literal")
    throw new Error(`${name} is of a type in which no fields are found: ${type}`);
  return inner === undefined ? [] : membersOf(bare(inner), name);
}

/** Every field that an environment can have, objects and lists before what is in them. */
export function fieldsOf(schema: Schema = SCHEMA, name = ""): Field[] {
  return membersOf(schema, name).flatMap((field) => [field, ...fieldsOf(field.schema, field.name)]);
}

/** Every field of an environment that has a value, as often as there are values. */
export function* occurrencesIn(
  value: unknown,
  schema: Schema = SCHEMA,
  name = "",
  path: Path = [],
): Generator<Occurrence> {
  if (typeof value !== "object" || value === null || isLeaf(schema)) return;
  if (schema.type === "variant") {
    const { type } = value as { type: string };
    const option = schema.options?.find((each) => kindOf(each) === type);
    yield* occurrencesIn(value, option as Schema, `${name}(${type})`, path);
    return;
  }
  const inner = schema.item ?? schema.value;
  if (inner !== undefined)
    for (const [key, member] of Object.entries(value))
      yield* occurrencesIn(member, bare(inner), name, [...path, Array.isArray(value) ? Number(key) : key]);
  for (const field of schema.entries === undefined ? [] : membersOf(schema, name)) {
    const key = field.name.slice(field.name.lastIndexOf(".") + 1);
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    yield { ...field, path: [...path, key], value: member };
    yield* occurrencesIn(member, field.schema, field.name, [...path, key]);
  }
}
