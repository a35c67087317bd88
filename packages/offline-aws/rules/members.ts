import { isObject, type Value } from "../protocol/values.ts";
import MEMBERS from "./members.json";
import { type AskedChange, numberOf } from "./rule.ts";

type Limits = readonly [least: number | null, most: number | null];

/** What the API takes as one member of a request: characters of a text, the value of a number, choices, a pattern. */
interface Member {
  member: string;
  length?: Limits;
  range?: Limits;
  enum?: readonly string[];
  pattern?: string;
}

/**
 * Constraints of the services' API models (https://github.com/boto/botocore/tree/develop/botocore/data, `service-2.json`)
 * that the provider leaves to AWS, by the argument that the provider sends as the member.
 */
const TYPES = MEMBERS as unknown as Readonly<
  Record<string, { code: string; operation: string; members: Readonly<Record<string, Member>> }>
>;

/** Values at a dotted path, through lists of blocks; members of a list of texts one by one. */
function valuesAt(value: Value | undefined, [name, ...rest]: readonly string[]): Value[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return value === undefined || value === null || value === "" ? [] : [value];
  return isObject(value) ? valuesAt(value[name], rest) : [];
}

const beyond = (value: number, [least, most]: Limits, what: string): string | undefined => {
  if (least !== null && value < least) return `Member must have ${what} greater than or equal to ${least}`;
  return most !== null && value > most ? `Member must have ${what} less than or equal to ${most}` : undefined;
};

function constraintOf(value: Value, member: Member): string | undefined {
  const number = numberOf(value);
  if (member.range !== undefined && number !== undefined) return beyond(number, member.range, "value");
  if (typeof value !== "string") return undefined;
  const length = member.length && beyond([...value].length, member.length, "length");
  if (length !== undefined) return length;
  if (member.enum !== undefined && !member.enum.includes(value))
    return `Member must satisfy enum value set: [${member.enum.join(", ")}]`;
  return member.pattern !== undefined && !new RegExp(member.pattern, "u").test(value)
    ? `Member must satisfy regular expression pattern: ${member.pattern}`
    : undefined;
}

/** What an API says of a member of a request that breaks a constraint of its model. */
export function memberProblem({ type, planned, prior }: Pick<AskedChange, "type" | "planned" | "prior">) {
  const { code, members } = TYPES[type] ?? { code: "", members: {} };
  for (const [argument, member] of Object.entries(members)) {
    const path = argument.split(".");
    const before = new Set(valuesAt(prior ?? undefined, path));
    for (const value of valuesAt(planned, path)) {
      const constraint = before.has(value) ? undefined : constraintOf(value, member);
      if (constraint !== undefined)
        return `${code}: 1 validation error detected: Value '${String(value)}' at '${member.member}' failed to satisfy constraint: ${constraint}`;
    }
  }
  return undefined;
}
