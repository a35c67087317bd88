import type { Json } from "./json.ts";
import type { Program } from "./programs.ts";

/** An object or a truth value that says which parts of a value are unknown or sensitive: `true` for all of it. */
export type Mask = Json;

/** A value before and after a plan, with what Terraform knows of it. */
export interface Change {
  readonly actions: readonly string[];
  readonly before: Json;
  readonly after: Json;
  readonly afterUnknown: Mask;
  readonly beforeSensitive: Mask;
  readonly afterSensitive: Mask;
  /** Paths, each a list of keys and positions, that can't be changed in place. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly isImport: boolean;
}

/** What a plan does with a resource. */
export interface ResourceChange {
  readonly address: string;
  readonly previousAddress?: string;
  /** Key of an object that an earlier, interrupted replacement has left behind. */
  readonly deposed?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly actionReason?: string;
  /** Why Terraform leaves it to a later plan; it is not part of this one's apply. */
  readonly deferred?: string;
  readonly change: Change;
}

export interface Check {
  /** What is checked, as Terraform writes it. */
  readonly of: string;
  readonly status: string;
  readonly messages: readonly string[];
}

/** What is read of a plan, and nothing else: the rest, such as variables and prior state, may hold secrets in clear. */
export interface PlanFile {
  readonly terraformVersion?: string;
  /** Those that Terraform leaves to a later plan, too. */
  readonly resourceChanges: readonly ResourceChange[];
  readonly drift: readonly ResourceChange[];
  readonly outputs: ReadonlyMap<string, Change>;
  readonly checks: readonly Check[];
  /** Number of actions that are invoked besides changes (Terraform 1.14). */
  readonly actionInvocations: number;
  /** Types of these actions, each as often as it is invoked. */
  readonly actionTypes: readonly string[];
  readonly errored: boolean;
  /** Undefined if the Terraform that made the plan does not say so. */
  readonly applyable?: boolean;
  readonly complete?: boolean;
  /** What expressions name, by address without instance key and by first attribute. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** What the configuration has Terraform run. */
  readonly programs: readonly Program[];
  /** Addresses whose drift the plan depends on. */
  readonly relevant: ReadonlySet<string>;
  /** Values that Terraform marks as sensitive somewhere; never shown, only looked for. */
  readonly marked: readonly Json[];
  /** Outputs that are sensitive. */
  readonly sensitiveOutputs: ReadonlySet<string>;
  /** Outputs that were sensitive, and are no longer. */
  readonly unmarkedOutputs: readonly string[];
}
