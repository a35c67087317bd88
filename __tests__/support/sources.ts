import { readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** Sources in a folder of the project and below, from the project's root. */
export function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.(ts|mjs|cjs)$/.test(entry.name) ? [path] : [];
  });
}
