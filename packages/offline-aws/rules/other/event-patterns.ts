import { isObject, type ObjectValue, type Value } from "../../protocol/values.ts";
import { isCidr } from "../../provider/formats.ts";

const isText = (value: Value | undefined): value is string => typeof value === "string";
const isScalar = (value: Value | undefined) => value === null || ["string", "number", "boolean"].includes(typeof value);

/** `[">", 0]`, or `[">", 0, "<=", 5]`. */
function isNumeric(value: Value | undefined): boolean {
  if (!Array.isArray(value) || ![2, 4].includes(value.length)) return false;
  return value.every((each, index) =>
    index % 2 === 0 ? ["<", "<=", "=", ">", ">="].includes(String(each)) : typeof each === "number",
  );
}

/** A text, or a text of which the case does not matter. */
const isAffix = (value: Value | undefined) =>
  isText(value) || (isObject(value) && isText(value["equals-ignore-case"]) && Object.keys(value).length === 1);

function isExclusion(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isScalar);
  if (!isObject(value)) return isScalar(value);
  const [[name, texts] = ["", null], ...more] = Object.entries(value);
  return (
    more.length === 0 &&
    ["prefix", "suffix", "equals-ignore-case", "wildcard", "cidr"].includes(name) &&
    [texts].flat().every(isText)
  );
}

/** What a matcher takes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MATCHERS: Readonly<Record<string, (value: Value | undefined) => boolean>> = {
  prefix: isAffix,
  suffix: isAffix,
  "equals-ignore-case": isText,
  wildcard: isText,
  exists: (value) => typeof value === "boolean",
  cidr: (value) => isText(value) && isCidr(value),
  numeric: isNumeric,
  "anything-but": isExclusion,
};

function matcherProblem(matcher: ObjectValue): string | undefined {
  const [[name, value] = ["", null], ...more] = Object.entries(matcher);
  if (more.length > 0) return "Only one key allowed in match expression";
  const isRight = MATCHERS[name];
  if (isRight === undefined) return `Unrecognized match type ${name}`;
  if (isRight(value)) return undefined;
  const operator = name === "numeric" && Array.isArray(value) ? value[0] : undefined;
  return operator !== undefined && !["<", "<=", "=", ">", ">="].includes(String(operator))
    ? `Unrecognized numeric range operator: ${String(operator)}`
    : `${name} match pattern must have another value than ${JSON.stringify(value)}`;
}

function listProblem(name: string, values: readonly Value[]): string | undefined {
  if (name === "$or" && values.every(isObject)) {
    if (values.length < 2) return "There must have at least 2 Objects in $or relationship";
    return values.map(patternProblem).find((problem) => problem !== undefined);
  }
  if (values.length === 0) return "Empty arrays are not allowed";
  if (values.some(Array.isArray)) return "Match value must be String, number, true, false, or null";
  return values
    .filter(isObject)
    .map(matcherProblem)
    .find((problem) => problem !== undefined);
}

/** What EventBridge says of a pattern: its leaves are lists, and all above them are objects. */
export function patternProblem(pattern: Value | undefined): string | undefined {
  if (!isObject(pattern)) return "Filter is not an object";
  if (Object.keys(pattern).length === 0) return "Empty event pattern is not allowed";
  for (const [name, value] of Object.entries(pattern)) {
    const problem = Array.isArray(value)
      ? listProblem(name, value)
      : isObject(value)
        ? patternProblem(value)
        : `"${name}" must be an object or an array`;
    if (problem !== undefined) return problem;
  }
  return undefined;
}
