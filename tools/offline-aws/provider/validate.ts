import { type AttributePath, type Diagnostic, error } from "../protocol/messages.ts";
import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import type { TypeFacts } from "./facts.ts";

/** Checks configuration as the provider does before it asks AWS. What is unknown or not set passes. */
export function validate(facts: TypeFacts, config: ObjectValue): Diagnostic[] {
  return [...validateValues(facts, config), ...validateCombinations(facts, config)];
}

function validateValues(facts: TypeFacts, config: ObjectValue): Diagnostic[] {
  const found: Diagnostic[] = [];
  const check = (
    rules: Readonly<Record<string, unknown>> | undefined,
    test: (value: Value, rule: never, name: string) => string | undefined,
  ) => {
    for (const [at, rule] of Object.entries(rules ?? {}))
      for (const [path, value] of valuesAt(config, at.split("."))) {
        const problem = value === null || isUnknown(value) ? undefined : test(value, rule as never, nameOf(at));
        if (problem !== undefined) found.push(error(problem, "", path));
      }
  };
  const quoted = (values: readonly (string | number)[]) =>
    `[${values.map((value) => JSON.stringify(value)).join(" ")}]`;
  check(facts.enum, (value, allowed: (string | number)[], name) =>
    value === "" || allowed.includes(value as string)
      ? undefined
      : `expected ${name} to be one of ${quoted(allowed)}, got ${value}`,
  );
  check(facts.range, (value, [low, high]: [number | null, number | null], name) =>
    isWithin(value as number, low, high)
      ? undefined
      : `expected ${name} to be in the range (${low ?? ""} - ${high ?? ""}), got ${value}`,
  );
  check(facts.length, (value, [low, high]: [number | null, number | null], name) =>
    typeof value !== "string" || isWithin(value.length, low, high)
      ? undefined
      : `expected length of ${name} to be in the range (${low ?? 0} - ${high ?? ""}), got ${value}`,
  );
  check(facts.pattern, (value, pattern: string, name) =>
    typeof value !== "string" || new RegExp(pattern, "u").test(value)
      ? undefined
      : `invalid value for ${name} (must match ${pattern}), got ${value}`,
  );
  check(Object.fromEntries((facts.arns ?? []).map((at) => [at, true])), (value, _, name) =>
    typeof value !== "string" || value === "" || ARN.test(value)
      ? undefined
      : `"${name}" (${value}) is an invalid ARN: arn: invalid prefix`,
  );
  check(Object.fromEntries((facts.json ?? []).map((at) => [at, true])), (value, _, name) =>
    typeof value !== "string" || value === "" || isJson(value) ? undefined : `"${name}" contains an invalid JSON`,
  );
  return found;
}

const ARN =
  /^arn:aws(-[a-z]+)*:[^:]+:([a-z]{2}(-[a-z]+)+-\d{1,2})?:(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})?:.+/;

function validateCombinations(facts: TypeFacts, config: ObjectValue): Diagnostic[] {
  const found: Diagnostic[] = [];
  const isSet = (name: string) => {
    const value = config[name];
    return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
  };
  for (const [a, b] of facts.conflicts ?? [])
    if (isSet(a) && isSet(b))
      found.push(error("Conflicting configuration arguments", `"${a}": conflicts with ${b}`, step(a)));
  for (const names of facts.exactlyOneOf ?? []) {
    const given = names.filter(isSet);
    const all = `\`${names.join(",")}\``;
    if (given.length === 0)
      found.push(error("Invalid combination of arguments", `"${names[0]}": one of ${all} must be specified`));
    if (given.length > 1)
      found.push(
        error(
          "Invalid combination of arguments",
          `"${given[0]}": only one of ${all} can be specified, but \`${given.join(",")}\` were specified.`,
        ),
      );
  }
  for (const names of facts.atLeastOneOf ?? [])
    if (!names.some(isSet))
      found.push(error("Missing required argument", `"${names[0]}": one of \`${names.join(",")}\` must be specified`));
  for (const [name, needed] of Object.entries(facts.requiredWith ?? {}))
    if (isSet(name) && !needed.every((other) => other.includes(".") || isSet(other)))
      found.push(
        error("Missing required argument", `"${name}": all of \`${needed.join(",")}\` must be specified`, step(name)),
      );
  return found;
}

/** Values at a dotted path, through lists of blocks, each with its path for the message. */
function* valuesAt(
  value: Value | undefined,
  path: string[],
  steps: AttributePath["steps"] = [],
): Generator<[AttributePath, Value]> {
  if (Array.isArray(value) && path.length > 0) {
    for (const [index, item] of value.entries()) yield* valuesAt(item, path, [...steps, { elementKeyInt: index }]);
    return;
  }
  const [name, ...rest] = path;
  if (name === undefined) yield [{ steps }, value ?? null];
  else if (isObject(value)) yield* valuesAt(value[name], rest, [...steps, { attributeName: name }]);
}

const step = (name: string): AttributePath => ({ steps: [{ attributeName: name }] });
const nameOf = (path: string) => path.slice(path.lastIndexOf(".") + 1);
const isWithin = (value: number, low: number | null, high: number | null) =>
  (low === null || value >= low) && (high === null || value <= high);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
