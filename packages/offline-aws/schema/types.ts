/** A Terraform type as providers write it on the wire: `"string"`, `["list", "string"]`, `["object", {...}]`. */
export type TerraformType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", TerraformType]
  | readonly ["object", Readonly<Record<string, TerraformType>>];

/** One argument or result of a resource. At least one of the first three flags is set. */
export interface Attribute {
  type: TerraformType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  /** Accepted in configuration, never kept in a plan or in state. */
  writeOnly?: boolean;
}

/** A nested block and how often it may occur. */
export interface NestedBlock {
  nesting: "single" | "list" | "set";
  /** Fewest blocks; 0 when it may be left out. */
  min: number;
  /** Most blocks; 0 means any number. */
  max: number;
  block: Block;
}

/** The body of a resource, a data source, an ephemeral resource, a provider or a nested block. */
export interface Block {
  attributes: Record<string, Attribute>;
  blocks: Record<string, NestedBlock>;
}

/** What a type can be of; a name may be of several. */
export type SchemaKind = "resource" | "data" | "ephemeral";

/** The schema of one type or provider. */
export interface Schema {
  version: number;
  block: Block;
}
