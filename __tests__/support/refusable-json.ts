import { isObject, type ObjectValue, type Value } from "../../packages/offline-aws/protocol/values.ts";
import { Catalog } from "../../packages/offline-aws/schema/catalog.ts";
import type { Block, TerraformType } from "../../packages/offline-aws/schema/types.ts";
import { BASE, namedBy, type Written } from "./refusable.ts";

const CATALOG = Catalog.of("aws");

/** References to what the small cloud has, with `@{` for `${`, which is text in a configuration. */
const REFERENCES: Record<string, string> = Object.fromEntries(
  BASE.map(([name, type]) => [name, `@{${type}.${name}.${namedBy(type)}}`]),
);

/** What is written of a resource, in Terraform's JSON. */
export function resourceJson(type: string, name: string, written: Written): string {
  const block = CATALOG.find("resource", type)?.block;
  if (block === undefined) throw new Error(type);
  return JSON.stringify({ resource: { [type]: { [name]: withMembers(written(REFERENCES), block) } } })
    .replaceAll("${", "$${")
    .replaceAll("%{", "%%{")
    .replaceAll("@{", "${");
}

/** The provider and the small cloud, in Terraform's JSON, by file name. */
export const baseJson = (): Record<string, string> => ({
  "provider.tf.json": JSON.stringify({
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: { region: "us-east-1" } },
  }),
  ...Object.fromEntries(BASE.map(([name, type, written]) => [`${name}.tf.json`, resourceJson(type, name, written)])),
});

/** Objects of attributes have all their members, which blocks have not. */
function withMembers(config: ObjectValue, block: Block): ObjectValue {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      const attribute = block.attributes[name];
      const nested = block.blocks[name];
      if (attribute !== undefined) return [name, withMembersOf(value, attribute.type)];
      const inner = (item: Value) => (isObject(item) && nested ? withMembers(item, nested.block) : item);
      return [name, Array.isArray(value) ? value.map(inner) : value];
    }),
  );
}

function withMembersOf(value: Value, type: TerraformType): Value {
  if (!Array.isArray(type)) return value;
  const [kind, of] = type as readonly [string, TerraformType | Record<string, TerraformType>];
  if (Array.isArray(value)) return value.map((item) => withMembersOf(item, of as TerraformType));
  if (kind !== "object" || !isObject(value)) return value;
  const members = Object.entries(of as Record<string, TerraformType>);
  return Object.fromEntries(members.map(([name, member]) => [name, withMembersOf(value[name] ?? null, member)]));
}
