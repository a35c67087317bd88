import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes Terraform remember that it has been initialised with this state. What it remembers otherwise is the state of
 * another configuration: it would ask whether to move that, and empty it.
 */
export function recordState(dataFolder: string, path: string | undefined): void {
  const file = join(dataFolder, "terraform.tfstate");
  if (recordedState(file) === path) return;
  rmSync(file, { force: true });
  if (path === undefined) return;
  mkdirSync(dataFolder, { recursive: true });
  // The hash is that of no configuration, so Terraform compares the settings, and finds them the same.
  const backend = { type: "local", config: { path, workspace_dir: null }, hash: 0 };
  writeFileSync(file, JSON.stringify({ version: 3, serial: 1, lineage: "", backend }));
}

/** The state in Terraform's memory; undefined without a backend. */
function recordedState(file: string): string | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")).backend?.config?.path;
  } catch {
    return undefined;
  }
}
