import { listOf } from "./finding.ts";
import { didYouMean, nearest } from "./nearest.ts";

/** A schema of valibot, as far as its choices are in it. */
interface Schema {
  readonly type: string;
  readonly wrapped?: Schema;
  readonly options?: readonly (Schema | string)[];
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly literal?: string;
}

/** One of the forms of an object that has several, by its field `type`. */
export interface Kind extends Schema {
  readonly entries: Readonly<Record<string, Schema>> & { readonly type: Schema };
}

/** The type of a kind, whether or not it may be left out. */
export const kindOf = ({ entries: { type } }: Kind): string => (type.wrapped ?? type).literal ?? "";

/** Message for an unknown type; `isWhole` if it is instead of the object itself. */
export function oneOfKinds(kinds: readonly Kind[], input: unknown, isWhole: boolean): string {
  const types = kinds.map(kindOf);
  const text = typeof input === "string" ? input : "";
  const meant = nearest(text, types);
  if (isWhole)
    return `must be an object: write ${listOf((meant.length > 0 ? meant : types).map((type) => `{ type: "${type}" }`))}`;
  const end = didYouMean(meant.map((type) => `"${type}"`)) || otherForms(kinds, text);
  return `must be one of: ${types.join(", ")}${end}`;
}

/** How the kinds spell what is a value of one of their fields: `; for "github" use type "connection" with provider "github"`. */
function otherForms(kinds: readonly Kind[], text: string): string {
  const forms = kinds.flatMap((kind) =>
    choicesIn(kind.entries).flatMap(({ field, values }) =>
      nearest(text, values).map((value) => `for "${value}" use type "${kindOf(kind)}" with ${field} "${value}"`),
    ),
  );
  return forms
    .slice(0, 1)
    .map((form) => `; ${form}`)
    .join("");
}

/** Fields with some values to choose from, also those of objects that have several kinds. */
function choicesIn(entries: Readonly<Record<string, Schema>>): { field: string; values: string[] }[] {
  return Object.entries(entries).flatMap(([field, schema]) => {
    const { type, options = [] } = schema.wrapped ?? schema;
    if (type === "picklist") return [{ field, values: options.map(String) }];
    if (type !== "variant") return [];
    return [{ field: `${field}.type`, values: (options as Kind[]).map(kindOf) }];
  });
}
