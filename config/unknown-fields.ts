import { type Finding, listOf } from "./finding.ts";
import { didYouMean, nearest } from "./nearest.ts";

/** Placeholder of a field that may be there under a misspelt name: it is neither missing nor there by default. */
export const MISSPELT = Symbol("misspelt");

/** Placeholder of a list, a map or a date where fields belong, which the schemas would take for an object. */
const NO_OBJECT = Symbol("no object");

/** A schema of valibot, as far as fields are in it. */
interface Schema {
  readonly type?: string;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly entries?: Schemas;
  readonly options?: readonly Schema[];
  readonly literal?: unknown;
}

type Schemas = Readonly<Record<string, Schema>>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * Separates an environment from its unknown fields, at any depth: the schemas would refuse one for each object only, and
 * then nothing else could be checked of the object. Values other than objects are left for the schemas to refuse.
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
  if (hasFields(schema) && !isObject(value)) return NO_OBJECT;
  if (Array.isArray(value)) return value.map((entry, index) => member(schema.item, index, entry));
  const { fields, misplaced } = fieldsOf(schema, value as Fields);
  if (fields === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, member(schema.value, key, part)]));
  const known: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (Object.hasOwn(fields, name)) {
      if (part !== undefined) known[name] = member(fields[name], name, part);
    } else {
      const { message, meant } = describe(name, Object.keys(fields), misplaced);
      found.push({ path: [...path, name], message, about: "field" });
      for (const each of meant) if (known[each] === undefined) known[each] = MISSPELT;
    }
  }
  return known;
}

/** Whether a field may be left out, so that nothing need be written instead of null. */
export function mayBeLeftOut(schema: unknown, rawConfig: unknown, path: Finding["path"]): boolean {
  const { type, wrapped, item, value, ...rest } = schema as Schema;
  const [step, ...further] = path;
  if (step === undefined) return type === "optional";
  if (wrapped !== undefined) return mayBeLeftOut(wrapped, rawConfig, path);
  const of = (rawConfig ?? {}) as Fields;
  const member = typeof step === "number" ? item : (fieldsOf(rest, of).fields?.[step] ?? value);
  return member !== undefined && mayBeLeftOut(member, of[step], further);
}

const hasFields = ({ entries, value, options = [] }: Schema): boolean =>
  entries !== undefined || value !== undefined || options.some((option) => option.entries !== undefined);

const isObject = (value: object): boolean => Object.prototype.toString.call(value) === "[object Object]";

/** The fields of an object, and of one of several kinds also those of the other kinds, with the kinds' types. */
function fieldsOf({ entries, options = [] }: Schema, { type }: Fields) {
  const misplaced = new Map<string, unknown[]>();
  if (entries !== undefined) return { fields: entries, misplaced };
  const kinds = options.flatMap((option): Schemas[] => (option.entries ? [option.entries] : []));
  for (const kind of kinds)
    for (const name of Object.keys(kind)) misplaced.set(name, [...(misplaced.get(name) ?? []), literalOf(kind.type)]);
  // One kind may be meant where there is no type.
  const fields = kinds.find((kind) =>
    type === undefined && kind.type?.wrapped !== undefined ? true : literalOf(kind.type) === type,
  );
  // Without a type that there is, a field may be of any of the kinds.
  const ofAny: Schemas = Object.fromEntries([...misplaced.keys()].map((name) => [name, {}]));
  return { fields: fields ?? (kinds.length > 0 ? ofAny : undefined), misplaced };
}

const literalOf = (type: Schema | undefined): unknown => (type?.wrapped ?? type)?.literal;

/** Message for an unknown field, and the fields that it may mean. */
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
