import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";

/** A change that AWS is asked for; what is unknown in `planned` is for AWS to decide. */
export interface AskedChange {
  type: string;
  planned: ObjectValue;
  /** What there is; null at create. */
  prior: ObjectValue | null;
  account: string;
  region: string;
  /** Attributes of the other resources of a type in the same account, in the same region or in none. */
  others(type: string): ObjectValue[];
  /** Whether one of the others was there before Terraform made anything: what belongs to it may be there unlisted. */
  existed(other: ObjectValue): boolean;
}

/**
 * Something that the provider or AWS refuses. Each stage returns the message: the provider's sentence at validate and plan,
 * AWS's `Code: message` at apply; undefined if all is well. Unknown values pass.
 */
export interface AwsRule {
  name: string;
  /** The page that states it. */
  source: string;
  types: readonly string[];
  validate?(config: ObjectValue): string | undefined;
  plan?(planned: ObjectValue, prior: ObjectValue | null, config: ObjectValue): string | undefined;
  apply?(change: AskedChange): string | undefined;
}

/** Nested blocks, or members of a list of objects. */
export const blocksOf = (value: Value | undefined): ObjectValue[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];

/** The first nested block. */
export const blockOf = (value: Value | undefined): ObjectValue => blocksOf(value)[0] ?? {};

/** A known, non-empty text. */
export const knownText = (value: Value | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Known, non-empty texts of a list. */
export const textsOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item !== "") : [];

/** A known number, also one that is written as text. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** The first value that a list has for the second time. */
export const repeated = <T>(values: readonly T[]): T | undefined =>
  values.find((value, index) => values.indexOf(value) < index);

/** A JSON document in a text; undefined if there is none. */
export function documentOf(value: Value | undefined): Value | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return undefined;
  }
}

/** What an ARN, or a name, ends with. */
export const lastPart = (value: Value | undefined): string => String(value).split(/[/:]/).pop() as string;

/** Whether a value is not set: null, or an empty list. */
export const isMissing = (value: Value | undefined): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
