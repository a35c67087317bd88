import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./synthesis.ts";

const FOLDER = join(ROOT, "plans");

/** Exit codes of plans, by the hash of their inputs. */
const made = new Map<string, number>();
const shown = new Set<string>();

const fileOf = (madeOf: string, kind: "plan" | "json") => join(FOLDER, `${madeOf}.${kind}`);

/** Plans into a file, or copies the plan with the same inputs. Returns its exit code, as `plan` does. */
export async function planOnce(madeOf: string, file: string, plan: () => Promise<number>): Promise<number> {
  const known = made.get(madeOf);
  if (known !== undefined) {
    copyFileSync(fileOf(madeOf, "plan"), file);
    return known;
  }
  const code = await plan();
  if (code === 1) return code;
  mkdirSync(FOLDER, { recursive: true });
  copyFileSync(file, fileOf(madeOf, "plan"));
  made.set(madeOf, code);
  return code;
}

/** A plan as JSON, which Terraform shows once. */
export async function showOnce(madeOf: string, show: () => Promise<string>): Promise<string> {
  if (shown.has(madeOf)) return readFileSync(fileOf(madeOf, "json"), "utf8");
  const text = await show();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(madeOf, "json"), text);
  shown.add(madeOf);
  return text;
}
