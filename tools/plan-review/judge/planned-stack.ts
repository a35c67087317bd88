import type { Status } from "../model/review.ts";
import type { OverriddenResource } from "../read/overrides.ts";
import type { PlanFile } from "../read/plan-file.ts";
import type { UpstreamValue } from "../read/upstream.ts";

/** A stack with the plan that was made of it, and how firm that is. */
export interface PlannedStack {
  readonly name: string;
  /** From 1; stacks of one wave don't read each other. */
  readonly wave: number;
  readonly status: Status;
  /** Outputs of other stacks whose values were unknown: `network.vpcId`. */
  readonly waitsFor: readonly string[];
  /** Why there is no plan, or none that can be applied. */
  readonly problem?: string;
  /** There unless the stack is deferred, blocked or failed; a failed one may have a part of it. */
  readonly plan?: PlanFile;
  /** What it reads of other stacks, where that is known without a plan. */
  readonly reads?: readonly UpstreamValue[];
  /** What overrides set, where the synthesized stack is known. */
  readonly overrides?: readonly OverriddenResource[];
  /** Digest of the binary plan, where it was kept. */
  readonly digest?: string;
}
