import type { ObjectValue } from "../protocol/values.ts";

/** What Terraform does with a resource. */
export const OPERATIONS = ["create", "read", "update", "delete"] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Something that Terraform asks of AWS: a resource to be created, read, updated or deleted, or a data source or an ephemeral
 * resource to be read.
 */
export interface ProviderCall {
  /** Resource type; of a data source with `data.` before it, of an ephemeral resource with `ephemeral.`. */
  type: string;
  operation: Operation;
  /** Attributes before; missing where it is created. */
  before?: ObjectValue;
  /** Attributes as planned; missing where it is read or deleted. */
  after?: ObjectValue;
}

/** The type of what is called, whatever it is of. */
export const typeIn = (type: string): string => type.replace(/^(data|ephemeral)\./, "");
