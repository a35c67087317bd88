import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Everything that goes into the application's image, from the project's root. */
export const IMAGE_SOURCE = ["Dockerfile", ".dockerignore", "app"] as const;

/**
 * Hash of files, and of all files in folders: of their paths and contents, and so the same on every machine. Throws Node's
 * own error where one of them is not there.
 */
export function hashFiles(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((each) => filesIn(root, each))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** The file itself, or all files below a folder, in the order of their names. Hidden ones are not part of an image here. */
function filesIn(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) => filesIn(root, `${path}/${name}`));
}
