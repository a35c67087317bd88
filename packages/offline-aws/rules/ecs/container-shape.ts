import { isObject, type ObjectValue, type Value } from "../../protocol/values.ts";
import SHAPE from "./container-shape.json";

/**
 * Members of `ContainerDefinition` in the API model of ECS
 * (https://github.com/boto/botocore/tree/develop/botocore/data/ecs, `service-2.json`): a Go type, choices between `|`, a list
 * with the shape of its members, or an object; that of a map is below `*`.
 */
type Shape = string | readonly [Shape] | { readonly [member: string]: Shape };

/** Where a document differs from its shape: with a value of another type, or with one that is not among the choices. */
interface Difference {
  path: readonly string[];
  value: Value;
  expected: string;
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function isOfType(value: Value, type: string): boolean {
  if (type === "bool") return typeof value === "boolean";
  return type.startsWith("int") ? Number.isInteger(value) : typeof value === "string";
}

/** Members are found in any case, as Go's decoder does; unknown ones and null pass. */
function* differences(value: Value, shape: Shape, path: readonly string[]): Generator<Difference> {
  if (value === null) return;
  if (typeof shape === "string") {
    if (!isOfType(value, shape)) yield { path, value, expected: shape.includes("|") ? "string" : shape };
    else if (shape.includes("|") && !shape.split("|").includes(value as string)) yield { path, value, expected: shape };
  } else if (isList(shape)) {
    if (!Array.isArray(value)) yield { path, value, expected: "[]types" };
    else for (const each of value) yield* differences(each, shape[0], path);
  } else if (!isObject(value)) yield { path, value, expected: "types" };
  else
    for (const [name, each] of Object.entries(value)) {
      const known = Object.keys(shape).find((member) => member.toLowerCase() === name.toLowerCase()) ?? "*";
      const member = shape[known];
      if (member !== undefined) yield* differences(each, member, [...path, name]);
    }
}

const all = (containers: readonly ObjectValue[]) =>
  containers.flatMap((container) => [...differences(container, SHAPE as unknown as Shape, [])]);

const kindOf = (value: Value) => (Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value);
const capitalized = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** What the provider's decoder says of a value of another type. */
export function typeProblem(containers: readonly ObjectValue[]): string | undefined {
  const wrong = all(containers).find(({ expected }) => !expected.includes("|"));
  return (
    wrong &&
    `json: cannot unmarshal ${kindOf(wrong.value)} into Go struct field ContainerDefinition.${wrong.path.map(capitalized).join(".")} of type ${wrong.expected}`
  );
}

/** What ECS says of a value that is not among the choices. */
export function choiceProblem(containers: readonly ObjectValue[]): string | undefined {
  const wrong = all(containers).find(({ expected }) => expected.includes("|"));
  return (
    wrong &&
    `Invalid value '${String(wrong.value)}' for '${wrong.path.join(".")}'. Valid values: ${wrong.expected.replaceAll("|", ", ")}.`
  );
}
