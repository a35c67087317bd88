import type { Field } from "./fields.ts";
import { isOptional, plainSchema } from "./schema.ts";
import { typeOf } from "./type.ts";

/**
 * The fields of an object with several kinds, each once: those that are the same for several kinds become one, and `type`
 * gets all of its values. What every kind has is not marked by kinds.
 */
export function mergeKinds(fields: readonly Field[]): Field[] {
  const types = fields.filter(({ schema }) => plainSchema(schema).type === "literal");
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

function allTypes(types: readonly Field[]): Pick<Field, "schema" | "comment" | "kinds"> {
  const choices = types.map(({ schema, comment }) => ({ literal: String(plainSchema(schema).literal), comment }));
  const choice = { type: "picklist", options: choices.map(({ literal }) => literal) };
  const usual = types.find(({ schema }) => isOptional(schema));
  return {
    schema: usual === undefined ? choice : { ...usual.schema, wrapped: choice },
    comment: {
      ...usual?.comment,
      meaning: choices.map(({ literal, comment }) => `\`"${literal}"\`: ${comment.meaning}`).join("<br>"),
    },
    kinds: undefined,
  };
}
