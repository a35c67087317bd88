import { isObject, type ObjectValue } from "../protocol/values.ts";
import type { Block } from "../schema/types.ts";
import { equal } from "./equivalence.ts";

/** What `secret_string_wo` is sent again for: a change of `secret_string_wo_version`. */
const versionOf = (name: string) => `${name}_version`;

/**
 * What AWS has of the write-only arguments of a resource: those that configuration gives at create, and at update those whose
 * version has changed (https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only).
 */
export function writeOnlyValues(
  block: Block,
  config: ObjectValue,
  planned: ObjectValue,
  prior: { attributes: ObjectValue; writeOnly?: ObjectValue } | null,
): ObjectValue | undefined {
  const names = Object.keys(block.attributes).filter((name) => block.attributes[name]?.writeOnly === true);
  const values: ObjectValue = {};
  for (const name of names) {
    const version = versionOf(name);
    const isSent = prior === null || !equal(prior.attributes[version], planned[version]);
    const value = (isSent ? config[name] : prior.writeOnly?.[name]) ?? null;
    if (value !== null) values[name] = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

/** Sets the attributes that tell of write-only arguments whether they are set, such as `has_secret_string_wo`. */
export function markWriteOnly(attributes: ObjectValue, block: Block): void {
  for (const name of Object.keys(block.attributes)) {
    const argument = /^has_(\w+_wo)$/.exec(name)?.[1];
    if (argument !== undefined) attributes[name] = (attributes[versionOf(argument)] ?? null) !== null;
  }
}

/** An argument of a resource as AWS has it, given in the open or write-only. */
export function storedValue(
  { attributes, writeOnly }: { attributes: ObjectValue; writeOnly?: ObjectValue },
  name: string,
): string | undefined {
  const value = (isObject(writeOnly) ? writeOnly[`${name}_wo`] : undefined) ?? attributes[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
