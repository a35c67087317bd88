import { InputError } from "../input-error.ts";
import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";
import type { Catalog } from "../schema/catalog.ts";
import type { Block, TerraformType } from "../schema/types.ts";

/** Something that exists before Terraform makes anything: its resource type, and attributes as the provider names them. */
export interface ExistingResource {
  type: string;
  [attribute: string]: Value;
}

/** Existing resources are declared wrongly: the message is one sentence. */
export class ExistingError extends InputError {}

/** Checks what exists already against the schemas of the providers. Throws `ExistingError`. */
export function readExisting(given: unknown, catalogs: readonly Catalog[]): ExistingResource[] {
  if (!Array.isArray(given)) throw new ExistingError('must be a list: write [{ "type": "aws_vpc", "id": "vpc-…" }, …]');
  return (given as Value[]).map((each, index) => {
    const fail = (problem: string): never => {
      throw new ExistingError(`[${index}] ${problem}`);
    };
    if (!isObject(each) || typeof each.type !== "string")
      return fail('has no type: write { "type": "aws_vpc", "id": "vpc-…" }');
    const { type, ...attributes } = each;
    const schema = catalogs.map((catalog) => catalog.find("resource", type as string)).find(Boolean);
    if (schema === undefined) return fail(`${type} is not a resource type of the AWS or the Docker provider`);
    const problem = problemIn(attributes, schema.block, "");
    return problem === undefined ? (each as ExistingResource) : fail(`${type}: ${problem}`);
  });
}

/** What is wrong with the attributes of a block. */
function problemIn(attributes: ObjectValue, block: Block, at: string): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const [attribute, nested] = [block.attributes[name], block.blocks[name]];
    if (attribute === undefined && nested === undefined) return `has no attribute ${at}${name}`;
    if (nested === undefined) {
      if (attribute !== undefined && !fitsType(value, attribute.type))
        return `${at}${name} must be ${typeInWords(attribute.type)}`;
      continue;
    }
    if (!Array.isArray(value) || !value.every(isObject)) return `${at}${name} must be a list of objects`;
    const problem = value.map((item) => problemIn(item as ObjectValue, nested.block, `${at}${name}.`)).find(Boolean);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Whether a value can be one of a type. */
export function fitsType(value: Value, type: TerraformType): boolean {
  if (value === null || type === "dynamic") return true;
  if (typeof type === "string") return typeof value === (type === "bool" ? "boolean" : type);
  return ["list", "set"].includes(type[0]) ? Array.isArray(value) : isObject(value);
}

/** A type in words. */
export function typeInWords(type: TerraformType): string {
  if (typeof type === "string") return type === "bool" ? "true or false" : `a ${type}`;
  return ["list", "set"].includes(type[0]) ? "a list" : "an object";
}
