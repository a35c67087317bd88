import type { Block, TerraformType } from "./types.ts";

/*
 * A provider's own arguments have no typed getters in the bindings; its interfaces have all that there is:
 *
 *   {@link …#shared_config_files AwsProvider#shared_config_files}     Terraform's name
 *   readonly sharedConfigFiles?: string[];                            optional, and the type
 */
const INTERFACE = /^export interface (\w+) \{$/;
const LINK = /\{@link \S+#(\w+) \w+#\w+\}$/;
const MEMBER = /^ {2}readonly \w+(\??): (.+);$/;

const TYPES: Record<string, TerraformType> = {
  string: "string",
  number: "number",
  boolean: "bool",
  "string[]": ["list", "string"],
  "{ [key: string]: string }": ["map", "string"],
};

/** Derives the schema of a provider's configuration from its bindings. */
export function deriveProviderBlock(source: string, className: string): Block {
  const blocks = new Map<string, Block>();
  let block: Block = { attributes: {}, blocks: {} };
  let name: string | undefined;
  const nested: { parent: Block; name: string; of: string; required: boolean }[] = [];
  for (const line of source.split("\n")) {
    const declared = INTERFACE.exec(line)?.[1];
    if (declared !== undefined) {
      block = { attributes: {}, blocks: {} };
      blocks.set(declared, block);
    }
    name = LINK.exec(line)?.[1] ?? name;
    const member = MEMBER.exec(line);
    if (member === null || name === undefined) continue;
    const required = member[1] === "";
    const written = (member[2] as string).replace(" | cdktf.IResolvable", "");
    const type = TYPES[written];
    if (type !== undefined) block.attributes[name] = { type, ...(required ? { required } : { optional: true }) };
    else nested.push({ parent: block, name, of: written.replace("[]", ""), required });
  }
  for (const { parent, name: key, of, required } of nested)
    parent.blocks[key] = {
      nesting: "list",
      min: required ? 1 : 0,
      max: 0,
      block: blocks.get(of) ?? { attributes: {}, blocks: {} },
    };
  const provider = blocks.get(`${className}Config`);
  if (provider === undefined) throw new Error(`no interface ${className}Config in the bindings`);
  delete provider.attributes.alias; // Terraform's own meta-argument
  return provider;
}
