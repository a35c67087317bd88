import { isObject, isUnknown, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import type { Block, NestedBlock, TerraformType } from "../schema/types.ts";
import type { TypeFacts } from "./facts.ts";
import { render, type Scope } from "./render.ts";
import { zeroOf } from "./zero-values.ts";

/** Where the values come from that AWS decides; the attributes themselves are known by what is being completed. */
export type ResourceScope = Omit<Scope, "attribute">;

/**
 * Gives every unknown value of a planned resource the value that AWS would answer: from the type's facts, else the zero
 * value of its type. Templates may refer to each other in any order.
 */
export function complete(
  block: Block,
  facts: TypeFacts,
  planned: ObjectValue,
  resourceScope: ResourceScope,
): ObjectValue {
  const done: ObjectValue = {};
  const pending = new Set<string>();
  const scope: Scope = { ...resourceScope, attribute: (name) => attribute(name) };

  const attribute = (name: string): Value => {
    if (name in done) return done[name] as Value;
    // An ARN may have an id in it that the schema has not.
    const value = name in block.attributes || name !== "id" ? (planned[name] ?? null) : UNKNOWN;
    if (!isUnknown(value)) return value;
    if (pending.has(name)) throw new Error(`the facts of ${name} refer to themselves`);
    pending.add(name);
    done[name] = answer(name);
    pending.delete(name);
    return done[name] as Value;
  };

  const answer = (name: string): Value => {
    const template = templateOf(facts, name, planned);
    if (template !== undefined) return render(template, name, scope);
    const attribute = block.attributes[name];
    if (block.blocks[name] !== undefined || attribute === undefined) return [];
    // Configuration reads the first of what AWS lists, such as an endpoint, also of types of which nothing is known.
    const isListed = facts.api === undefined && !attribute.optional;
    return isListed ? withFirst(attribute.type) : zeroOf(attribute.type);
  };

  const result: ObjectValue = {};
  for (const name of Object.keys(block.attributes)) result[name] = attribute(name);
  for (const [name, nested] of Object.entries(block.blocks))
    result[name] = isUnknown(planned[name]) ? attribute(name) : completeItems(nested, name, planned[name] ?? null);
  return result;

  function completeItems(nested: NestedBlock, at: string, value: Value): Value {
    if (Array.isArray(value))
      return value.map((item) => (isObject(item) ? completeItem(nested.block, at, item) : item));
    return isObject(value) ? completeItem(nested.block, at, value) : value;
  }

  function completeItem(inner: Block, at: string, item: ObjectValue): ObjectValue {
    const filled: ObjectValue = {};
    for (const [name, { type }] of Object.entries(inner.attributes))
      filled[name] = fill(`${at}.${name}`, item[name] ?? null, type);
    for (const [name, nested] of Object.entries(inner.blocks)) {
      const path = `${at}.${name}`;
      const value = item[name] ?? null;
      filled[name] = isUnknown(value) ? fill(path, value, ["list", "string"]) : completeItems(nested, path, value);
    }
    return filled;
  }

  function fill(path: string, value: Value, type: TerraformType): Value {
    if (!isUnknown(value)) return value;
    const template = facts.returns?.[path];
    return template === undefined ? zeroOf(type) : render(template, path, scope);
  }
}

function templateOf(facts: TypeFacts, name: string, planned: ObjectValue): unknown {
  const returned = facts.returns?.[name];
  const prefix = planned[`${name}_prefix`];
  // A generated name: Terraform's own prefix, or the configured one; those of FIFO queues and topics end with .fifo.
  if (typeof returned === "string" && returned.endsWith("{stamp}")) {
    const suffix = planned.fifo_queue === true || planned.fifo_topic === true ? ".fifo" : "";
    return (typeof prefix === "string" ? `${prefix}{stamp}` : returned) + suffix;
  }
  if (returned !== undefined) return returned;
  if (name === (facts.arnAttribute ?? "arn")) return facts.arn;
  return name === "id" ? (facts.id ?? "{hex16}") : undefined;
}

/** The zero value of a type, but one object in each list of objects. */
function withFirst(type: TerraformType): Value {
  if (!Array.isArray(type)) return zeroOf(type);
  const [kind, of] = type as readonly [string, TerraformType | Record<string, TerraformType>];
  if (kind === "object")
    return Object.fromEntries(Object.entries(of).map(([name, member]) => [name, withFirst(member as TerraformType)]));
  return kind === "list" && Array.isArray(of) && of[0] === "object" ? [withFirst(of as TerraformType)] : zeroOf(type);
}
