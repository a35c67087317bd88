import type { IConstruct } from "constructs";
import type { Config } from "../config/config.ts";
import type { Override } from "../config/overrides.ts";
import { applyOverrides, type MisplacedOverride } from "../constructs/overrides.ts";

/** Overrides that fit nothing in a stack; its message is for the person who wrote them. */
export class OverrideError extends Error {}

interface OverriddenPart {
  readonly scope: IConstruct;
  readonly overrides: readonly Override[];
  /** Constructs below `scope` that are parts of their own. @default none */
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

/** Applies the overrides of a part. Throws `OverrideError` with all that don't fit. */
export function overridePart({ environment }: Config, part: OverriddenPart): void {
  const { scope, overrides, except, delivered = false, path } = part;
  const misplaced = [...(delivered ? lostInReleases(overrides) : []), ...applyOverrides(scope, overrides, except)];
  if (misplaced.length === 0) return;
  const count = misplaced.length === 1 ? "a problem" : `${misplaced.length} problems`;
  const lines = misplaced.map(({ index, field, message }) => {
    const value = JSON.stringify(overrides[index]?.[field]);
    return `  ${path}.overrides[${index}].${field}: ${value} ${message}`;
  });
  throw new OverrideError(`environment ${environment} has ${count}:\n${lines.join("\n")}`);
}
