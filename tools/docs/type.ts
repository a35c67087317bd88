import { isOptional, type PipeAction, type ValibotSchema } from "./schema.ts";

/** What a field takes, with its limits, as Markdown. Throws at a kind of schema that is not known here. */
export function typeOf(schema: ValibotSchema): string {
  const { type, wrapped, item, items, key, value, options = [], entries } = schema;
  const title = titleOf(schema);
  if (title !== undefined) return title;
  if (isOptional(schema)) return typeOf(wrapped as ValibotSchema);
  switch (type) {
    case "string":
      return ["text", limitsOf(schema)].filter(Boolean).join(": ");
    case "number":
      return limitsOf(schema) || "number";
    case "boolean":
      return "`true` or `false`";
    case "literal":
      return `\`"${schema.literal}"\``;
    case "picklist":
      return orList(options.map((each) => `\`"${each}"\``));
    case "nullable":
      return `${typeOf(wrapped as ValibotSchema)}, or \`null\``;
    case "array":
      return `list of ${plural(typeOf(item as ValibotSchema))}`;
    case "strict_tuple":
      return `list of ${items?.length} ${plural(typeOf(items?.[0] as ValibotSchema))}`;
    case "record":
      return `by name${key?.type === "picklist" ? ` (${typeOf(key)})` : ""}: ${typeOf(value as ValibotSchema)}`;
    case "union":
      return options.map((each) => typeOf(each as ValibotSchema)).join(", or ");
    case "variant":
      return "object by `type`";
    default:
      if (entries !== undefined) return "object";
      throw new Error(`no description of a schema of type ${type}`);
  }
}

const plural = (type: string) => type.replace(/^(text|object|ARN|IPv4 network)/, "$1s");

/** What is done with a value, also by a schema that the schema is made of. */
const actionsOf = ({ pipe = [] }: ValibotSchema): PipeAction[] =>
  pipe.flatMap((each) => ("pipe" in each ? actionsOf(each as ValibotSchema) : [each]));

const titleOf = (schema: ValibotSchema): string | undefined =>
  actionsOf(schema).flatMap(({ title }) => (typeof title === "string" ? [title] : []))[0];

/** The limits in the messages of a schema's checks, which go `what is wrong: way out`. */
function limitsOf(schema: ValibotSchema): string {
  const checks = schema.type === "string" ? ["max_length", "regex"] : ["check"];
  const limits = actionsOf(schema).flatMap(({ type, message }) => {
    const [problem, limit] = typeof message === "string" ? message.split(/: (.*)/) : [];
    return checks.includes(type) && limit !== undefined && problem !== "is empty" ? [limit] : [];
  });
  return limits.map((limit) => escapeMarkup(limit.replace(/^use (a )?/, ""))).join("; ");
}

const escapeMarkup = (text: string) => text.replace(/[*_|<]/g, "\\$&");

function orList(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} or ${last}` : last;
}
