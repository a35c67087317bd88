import { type Finding, listOf } from "./finding.ts";
import { didYouMean, nearest } from "./nearest.ts";

/** Is in the place of a field that may be there under a misspelt name: it is neither missing nor there by default. */
export const MISSPELT = Symbol("misspelt");

/** A schema of valibot, as far as fields are in it. */
interface Schema {
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly (Schema & { readonly entries?: { readonly type?: { readonly literal?: unknown } } })[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Separates an environment from its unknown fields, at any depth: the schemas would refuse one for each object only, and
 * then nothing else could be checked of the object.
 */
export function withoutUnknownFields(schema: unknown, rawConfig: unknown): { known: unknown; found: Finding[] } {
  const found: Finding[] = [];
  return { known: knownOf(schema as Schema, rawConfig, [], found), found };
}

function knownOf(schema: Schema, value: unknown, path: Finding["path"], found: Finding[]): unknown {
  if (schema.wrapped !== undefined) return knownOf(schema.wrapped, value, path, found);
  if (typeof value !== "object" || value === null) return value;
  const member = (each: Schema | undefined, key: string | number, part: unknown) =>
    each === undefined ? part : knownOf(each, part, [...path, key], found);
  if (Array.isArray(value)) return value.map((entry, index) => member(schema.item, index, entry));
  const { fields, misplaced } = fieldsOf(schema, value as Fields);
  if (fields === undefined && schema.value === undefined) return value;
  const known: [string, unknown][] = [];
  for (const [name, part] of Object.entries(value)) {
    if (fields === undefined) known.push([name, member(schema.value, name, part)]);
    else if (Object.hasOwn(fields, name)) known.push([name, member(fields[name], name, part)]);
    else {
      const { message, meant } = describe(name, Object.keys(fields), misplaced);
      found.push({ path: [...path, name], message, about: "field" });
      for (const each of meant) if (!Object.hasOwn(value, each)) known.push([each, MISSPELT]);
    }
  }
  return Object.fromEntries(known);
}

/** The fields of an object, and of one of several kinds also those that only other kinds have, with the kinds' types. */
function fieldsOf({ entries, options = [] }: Schema, value: Fields) {
  const misplaced = new Map<string, unknown[]>();
  if (entries !== undefined) return { fields: entries, misplaced };
  const typeOf = (option: (typeof options)[number]) => option.entries?.type?.literal;
  for (const option of options)
    for (const name of Object.keys(option.entries ?? {}))
      misplaced.set(name, [...(misplaced.get(name) ?? []), typeOf(option)]);
  const chosen = options.find((option) => typeOf(option) !== undefined && typeOf(option) === value.type);
  return { fields: chosen?.entries, misplaced };
}

/** What is said of an unknown field, and the fields that it may mean. */
function describe(name: string, fields: readonly string[], misplaced: ReadonlyMap<string, readonly unknown[]>) {
  const typesOf = (field: string) => listOf((misplaced.get(field) ?? []).map((type) => JSON.stringify(type)));
  if (misplaced.has(name)) return { message: `unknown field; it is a field of type ${typesOf(name)}`, meant: [] };
  const meant = nearest(name, fields);
  const elsewhere = meant.length > 0 ? [] : nearest(name, [...misplaced.keys()]);
  const names = [
    ...meant.map((field) => `\`${field}\``),
    ...elsewhere.map((field) => `\`${field}\` of type ${typesOf(field)}`),
  ];
  return { message: `unknown field${didYouMean(names) || ": remove it, or correct its name"}`, meant };
}
