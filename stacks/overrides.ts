import type { IConstruct } from "constructs";
import type { Config } from "../config/config.ts";
import type { Override } from "../config/overrides.ts";
import { applyOverrides } from "../constructs/overrides.ts";

/** Overrides that fit nothing in a stack; its message is for the person who wrote them. */
export class OverrideError extends Error {}

interface OverriddenPart {
  readonly scope: IConstruct;
  readonly overrides: readonly Override[];
  /** Constructs below `scope` that are parts of their own. @default none */
  readonly except?: readonly IConstruct[];
  /** Path of the part in the environment, such as `services[0]`. */
  readonly path: string;
}

/** Applies the overrides of a part. Throws `OverrideError` with all that don't fit. */
export function overridePart({ environment }: Config, { scope, overrides, except, path }: OverriddenPart): void {
  const misplaced = applyOverrides(scope, overrides, except);
  if (misplaced.length === 0) return;
  const count = misplaced.length === 1 ? "a problem" : `${misplaced.length} problems`;
  const lines = misplaced.map(({ index, field, message }) => {
    const value = JSON.stringify(overrides[index]?.[field]);
    return `  ${path}.overrides[${index}].${field}: ${value} ${message}`;
  });
  throw new OverrideError(`environment ${environment} has ${count}:\n${lines.join("\n")}`);
}
