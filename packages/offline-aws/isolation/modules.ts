import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Folders of the modules that Terraform has installed for a configuration, as its data folder lists them. */
export function moduleFolders(dataFolder: string, folder: string): string[] {
  try {
    const { Modules } = JSON.parse(readFileSync(join(dataFolder, "modules", "modules.json"), "utf8"));
    return (Modules as { Dir: string }[]).map(({ Dir }) => resolve(folder, Dir));
  } catch {
    return []; // none yet
  }
}
