import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { linesOf } from "./lines.ts";
import type { Schema, SchemaKind } from "./types.ts";

/** The schemas of one provider: data that `renew.ts` writes, of which a type is parsed when it is asked for. */
export class Catalog {
  readonly resources: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
  readonly ephemeralResources: ReadonlySet<string>;
  private readonly parsed = new Map<string, Schema>();

  private constructor(
    /** The provider's local name, which its resource types begin with. */
    readonly name: string,
    private readonly lines: ReadonlyMap<string, string>,
  ) {
    this.resources = this.typesOf("resource");
    this.dataSources = this.typesOf("data");
    this.ephemeralResources = this.typesOf("ephemeral");
  }

  private static readonly read = new Map<string, Catalog>();

  /** The catalog of `aws` or `docker`, the same for all who ask. */
  static of(name: string): Catalog {
    const catalog = Catalog.read.get(name) ?? Catalog.readFrom(name);
    Catalog.read.set(name, catalog);
    return catalog;
  }

  private static readFrom(name: string): Catalog {
    const text = gunzipSync(readFileSync(join(__dirname, `${name}.gz`))).toString("utf8");
    return new Catalog(name, linesOf(text));
  }

  /** The version of the provider that the schemas are of. */
  get version(): string {
    return JSON.parse(this.lines.get(`version ${this.name}`) as string) as string;
  }

  /** The schema of a type, or undefined if the provider has no such type. */
  find(kind: SchemaKind, type: string): Schema | undefined {
    return this.parse(`${kind} ${type}`);
  }

  /** The schema of the provider's own configuration. */
  provider(): Schema {
    return this.parse(`provider ${this.name}`) as Schema;
  }

  private parse(key: string): Schema | undefined {
    const line = this.lines.get(key);
    if (line === undefined) return undefined;
    const schema = this.parsed.get(key) ?? (JSON.parse(line) as Schema);
    this.parsed.set(key, schema);
    return schema;
  }

  private typesOf(kind: SchemaKind): Set<string> {
    const prefix = `${kind} `;
    return new Set([...this.lines.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])));
  }
}
