import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StatePlace } from "./states.ts";

/**
 * Makes Terraform remember that it has been initialised with this state. What it remembers otherwise is the state of
 * another configuration: it would ask whether to move that, and empty it.
 */
export function recordState(dataFolder: string, place: StatePlace | undefined): void {
  const file = join(dataFolder, "terraform.tfstate");
  const recorded = recordedBackend(file);
  if (place !== undefined && "object" in place) {
    const { bucket, key } = place.object;
    // Of the many settings of this backend only Terraform knows which it has: where it remembers others, it has to begin anew.
    if (recorded?.config?.bucket !== bucket || recorded?.config?.key !== key) rmSync(file, { force: true });
    return;
  }
  const path = place?.file;
  if (recorded?.config?.path === path && recorded?.config?.bucket === undefined) return;
  rmSync(file, { force: true });
  if (path === undefined) return;
  mkdirSync(dataFolder, { recursive: true });
  // The hash is that of no configuration, so Terraform compares the settings, and finds them the same.
  const backend = { type: "local", config: { path, workspace_dir: null }, hash: 0 };
  writeFileSync(file, JSON.stringify({ version: 3, serial: 1, lineage: "", backend }));
}

/** The backend in Terraform's memory, if there is one. */
function recordedBackend(file: string): { config?: Readonly<Record<string, unknown>> } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")).backend;
  } catch {
    return undefined;
  }
}
