import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { readStateFile } from "../leftovers/state-file.ts";
import type { States } from "../leftovers/states.ts";

/**
 * A local state that is not whole, because Terraform or the machine ended while it was written. Terraform would take an empty
 * one for that of a stack without resources, and make everything a second time.
 */
export interface BrokenState {
  readonly stack: string;
  readonly file: string;
  readonly how: "is empty" | "is cut off";
  /** The state before the run that was cut short, and how many resources it has; absent where there is none. */
  readonly backup?: { readonly file: string; readonly resources: number; readonly time: Date };
}

/** The local states of synthesized stacks that are not whole. */
export function findBrokenStates(states: States): BrokenState[] {
  return [...states.stacks.keys()].flatMap((stack) => {
    const file = states.localFile(stack);
    const how = file === undefined ? undefined : damageOf(file);
    if (file === undefined || how === undefined) return [];
    const backup = backupOf(file);
    // Nothing is lost where nothing was there.
    if (how === "is empty" && (backup === undefined || backup.resources === 0)) return [];
    return [{ stack, file, how, ...(backup !== undefined && { backup }) }];
  });
}

/** Puts the last whole state back, or none where there is no other. The broken file stays beside it, as `FILE.broken`. */
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

/** How many resources a state has; undefined where it is not whole. */
function resourcesIn(text: string): number | undefined {
  try {
    return readStateFile(text).resources.size;
  } catch {
    return undefined;
  }
}
