import { pluralize } from "../pluralize.ts";
import { Problem } from "../problem.ts";
import { DEEPEST, isDeeper, isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";

/**
 * The JSON object in a file, which may be UTF-8 or, as PowerShell writes it, UTF-16. Lines of other output before a plan,
 * such as those of a wrapper around Terraform, are skipped: `note` is called. Throws `Problem` that names the file and
 * says what is wrong with it.
 */
export function decodeObject(bytes: Uint8Array, file: string, note: (text: string) => void = () => {}): JsonObject {
  const text = decodeText(bytes, file);
  if (text.trim() === "") throw new Problem(`${file} is empty: write it with terraform show -json PLAN > FILE`);
  const value = parseText(text, file, note);
  if (!isJsonObject(value))
    throw new Problem(`${file} holds no JSON object: it must be a plan of terraform show -json`);
  if (isDeeper(value, DEEPEST))
    throw new Problem(`${file} is nested more than ${DEEPEST} levels deep: it must be a plan`);
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

function parseText(text: string, file: string, note: (text: string) => void): Json {
  try {
    return parseJson(text);
  } catch (problem) {
    const found = planBehindLines(text);
    if (found !== undefined) {
      note(`${file}: ${pluralize(found.skipped, "line")} of other output before the plan skipped`);
      return found.plan;
    }
    throw new Problem(`${file} is not JSON: ${reasonFor(text, problem)}`);
  }
}

/** Lines that begin like an object and are tried, such as those of a log before the plan. */
const MAX_TRIED = 50;

/** A plan that begins with a later line; undefined if none does. */
function planBehindLines(text: string): { plan: JsonObject; skipped: number } | undefined {
  const starts = [...text.matchAll(/^\s*\{/gm)].slice(0, MAX_TRIED).map(({ index }) => index);
  for (const start of starts.filter((each) => each > 0)) {
    const plan = objectFrom(text.slice(start));
    const before = text.slice(0, start);
    // Of several plans in a file none is the one that is meant.
    if (plan === undefined || !("format_version" in plan) || before.includes('"format_version"')) continue;
    return { plan, skipped: before.split("\n").filter((line) => line.trim() !== "").length };
  }
  return undefined;
}

function objectFrom(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function reasonFor(text: string, problem: unknown): string {
  if (problem instanceof RangeError) return "it is nested too deeply";
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length > 1 && lines.every((line) => line.startsWith("{") && line.trimEnd().endsWith("}")))
    return `it holds ${lines.length} objects, one a line; give each plan its own file`;
  const start = lines.findIndex((line) => line.startsWith("{"));
  if (start > 0)
    return `${pluralize(start, "other line")} ${start === 1 ? "is" : "are"} before it; write the output of terraform show -json alone, without a wrapper`;
  if (start === 0 && !text.trimEnd().endsWith("}")) return "it ends in the middle; write it again";
  return "it has invalid JSON; write it again with terraform show -json";
}
