import { pluralize } from "../pluralize.ts";
import { Problem } from "../problem.ts";
import { DEEPEST, isDeeper, isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";

/**
 * The JSON object in a file, which may be UTF-8 or, as PowerShell writes it, UTF-16. Throws `Problem` that names the file
 * and says what is wrong with it.
 */
export function decodeObject(bytes: Uint8Array, file: string): JsonObject {
  const text = decodeText(bytes, file);
  if (text.trim() === "") throw new Problem(`${file} is empty: write it with terraform show -json PLAN > FILE`);
  const value = parseText(text, file);
  if (!isJsonObject(value)) throw new Problem(`${file} holds no JSON object: it is no plan of terraform show -json`);
  if (isDeeper(value, DEEPEST)) throw new Problem(`${file} is nested more than ${DEEPEST} levels deep: it is no plan`);
  return value;
}

function decodeText(bytes: Uint8Array, file: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(
      `${file} is not text in ${encoding.toUpperCase()}: a plan that terraform plan -out has written is binary, make JSON of it with terraform show -json`,
    );
  }
}

function parseText(text: string, file: string): Json {
  try {
    return parseJson(text);
  } catch (problem) {
    throw new Problem(`${file} is no JSON: ${reasonFor(text, problem)}`);
  }
}

function reasonFor(text: string, problem: unknown): string {
  if (problem instanceof RangeError) return "it is nested too deeply";
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length > 1 && lines.every((line) => line.startsWith("{") && line.trimEnd().endsWith("}")))
    return `it holds ${lines.length} objects, one a line; give each plan a file of its own`;
  const start = lines.findIndex((line) => line.startsWith("{"));
  if (start > 0)
    return `${pluralize(start, "other line")} stand${start === 1 ? "s" : ""} before it; write the output of terraform show -json alone, without a wrapper`;
  if (start === 0 && !text.trimEnd().endsWith("}")) return "it ends in the middle; write it again";
  return "something in it is not as JSON has to be; write it again with terraform show -json";
}
