import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { readStateFile } from "../leftovers/state-file.ts";
import type { States } from "../leftovers/states.ts";

/**
 * A local state that is truncated, because Terraform or the machine stopped while it was written. Terraform would take
 * an empty one for that of a stack without resources, and make everything a second time.
 */
export interface BrokenState {
  readonly stack: string;
  readonly file: string;
  readonly how: "is empty" | "is cut off";
  /** The state before the run that was cut short, and how many resources it has; absent if there is none. */
  readonly backup?: { readonly file: string; readonly resources: number; readonly time: Date };
}

/** The local states of synthesized stacks that are truncated. */
export function findBrokenStates(states: States): BrokenState[] {
  return [...states.stacks.keys()].flatMap((stack) => {
    const file = states.localFile(stack);
    const how = file === undefined ? undefined : damageOf(file);
    if (file === undefined || how === undefined) return [];
    const backup = backupOf(file);
    // An empty state loses nothing.
    if (how === "is empty" && (backup === undefined || backup.resources === 0)) return [];
    return [{ stack, file, how, ...(backup !== undefined && { backup }) }];
  });
}

/**
 * Restores the last complete state, or removes the broken one if there is no backup. The broken file is kept as
 * `FILE.broken`.
 */
export function restore({ file, backup }: BrokenState): void {
  if (backup === undefined) {
    renameSync(file, `${file}.broken`);
    return;
  }
  const restored = `${file}.restored`;
  copyFileSync(backup.file, restored);
  copyFileSync(file, `${file}.broken`);
  renameSync(restored, file);
}

function damageOf(file: string): BrokenState["how"] | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  if (text.trim() === "") return "is empty";
  return resourcesIn(text) === undefined ? "is cut off" : undefined;
}

/** Terraform writes what was there before its first change in a run. */
function backupOf(state: string): BrokenState["backup"] {
  const file = `${state}.backup`;
  if (!existsSync(file)) return undefined;
  const resources = resourcesIn(readFileSync(file, "utf8"));
  return resources === undefined ? undefined : { file, resources, time: statSync(file).mtime };
}

/** How many resources a state has; undefined if it is truncated. */
function resourcesIn(text: string): number | undefined {
  try {
    return readStateFile(text).resources.size;
  } catch {
    return undefined;
  }
}
