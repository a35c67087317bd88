import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import type { Block, NestedBlock, TerraformType } from "../schema/types.ts";

/**
 * Brings a stored resource to its schema: what the schema lacks goes, attributes that are missing become null, blocks
 * that are missing become none, and texts become numbers or the reverse as in the schema.
 */
export function conform(value: Value | undefined, block: Block): Value {
  if (!isObject(value)) return null;
  const members: ObjectValue = {};
  for (const [name, { type }] of Object.entries(block.attributes)) members[name] = conformValue(value[name], type);
  for (const [name, nested] of Object.entries(block.blocks)) members[name] = conformNested(value[name], nested);
  return members;
}

function conformNested(value: Value | undefined, { nesting, block }: NestedBlock): Value {
  if (nesting === "single") return conform(value, block);
  return Array.isArray(value) ? value.map((item) => conform(item, block)) : [];
}

function conformValue(value: Value | undefined, type: TerraformType): Value {
  if (value === null || value === undefined || isUnknown(value)) return value ?? null;
  if (type === "string") return typeof value === "string" ? value : String(value);
  if (type === "number") return typeof value === "number" ? value : Number(value);
  if (type === "bool") return value === true || value === "true";
  if (type === "dynamic") return conformDynamic(value);
  const [kind, inner] = type;
  if (kind === "object") {
    const members = isObject(value) ? value : {};
    return Object.fromEntries(
      Object.entries(inner as Record<string, TerraformType>).map(([name, member]) => [
        name,
        conformValue(members[name], member),
      ]),
    );
  }
  const item = inner as TerraformType;
  if (kind === "map")
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, conformValue(member, item)]))
      : {};
  return Array.isArray(value) ? value.map((member) => conformValue(member, item)) : [];
}

/** A state file has a dynamic value with its type beside it; on the wire the type comes first, as bytes. */
function conformDynamic(value: Value): Value {
  if (!isObject(value) || value.type === undefined) return value;
  return [Buffer.from(JSON.stringify(value.type)), value.value ?? null];
}
