import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Problem } from "../problem.ts";
import type { Rule } from "./rule.ts";

const FOLDER = join(__dirname, "..", "rules");

/** All rules by name, which is that of their file. Throws `Problem` that names a file which is none. */
export async function loadRules(folder: string = FOLDER): Promise<Map<string, Rule>> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .sort();
  const rules = new Map<string, Rule>();
  for (const file of files) {
    const loaded = (await import(join(folder, file))) as { default?: { default?: Rule } & Partial<Rule> };
    const rule = loaded.default?.default ?? loaded.default;
    if (typeof rule?.about !== "string" || typeof rule.check !== "function")
      throw new Problem(`${join(folder, file)} is not a rule: export { about, check } as its default`);
    rules.set(basename(file, ".ts"), rule as Rule);
  }
  return rules;
}
