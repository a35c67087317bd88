import type { Attribute, Block, NestedBlock, Schema, SchemaKind, TerraformType } from "./types.ts";

/** What `terraform providers schema -json` prints of one provider, as far as it is read here. */
export interface TerraformProvider {
  provider: TerraformSchema;
  resource_schemas?: Record<string, TerraformSchema>;
  data_source_schemas?: Record<string, TerraformSchema>;
  ephemeral_resource_schemas?: Record<string, TerraformSchema>;
}

interface TerraformSchema {
  version: number;
  block: TerraformBlock;
}

interface TerraformBlock {
  attributes?: Record<string, TerraformAttribute>;
  block_types?: Record<string, TerraformBlockType>;
}

interface TerraformAttribute {
  type?: TerraformType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  write_only?: boolean;
}

interface TerraformBlockType {
  nesting_mode: string;
  min_items?: number;
  max_items?: number;
  block: TerraformBlock;
}

/**
 * Types with blocks that contain themselves. AWS WAF takes statements three levels deep; two are enough here, because each
 * more makes the schema ten times as large.
 */
const RECURSIVE = /^aws_wafv2_(web_acl|rule_group)$/;
const MAX_LEVELS = 2;

/** The lines of `lines.ts` for a provider. Throws if a schema has something that is not served. */
export function schemaLines(name: string, version: string, provider: TerraformProvider): Map<string, string> {
  const lines = new Map([
    [`version ${name}`, JSON.stringify(version)],
    [`provider ${name}`, JSON.stringify(toSchema(name, provider.provider))],
  ]);
  const kinds: Record<SchemaKind, Record<string, TerraformSchema> | undefined> = {
    resource: provider.resource_schemas,
    data: provider.data_source_schemas,
    ephemeral: provider.ephemeral_resource_schemas,
  };
  for (const [kind, schemas = {}] of Object.entries(kinds))
    for (const type of Object.keys(schemas).sort())
      lines.set(`${kind} ${type}`, JSON.stringify(toSchema(type, schemas[type] as TerraformSchema)));
  return lines;
}

/** The schema of one type. Throws if it has something that is not served. */
export const toSchema = (type: string, { version, block }: TerraformSchema): Schema => ({
  version,
  block: toBlock(block, [type]),
});

function toBlock({ attributes = {}, block_types = {} }: TerraformBlock, path: readonly string[]): Block {
  const [type = ""] = path;
  const isTooDeep = (name: string) => RECURSIVE.test(type) && path.filter((step) => step === name).length >= MAX_LEVELS;
  const blocks = Object.entries(block_types).filter(([name]) => !isTooDeep(name));
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, toAttribute(attribute, [...path, name])]),
    ),
    blocks: Object.fromEntries(blocks.map(([name, nested]) => [name, toNested(nested, [...path, name])])),
  };
}

function toAttribute(attribute: TerraformAttribute, path: readonly string[]): Attribute {
  const { type, required, optional, computed, sensitive, write_only } = attribute;
  if (type === undefined) throw new Error(`${path.join(".")} has nested attributes, which are not served`);
  return {
    type,
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(sensitive && { sensitive }),
    ...(write_only && { writeOnly: true }),
  };
}

function toNested(
  { nesting_mode, min_items = 0, max_items = 0, block }: TerraformBlockType,
  path: readonly string[],
): NestedBlock {
  if (nesting_mode !== "single" && nesting_mode !== "list" && nesting_mode !== "set")
    throw new Error(`${path.join(".")} is nested as ${nesting_mode}, which is not served`);
  return { nesting: nesting_mode, min: min_items, max: max_items, block: toBlock(block, path) };
}
