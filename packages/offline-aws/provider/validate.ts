import { type AttributePath, type Diagnostic, error } from "../protocol/messages.ts";
import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import type { TypeFacts } from "./facts.ts";
import { KINDS } from "./formats.ts";

/** Checks configuration as the provider does before it asks AWS. Unknown and unset values pass. */
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
      for (const [path, values] of valuesAt(config, at.split(".")))
        for (const value of Array.isArray(values) ? values : [values]) {
          const problem = value === null || isUnknown(value) ? undefined : test(value, rule as never, nameOf(at));
          if (problem !== undefined) found.push(error(problem, "", path));
        }
  };
  const quoted = (values: readonly (string | number)[]) =>
    `[${values.map((value) => JSON.stringify(value)).join(" ")}]`;
  for (const [at, allowed] of Object.entries(facts.enum ?? {})) {
    const cased = (value: unknown) => (facts.anyCase?.includes(at) ? String(value).toLowerCase() : value);
    check({ [at]: allowed.map(cased) }, (value, choices: unknown[], name) =>
      choices.includes(cased(value)) ? undefined : `expected ${name} to be one of ${quoted(allowed)}, got ${value}`,
    );
  }
  check(facts.range, (value, limits: Limits, name) =>
    isWithin(value as number, limits) ? undefined : `expected ${name} to be ${sayLimits(limits)}, got ${value}`,
  );
  check(facts.number, (value, limits: Limits, name) => {
    if (value === "") return undefined;
    if (!/^[+-]?\d+(\.\d+)?$/.test(String(value))) return `${name}: cannot parse '${value}' as int: invalid syntax`;
    const [low, high] = limits;
    const range = low !== null && high !== null ? `at between (${low}) and (${high})` : sayLimits(limits);
    return isWithin(Number(value), limits) ? undefined : `expected ${name} to be ${range}, got ${value}`;
  });
  check(facts.length, (value, [low, high]: Limits, name) =>
    typeof value !== "string" || isWithin(value.length, [low, high])
      ? undefined
      : `expected length of ${name} to be in the range (${low ?? 0} - ${high ?? ""}), got ${value}`,
  );
  check(facts.pattern, (value, pattern: string, name) =>
    typeof value !== "string" || new RegExp(pattern, "u").test(value)
      ? undefined
      : `invalid value for ${name} (must match ${pattern}), got ${value}`,
  );
  check(facts.formats, (value, rules: [string, string][]) =>
    rules
      .find(([pattern]) => typeof value === "string" && !new RegExp(pattern).test(value))?.[1]
      .replaceAll("{value}", () => String(value)),
  );
  check(facts.kinds, (value, kind: string, name) =>
    typeof value !== "string" || value === "" || KINDS[kind]?.test(value)
      ? undefined
      : KINDS[kind]?.message(name, value),
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
  /^arn:aws(-[a-z]+)*:[^:]+:([a-z]{2,4}(-[a-z]+)+-\d{1,2})?:(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})?:.+/;

function validateCombinations(facts: TypeFacts, config: ObjectValue): Diagnostic[] {
  const found: Diagnostic[] = [];
  // What is unknown may turn out to be null: it conflicts with nothing, and may be what is needed.
  const isSet = (name: string) => {
    const value = config[name];
    return value !== null && value !== undefined && !isUnknown(value) && !(Array.isArray(value) && value.length === 0);
  };
  const mayBeSet = (name: string) => isUnknown(config[name]) || isSet(name);
  for (const [a, b] of facts.conflicts ?? [])
    if (isSet(a) && isSet(b))
      found.push(error("Conflicting configuration arguments", `"${a}": conflicts with ${b}`, step(a)));
  for (const names of facts.exactlyOneOf ?? []) {
    const given = names.filter(isSet);
    const all = `\`${names.join(",")}\``;
    if (!names.some(mayBeSet))
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
    if (!names.some(mayBeSet))
      found.push(error("Missing required argument", `"${names[0]}": one of \`${names.join(",")}\` must be specified`));
  for (const [name, needed] of Object.entries(facts.requiredWith ?? {}))
    if (isSet(name) && !needed.every((other) => other.includes(".") || mayBeSet(other)))
      found.push(
        error("Missing required argument", `"${name}": all of \`${needed.join(",")}\` must be specified`, step(name)),
      );
  return found;
}

/** Values at a dotted path, through lists of blocks, each with its path for the message. */
export function* valuesAt(
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
/** Lowest and highest number or length; null for none. */
type Limits = [low: number | null, high: number | null];

const isWithin = (value: number, [low, high]: Limits) =>
  (low === null || value >= low) && (high === null || value <= high);

function sayLimits([low, high]: Limits): string {
  if (high === null) return `at least (${low})`;
  return low === null ? `at most (${high})` : `in the range (${low} - ${high})`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
