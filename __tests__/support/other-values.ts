/** A schema of valibot, as far as a path leads through it. */
interface Schema {
  readonly type: string;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
}

/**
 * Values that the leaf of a written environment could have instead, likely ones first; the rules may refuse any of them.
 * Fields with choices get the others of these.
 */
export function otherValues(schema: unknown, environment: unknown, path: readonly (string | number)[]): unknown[] {
  const found = schemaAt(schema as Schema, environment, path);
  const value = path.reduce<unknown>((part, step) => (part as Record<PropertyKey, unknown>)[step], environment);
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return otherNumbers(value);
  if (typeof value !== "string") return [];
  if (found?.type === "picklist") return (found.options as string[]).filter((option) => option !== value);
  return otherTexts(value).filter((other) => other !== value);
}

function schemaAt(schema: Schema | undefined, value: unknown, path: readonly (string | number)[]): Schema | undefined {
  if (schema?.wrapped !== undefined) return schemaAt(schema.wrapped, value, path);
  const [step, ...rest] = path;
  if (schema === undefined || step === undefined) return schema;
  const member = (value as Record<PropertyKey, unknown>)[step];
  if (schema.type === "variant") {
    const { type } = value as { type: unknown };
    const option = (schema.options as Schema[]).find(({ entries }) =>
      type === undefined ? entries?.type?.wrapped : (entries?.type?.wrapped ?? entries?.type)?.literal === type,
    );
    return schemaAt(option, value, path);
  }
  return schemaAt(schema.item ?? schema.value ?? schema.entries?.[step], member, rest);
}

/** Steps that the limits of some field allow: by one, by ten, to the double, to what CloudWatch Logs can keep. */
const otherNumbers = (value: number): number[] =>
  [value + 1, value - 1, value * 2, value / 2, value + 10, value - 10, 60, 365].filter((other) => other !== value);

/** Longer, with another last digit, with another last letter. */
const otherTexts = (value: string): string[] => [
  `${value}x`,
  value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
  value.replace(/[a-e](?=[^a-e]*$)/, (letter) => (letter === "e" ? "d" : "e")),
];
