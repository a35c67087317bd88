import type { Attributes } from "./attributes.ts";

/** A resource that exists in AWS. */
export interface Listed {
  /** The resource types that it may be, such as ingress and egress for a rule of a security group. */
  readonly types: readonly string[];
  /** What `terraform import` takes. */
  readonly importId: string;
  /** Names under which a state may know it, see `namesIn`. */
  readonly names: readonly string[];
  /** Whether its tags say that it is of the stack: what has none may be of another one. */
  readonly isTagged: boolean;
  /** All that is known of it; absent if Terraform has to read it first. */
  readonly attributes?: Attributes;
}

/** Where things are looked for. */
export interface Inventory {
  /** What exists of a stack with these default tags, in the region of its provider. Throws `AdoptError`. */
  list(stack: StackPlace): Promise<readonly Listed[]>;
  /** Whether a resource of a type that is not in the list may exist all the same. */
  readonly mayHideOthers: (type: string) => boolean;
  /** Names of what other states have, besides those of the environment. */
  others(): ReadonlySet<string>;
}

/** What of a synthesized stack says where its resources are. */
export interface StackPlace {
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags that tell what belongs to a stack; every stack gives them to all that it makes. */
export const OWNER_TAGS = ["Application", "Environment", "Stack"] as const;

/** Whether tags are those of a stack. */
export const isOfStack = (tags: Readonly<Record<string, unknown>>, stack: StackPlace): boolean =>
  OWNER_TAGS.every((key) => stack.tags[key] === undefined || tags[key] === stack.tags[key]);
