import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import { factsOf } from "../provider/facts.ts";
import { valuesAt } from "../provider/validate.ts";
import { type Limit, patternOf } from "./derive.ts";

type Bounds = readonly [low: number | null, high: number | null];

let all: Record<string, { code: string; arguments: Record<string, Limit> }> | undefined;

/**
 * What an API says of an argument that its model does not allow: `Code: message`. Unset values pass, and so do 0, "" and the
 * provider's defaults, which it takes as not set.
 */
export function limitProblem(type: string, planned: ObjectValue): string | undefined {
  all ??= JSON.parse(readFileSync(join(__dirname, "../data/limits/limits.json"), "utf8")) as NonNullable<typeof all>;
  const { code, arguments: limits = {} } = all[type] ?? {};
  const { defaults = {} } = factsOf(type);
  for (const [at, limit] of Object.entries(limits))
    for (const [, values] of valuesAt(planned, at.split("."))) {
      const [value, constraint] = violated(values, limit) ?? [];
      if (constraint === undefined || value === defaults[at]) continue;
      const said = limit.sensitive || Array.isArray(value) ? "Value" : `Value '${String(value)}'`;
      return `${code}: 1 validation error detected: ${said} at '${limit.member}' failed to satisfy constraint: Member must ${constraint}`;
    }
  return undefined;
}

function violated(values: Value, limit: Limit): [value: Value, constraint: string] | undefined {
  if (Array.isArray(values) && limit.items !== undefined && values.length > 0) {
    const constraint = bound(values.length, limit.items, "have length");
    if (constraint !== undefined) return [values, constraint];
  }
  for (const value of Array.isArray(values) ? values : [values]) {
    if (value === null || value === "" || value === 0 || isUnknown(value)) continue;
    const constraint =
      typeof value === "number" && limit.range !== undefined
        ? bound(value, limit.range, "have value")
        : typeof value === "string"
          ? violatedBy(value, limit)
          : undefined;
    if (constraint !== undefined) return [value, constraint];
  }
  return undefined;
}

function violatedBy(text: string, { length, pattern, enum: choices }: Limit): string | undefined {
  if (choices !== undefined && !choices.includes(text)) return `satisfy enum value set: [${choices.join(", ")}]`;
  if (pattern !== undefined && !patternOf(pattern).test(text)) return `satisfy regular expression pattern: ${pattern}`;
  return length === undefined ? undefined : bound(text.length, length, "have length");
}

function bound(value: number, [low, high]: Bounds, what: string): string | undefined {
  if (low !== null && value < low) return `${what} greater than or equal to ${low}`;
  return high !== null && value > high ? `${what} less than or equal to ${high}` : undefined;
}
