import type { Cloud, Resource } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import type { Path } from "./plan.ts";
import type { ProviderConfig } from "./provider-config.ts";

/** What one resource type does that facts can't say. */
export interface Behaviour {
  /** Changes the plan, or adds to what replaces the resource; `prior` is null at create. Throws `PlanError`. */
  plan?(planned: ObjectValue, prior: ObjectValue | null, replace: Path[]): void;
  /** Refuses a change before anything is stored. Throws `AwsError`. */
  check?(planned: ObjectValue, prior: ObjectValue | null, cloud: Cloud, config: ProviderConfig): void;
  /** Gives values to what is unknown, before the facts do. */
  fill?(planned: ObjectValue, prior: ObjectValue | null, cloud: Cloud): void;
  /** Corrects what the facts have filled in. */
  finish?(attributes: ObjectValue): void;
  /** Refuses to delete. Throws `AwsError`. */
  checkDelete?(resource: Resource, cloud: Cloud): void;
  /** Takes along what goes with a resource that is deleted. */
  afterDelete?(resource: Resource, cloud: Cloud): void;
}
