import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";
import type { Block, TerraformType } from "../schema/types.ts";

/** The zero value of a type: an empty text, 0, false, or an empty collection. */
export function zeroOf(type: TerraformType): Value {
  if (type === "string") return "";
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (type === "dynamic") return null;
  if (type[0] === "object")
    return Object.fromEntries(Object.entries(type[1]).map(([name, member]) => [name, zeroOf(member)]));
  return type[0] === "map" ? {} : [];
}

/** What the plugin SDK keeps of a value in a nested block that is not set. Maps stay null. */
export const unsetOf = (type: TerraformType): Value => (type[0] === "map" ? null : zeroOf(type));

/** Gives members of objects in a collection that are not set the values that the plugin SDK keeps of them. */
export function withUnsetMembers(value: Value, type: TerraformType): Value {
  if (!Array.isArray(value) || !Array.isArray(type)) return value;
  const [, item] = type as readonly [string, TerraformType];
  if (item[0] !== "object") return value;
  const members = Object.entries(item[1] as Record<string, TerraformType>);
  return value.map((each) =>
    isObject(each) ? Object.fromEntries(members.map(([name, of]) => [name, each[name] ?? unsetOf(of)])) : each,
  );
}

/**
 * Gives values in nested blocks that are not set their zero values, as the plugin SDK does in state: it writes each block as
 * a whole (`MapFieldWriter` of hashicorp/terraform-plugin-sdk). `timeouts` is a block of another kind, and is left alone.
 */
export function withUnsetInBlocks(attributes: ObjectValue, { blocks }: Block): ObjectValue {
  const result: ObjectValue = { ...attributes };
  for (const [name, { nesting, block }] of Object.entries(blocks)) {
    const items = result[name];
    if (nesting !== "single" && Array.isArray(items))
      result[name] = items.map((item) => (isObject(item) ? withUnset(item, block) : item));
  }
  return result;
}

function withUnset(item: ObjectValue, block: Block): ObjectValue {
  const filled = withUnsetInBlocks(item, block);
  for (const [name, { type, writeOnly }] of Object.entries(block.attributes))
    if (!writeOnly) filled[name] = withUnsetMembers(filled[name] ?? unsetOf(type), type);
  return filled;
}
