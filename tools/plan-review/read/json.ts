import { isLosslessNumber, isSafeNumber, LosslessNumber, parse } from "lossless-json";

/** JSON as Terraform writes it. A number that JavaScript would round is kept as its text. */
export type Json = null | boolean | number | string | LosslessNumber | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Parses JSON without rounding numbers. Throws `SyntaxError`, and `RangeError` where it is nested too deeply. */
export function parseJson(text: string): Json {
  const number = (digits: string) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits));
  return parse(text, null, number) as Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** The value under a key, never what an object inherits: `constructor` is a name like any other. */
export function at(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export const objectAt = (value: Json | undefined, key: string): JsonObject => {
  const found = at(value, key);
  return isJsonObject(found) ? found : {};
};

export const listAt = (value: Json | undefined, key: string): Json[] => {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
};

export const textAt = (value: Json | undefined, key: string): string | undefined => {
  const found = at(value, key);
  return typeof found === "string" ? found : undefined;
};

/** How deep values may be nested; Terraform's own schemas stay far below. */
export const DEEPEST = 200;

/** Whether a value is nested deeper. Goes no deeper than it has to: what comes after may be nested without end. */
export function isDeeper(value: Json, levels: number): boolean {
  if (!Array.isArray(value) && !isJsonObject(value)) return false;
  if (levels === 0) return true;
  for (const member of Array.isArray(value) ? value : Object.values(value))
    if (isDeeper(member, levels - 1)) return true;
  return false;
}

/** The JSON object or list that a text holds; undefined for any other text. */
export function documentIn(text: Json | undefined): JsonObject | Json[] | undefined {
  if (typeof text !== "string" || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = parseJson(text);
    return (isJsonObject(value) || Array.isArray(value)) && !isDeeper(value, DEEPEST) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One text for all values that are equal, whatever the order of their keys. */
export function canonical(value: Json | undefined): string {
  if (value === undefined) return "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJsonObject(value)) return scalarText(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** A text, number or truth value as JSON writes it. */
export const scalarText = (value: null | boolean | number | string | LosslessNumber): string =>
  isLosslessNumber(value) ? value.value : JSON.stringify(value);
