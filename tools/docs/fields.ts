import { type Comment, parseComment } from "./comment.ts";
import { objectIn, plainSchema, type ValibotSchema } from "./schema.ts";
import type { Located, ObjectLiteral, Sources } from "./sources.ts";

/** A field of an environment. */
export interface Field {
  readonly name: string;
  /** From the environment, without the places in lists: `services.route.priority`. */
  readonly path: string;
  readonly schema: ValibotSchema;
  readonly comment: Comment;
  /** Values of `type` with which the object has it; undefined if they make no difference. */
  readonly kinds?: readonly string[];
  readonly fields: readonly Field[];
}

/** Functions that a schema goes through, and which argument the fields are in. */
const THROUGH: Record<string, number> = {
  pipe: 0,
  optional: 0,
  nullable: 0,
  array: 0,
  list: 0,
  repeatable: 0,
  record: 1,
  strictObject: 0,
  kinds: 0,
  mapValues: 0,
};

/** Reads the fields of a schema, and their comments from the source that defines it. */
export class FieldReader {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Throws if the source of an object's fields can't be found. */
  read(schema: ValibotSchema, source: Located, parent = ""): Field[] {
    const object = objectIn(schema);
    if (object === undefined) return [];
    const { file, node } = this.#literalIn(source, parent);
    if (object.entries !== undefined && node.type === "ObjectExpression")
      return this.#readObject(object.entries, { file, node }, parent);
    if (object.type === "variant" && node.type === "ArrayExpression")
      return (object.options as ValibotSchema[]).flatMap((option, index) => {
        const kind = String(option.entries?.type && plainSchema(option.entries.type).literal);
        const element = { file, node: node.elements[index] } as Located;
        return this.read(option, element, parent).map((field) => ({ ...field, kinds: [kind] }));
      });
    throw new Error(`no fields of ${parent} in ${file}: write them as an object or a list of objects`);
  }

  #readObject(
    entries: Readonly<Record<string, ValibotSchema>>,
    object: Located<ObjectLiteral>,
    parent: string,
  ): Field[] {
    const written = this.#propertiesOf(object);
    return Object.entries(entries).map(([name, schema]) => {
      const path = parent === "" ? name : `${parent}.${name}`;
      const property = written.get(name);
      if (property === undefined) throw new Error(`no field ${path} in ${object.file}`);
      return { name, path, schema, comment: property.comment, fields: this.read(schema, property.value, path) };
    });
  }

  /** The literal of an object's fields, or of a list of objects, inside of what is done with it. */
  #literalIn(source: Located, path: string): Located {
    const { file, node } = this.#sources.resolve(source);
    if (node.type !== "CallExpression") return { file, node };
    const { callee } = node;
    const name = callee.type === "Identifier" ? callee.name : "property" in callee && callee.property;
    const called = typeof name === "string" ? name : name && name.type === "Identifier" ? name.name : "";
    const position = THROUGH[called];
    if (position === undefined) throw new Error(`what ${called} makes of the fields of ${path} is unknown, in ${file}`);
    return this.#literalIn({ file, node: node.arguments[position] } as Located, path);
  }

  #propertiesOf({ file, node }: Located<ObjectLiteral>): Map<string, { comment: Comment; value: Located }> {
    const found = new Map<string, { comment: Comment; value: Located }>();
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const spread = this.#sources.resolve({ file, node: property.argument });
        for (const [name, each] of this.#propertiesOf(spread as Located<ObjectLiteral>)) found.set(name, each);
      } else if (property.type === "ObjectProperty" && property.key.type === "Identifier") {
        const doc = property.leadingComments?.filter(({ value }) => value.startsWith("*")).at(-1);
        found.set(property.key.name, {
          comment: parseComment(doc?.value ?? ""),
          value: { file, node: property.value } as Located,
        });
      }
    }
    return found;
  }
}
