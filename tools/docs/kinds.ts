import type { Field } from "./fields.ts";
import { typeOf } from "./type.ts";

/**
 * The fields of an object with several kinds, each once: those that are the same for several kinds become one, and `type`
 * gets all of its values. What every kind has is not marked by kinds.
 */
export function mergeKinds(fields: readonly Field[]): Field[] {
  const types = fields.filter(({ schema }) => schema.type === "literal");
  const [type] = types;
  if (type === undefined) return [...fields];
  const merged = new Map<string, Field>();
  for (const field of fields.filter((each) => !types.includes(each))) {
    const key = JSON.stringify([field.name, field.comment, typeOf(field.schema)]);
    const kinds = [...(merged.get(key)?.kinds ?? []), ...(field.kinds ?? [])];
    merged.set(key, { ...field, kinds: kinds.length < types.length ? kinds : undefined });
  }
  return [{ ...type, ...allTypes(types) }, ...merged.values()];
}

const allTypes = (types: readonly Field[]): Pick<Field, "schema" | "comment" | "kinds"> => ({
  schema: { type: "picklist", options: types.map(({ schema }) => String(schema.literal)) },
  comment: {
    meaning: types.map(({ schema, comment }) => `\`"${schema.literal}"\`: ${comment.meaning}`).join("<br>"),
  },
  kinds: undefined,
});
