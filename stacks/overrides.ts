import type { IConstruct } from "constructs";
import type { Override } from "../config/overrides.ts";
import { applyOverrides, type MisplacedOverride } from "../constructs/overrides.ts";
import { refuseAt } from "../constructs/refusals.ts";

interface OverriddenPart {
  readonly scope: IConstruct;
  readonly overrides: readonly Override[];
  /** Constructs below `scope` that are separate parts. @default none */
  readonly except?: readonly IConstruct[];
  /** Whether a pipeline releases the service that it is. @default false */
  readonly delivered?: boolean;
  /** Path of the part in the environment, such as `services[0]`. */
  readonly path: string;
}

/** A release registers a task definition from the pipeline's own file, so that overrides of Terraform's would be lost. */
const lostInReleases = (overrides: readonly Override[]): MisplacedOverride[] =>
  overrides.flatMap(({ resource }, index) => {
    if (resource.split(".")[0] !== "aws_ecs_task_definition") return [];
    const message =
      "would be lost with the next release of the pipeline: take the service out of delivery, or use fields";
    return [{ index, field: "resource", message }];
  });

/** Applies the overrides of a part. Those that don't fit are noted in the tree, so that they are reported with all others. */
export function overridePart({ scope, overrides, except, delivered = false, path }: OverriddenPart): void {
  const misplaced = [...(delivered ? lostInReleases(overrides) : []), ...applyOverrides(scope, overrides, except)];
  for (const { index, field, message } of misplaced) {
    const value = JSON.stringify(overrides[index]?.[field]);
    refuseAt(scope, `${path}.overrides[${index}].${field}: ${value} ${message}`);
  }
}
