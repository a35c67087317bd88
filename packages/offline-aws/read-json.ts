import { readFileSync } from "node:fs";
import { InputError } from "./input-error.ts";

/** Reads a file with JSON. Throws `InputError`. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (problem) {
    throw new InputError(`can't read ${file}: ${(problem as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new InputError(`${file} is not JSON: ${(problem as Error).message}`);
  }
}
