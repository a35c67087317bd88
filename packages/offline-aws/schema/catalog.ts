import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Bindings, type BlockType, findBindings, listTypes, readSource } from "./bindings.ts";
import corrections from "./corrections.json";
import { deriveBlock } from "./derive.ts";
import { deriveProviderBlock } from "./derive-provider.ts";
import { closeRecursion } from "./recursive.ts";
import type { Attribute, Block, NestedBlock, Schema, TerraformType } from "./types.ts";

/** What the bindings do not say of a type. Paths name members of nested blocks with dots. */
interface Correction {
  version?: number;
  sensitive?: string[];
  writeOnly?: string[];
  /** Fewest and most blocks; 0 most means any number. */
  items?: Record<string, [number, number]>;
  types?: Record<string, TerraformType>;
  /** Blocks of which there is at most one, and that are sets all the same. */
  sets?: string[];
}

/** Changes with any file of this folder, so that schemas that older code has derived are not used. */
const CODE = digestOfFolder(__dirname);

/** The schemas of one provider, derived from its bindings on first use and kept in a cache folder. */
export class Catalog {
  readonly resources: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
  private readonly loaded = new Map<string, Schema>();
  private readonly cache: string;

  constructor(readonly bindings: Bindings) {
    this.resources = listTypes(bindings, "resource");
    this.dataSources = listTypes(bindings, "data");
    const name = `${bindings.provider}-${bindings.version}-${CODE}`;
    this.cache = join(bindings.folder, "../../..", ".cache", "offline-aws", name);
  }

  /** The catalog of an installed package of bindings, by the provider's local name. */
  static of(provider: string): Catalog {
    return new Catalog(findBindings(provider));
  }

  /** The schema of a type, or undefined where the bindings have no such type. */
  find(kind: "resource" | "data", type: string): Schema | undefined {
    const known = kind === "resource" ? this.resources : this.dataSources;
    return known.has(type) ? this.load(kind, type) : undefined;
  }

  /** The schema of the provider's own configuration. */
  provider(): Schema {
    return this.load("provider", this.bindings.provider);
  }

  private load(kind: BlockType, type: string): Schema {
    const key = kind === "data" ? `data.${type}` : type;
    let schema = this.loaded.get(key);
    if (schema === undefined) {
      schema = { version: 0, block: this.readCached(key) ?? this.derive(kind, type, key) };
      closeRecursion(key, schema.block);
      correct(schema, (corrections as unknown as Record<string, Correction>)[key] ?? {});
      this.loaded.set(key, schema);
    }
    return schema;
  }

  private readCached(key: string): Block | undefined {
    try {
      return JSON.parse(readFileSync(join(this.cache, `${key}.json`), "utf8")) as Block;
    } catch {
      return undefined; // not there yet, or cut short: derived again
    }
  }

  private derive(kind: BlockType, type: string, key: string): Block {
    const { source, className } = readSource(this.bindings, kind, type);
    const block = (kind === "provider" ? deriveProviderBlock : deriveBlock)(source, className);
    try {
      mkdirSync(this.cache, { recursive: true });
      const partial = join(this.cache, `${key}.${process.pid}`);
      writeFileSync(partial, JSON.stringify(block));
      renameSync(partial, join(this.cache, `${key}.json`));
    } catch {
      // A read-only node_modules costs the derivation each time, no more.
    }
    return block;
  }
}

function digestOfFolder(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}

function correct(schema: Schema, correction: Correction): void {
  schema.version = correction.version ?? 0;
  for (const path of correction.sensitive ?? []) attributeAt(schema.block, path).sensitive = true;
  for (const path of correction.writeOnly ?? []) attributeAt(schema.block, path).writeOnly = true;
  for (const [path, type] of Object.entries(correction.types ?? {})) attributeAt(schema.block, path).type = type;
  for (const [path, [min, max]] of Object.entries(correction.items ?? {})) {
    const [block, name] = parentOf(schema.block, path);
    Object.assign(block.blocks[name] as NestedBlock, { min, max });
  }
  for (const path of correction.sets ?? []) {
    const [block, name] = parentOf(schema.block, path);
    (block.blocks[name] as NestedBlock).nesting = "set";
  }
}

function attributeAt(root: Block, path: string): Attribute {
  const [block, name] = parentOf(root, path);
  return block.attributes[name] as Attribute;
}

function parentOf(root: Block, path: string): [Block, string] {
  const steps = path.split(".");
  const name = steps.pop() as string;
  return [steps.reduce((block, step) => (block.blocks[step] as NestedBlock).block, root), name];
}
