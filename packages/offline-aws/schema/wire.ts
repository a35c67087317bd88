import type { Block, NestedBlock, Schema } from "./types.ts";

const NESTING: Record<NestedBlock["nesting"], number> = { single: 1, list: 2, set: 3 };

/** A schema as the protocol's `Schema` message. */
export function toSchemaMessage(schema: Schema): object {
  return { version: schema.version, block: toBlockMessage(schema.block, schema.version) };
}

function toBlockMessage(block: Block, version = 0): object {
  return {
    version,
    attributes: Object.entries(block.attributes).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    blockTypes: Object.entries(block.blocks).map(([typeName, nested]) => ({
      typeName,
      nesting: NESTING[nested.nesting],
      minItems: nested.min,
      maxItems: nested.max,
      block: toBlockMessage(nested.block),
    })),
  };
}
