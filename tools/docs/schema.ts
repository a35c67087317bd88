/** A schema of valibot, as far as the reference looks at it. */
export interface Schema {
  readonly type: string;
  readonly wrapped?: Schema;
  readonly default?: unknown;
  readonly item?: Schema;
  readonly items?: readonly Schema[];
  readonly key?: Schema;
  readonly value?: Schema;
  readonly literal?: unknown;
  readonly options?: readonly (Schema | string)[];
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly pipe?: readonly (Schema | Action)[];
}

/** The object, or choice of objects, that a value of the schema is or consists of; undefined where it has no fields. */
export function objectIn(schema: Schema): Schema | undefined {
  const { type, wrapped, item, value, entries } = schema;
  if (entries !== undefined || type === "variant") return schema;
  const inner = wrapped ?? item ?? value;
  return inner && objectIn(inner);
}

export const isOptional = ({ type }: Schema): boolean => type === "optional";

/** What is done with a value. The reference calls it by its `title`, if it has one. */
export interface Action {
  readonly type: string;
  readonly message?: unknown;
  readonly title?: unknown;
}
