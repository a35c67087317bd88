import type { Attribute, Block, NestedBlock, TerraformType } from "./types.ts";

/*
 * The generated bindings carry their own schema, in four places of the TypeScript source that their source map holds:
 *
 *   interface XConfig { * name block …                        the member is a nested block, not an attribute
 *   // name - computed: true, optional: false, required: …    the flags
 *   private _name = new XNameList(this, "name", true);        a nested object; the last argument says "set"
 *   return this.getStringAttribute('name');                   the type of anything else
 */
const DECLARED = /^export (class|interface) (\w+)(?: extends cdktf\.(\w+))? \{$/;
const BLOCK_DOC = /^ {2}\* (\w+) block$/;
const FLAGS = /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/;
const NESTED = /^ {2}private _\w+ = new (\w+?)(OutputReference|List|Map)\(this, "\w+"(?:, (true|false))?\);$/;
const CDKTF_MAP = /^ {2}private _\w+ = new cdktf\.(\w+)\(this, "\w+"\);$/;
const GETTER = /^ {4}return (.+);$/;

/** Types of computed maps by the class of cdktf that reads them. */
const MAP_TYPES: Record<string, TerraformType> = {
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
  StringMapList: ["list", ["map", "string"]],
};

/** Types by what a getter returns, with the attribute's name taken out. */
const GETTER_TYPES: Record<string, TerraformType> = {
  "this.getStringAttribute()": "string",
  "this.getNumberAttribute()": "number",
  "this.getBooleanAttribute()": "bool",
  "this.getListAttribute()": ["list", "string"],
  "this.getNumberListAttribute()": ["list", "number"],
  "cdktf.Fn.tolist(this.getListAttribute())": ["set", "string"],
  "cdktf.Token.asNumberList(cdktf.Fn.tolist(this.getNumberListAttribute()))": ["set", "number"],
  "this.getStringMapAttribute()": ["map", "string"],
  "this.getNumberMapAttribute()": ["map", "number"],
  "this.getBooleanMapAttribute()": ["map", "bool"],
};

/** The key of the interface that lists a resource's own arguments; a provider's has no parent to know it by. */
const TOP = "";

interface Member {
  flags: Pick<Attribute, "computed" | "optional" | "required">;
  type?: TerraformType;
  nested?: { of: string; kind: string; set: boolean };
}

interface Declarations {
  /** Members of each class, by class name without its `OutputReference` ending. */
  members: Map<string, Map<string, Member>>;
  /** Names of nested blocks, by the interface that lists them; `TOP` for that of the resource itself. */
  blocks: Map<string, Set<string>>;
}

/**
 * Derives the schema of the resource, data source or provider that `className` of a generated binding represents.
 * Sensitivity, numbers of blocks beyond "one" and "any", and the schema version are not in the bindings.
 */
export function deriveBlock(source: string, className: string): Block {
  const found = readDeclarations(source);
  return toBlock(found, className, found.blocks.get(TOP) ?? found.blocks.get(`${className}Config`));
}

function readDeclarations(source: string): Declarations {
  const found: Declarations = { members: new Map(), blocks: new Map() };
  let members = new Map<string, Member>();
  let blocks = new Set<string>();
  let member: Member | undefined;
  for (const line of source.split("\n")) {
    const declared = DECLARED.exec(line);
    if (declared !== null) {
      const [, kind, name = "", parent] = declared;
      members = new Map();
      blocks = new Set();
      if (kind === "class") found.members.set(name.replace(/OutputReference$/, ""), members);
      else found.blocks.set(parent === "TerraformMetaArguments" ? TOP : name, blocks);
      continue;
    }
    const block = BLOCK_DOC.exec(line)?.[1];
    if (block !== undefined) blocks.add(block);
    const flags = FLAGS.exec(line);
    if (flags !== null) {
      member = { flags: readFlags(flags) };
      members.set(flags[1] as string, member);
    } else if (member !== undefined) readMember(member, line);
  }
  return found;
}

function readFlags([, , computed, optional, required]: RegExpExecArray): Member["flags"] {
  return {
    ...(required === "true" && { required: true }),
    ...(optional === "true" && { optional: true }),
    ...(computed === "true" && { computed: true }),
  };
}

function readMember(member: Member, line: string): void {
  if (member.type !== undefined || member.nested !== undefined) return;
  const nested = NESTED.exec(line);
  if (nested !== null) {
    member.nested = { of: nested[1] as string, kind: nested[2] as string, set: nested[3] === "true" };
    return;
  }
  const map = CDKTF_MAP.exec(line)?.[1];
  if (map !== undefined) {
    member.type = MAP_TYPES[map] ?? "dynamic";
    return;
  }
  const getter = GETTER.exec(line)?.[1]?.replace(/\('\w+'\)/, "()");
  if (getter !== undefined) member.type = GETTER_TYPES[getter] ?? "dynamic";
}

function toBlock(found: Declarations, name: string, blocks = found.blocks.get(name)): Block {
  const block: Block = { attributes: {}, blocks: {} };
  for (const [key, member] of found.members.get(name) ?? []) {
    const { nested, flags } = member;
    if (nested === undefined) block.attributes[key] = { type: member.type ?? "dynamic", ...flags };
    else if (blocks?.has(key)) block.blocks[key] = toNestedBlock(found, nested, flags, key);
    else block.attributes[key] = { type: toObjectType(found, nested), ...flags };
  }
  return block;
}

function toNestedBlock(
  found: Declarations,
  nested: NonNullable<Member["nested"]>,
  flags: Member["flags"],
  key: string,
): NestedBlock {
  const one = nested.kind === "OutputReference";
  const nesting = one ? (key === "timeouts" ? "single" : "list") : nested.set ? "set" : "list";
  return {
    nesting,
    min: flags.required && nesting !== "single" ? 1 : 0,
    max: one && nesting !== "single" ? 1 : 0,
    block: toBlock(found, nested.of),
  };
}

function toObjectType(found: Declarations, nested: NonNullable<Member["nested"]>): TerraformType {
  const members: Record<string, TerraformType> = {};
  for (const [key, member] of found.members.get(nested.of) ?? [])
    members[key] = member.nested === undefined ? (member.type ?? "dynamic") : toObjectType(found, member.nested);
  const item: TerraformType = ["object", members];
  if (nested.kind === "OutputReference") return item;
  return [nested.kind === "Map" ? "map" : nested.set ? "set" : "list", item];
}
