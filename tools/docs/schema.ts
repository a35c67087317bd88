/** A schema of valibot, as far as the reference looks at it. */
export interface ValibotSchema {
  readonly type: string;
  readonly wrapped?: ValibotSchema;
  readonly default?: unknown;
  readonly item?: ValibotSchema;
  readonly items?: readonly ValibotSchema[];
  readonly key?: ValibotSchema;
  readonly value?: ValibotSchema;
  readonly literal?: unknown;
  readonly options?: readonly (ValibotSchema | string)[];
  readonly entries?: Readonly<Record<string, ValibotSchema>>;
  readonly pipe?: readonly (ValibotSchema | PipeAction)[];
}

/** The object, or choice of objects, that a value of the schema is or consists of; undefined if it has no fields. */
export function objectIn(schema: ValibotSchema): ValibotSchema | undefined {
  const { type, wrapped, item, value, entries } = schema;
  if (entries !== undefined || type === "variant") return schema;
  const inner = wrapped ?? item ?? value;
  return inner && objectIn(inner);
}

/** A schema without what makes it optional. */
export const plainSchema = (schema: ValibotSchema): ValibotSchema => schema.wrapped ?? schema;

export const isOptional = ({ type }: ValibotSchema): boolean => type === "optional";

/** What is done with a value. The reference calls it by its `title`, if it has one. */
export interface PipeAction {
  readonly type: string;
  readonly message?: unknown;
  readonly title?: unknown;
}
