import { copyFileSync, existsSync, lstatSync, readFileSync, realpathSync, renameSync, statSync } from "node:fs";
import { readStateFile } from "../leftovers/state-file.ts";
import type { States } from "../leftovers/states.ts";

/** What is wrong with a local state. */
export type Damage =
  | "is empty"
  | "is cut off"
  | "is not a Terraform state"
  | "is a folder"
  | "is a symbolic link to a file that does not exist";

/**
 * A local state that Terraform can't read or would misread: Terraform or the machine stopped while it was written, or
 * something else wrote it. Terraform would take an empty one for that of a stack without resources, and make everything a
 * second time.
 */
export interface BrokenState {
  readonly stack: string;
  readonly file: string;
  readonly how: Damage;
  /** The state before the run that was cut short, and how many resources it has; absent if there is none. */
  readonly backup?: { readonly file: string; readonly resources: number; readonly time: Date };
}

/** The local states of synthesized stacks that are broken. */
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

/** Whether `restore` is the way out: what a link leads to is where its owner knows. */
export const isRestorable = ({ how }: BrokenState): boolean => !how.startsWith("is a symbolic link");

/**
 * Restores the last complete state, or removes the broken one if there is no backup. The broken one is kept as
 * `FILE.broken`.
 */
export function restore({ file, how, backup }: BrokenState): void {
  const broken = `${file}.broken`;
  if (backup === undefined) {
    renameSync(file, broken);
    return;
  }
  const target = realpathSync(file); // a link stays one
  const restored = `${target}.restored`;
  copyFileSync(backup.file, restored);
  // Only a folder is moved: a file can be replaced in one step, so that there is a state at every moment.
  if (how === "is a folder") renameSync(file, broken);
  else copyFileSync(file, broken);
  renameSync(restored, target);
}

function damageOf(file: string): Damage | undefined {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return "is a symbolic link to a file that does not exist";
  return found.isDirectory() ? "is a folder" : damageIn(readFileSync(file, "utf8"));
}

/** After a crash of the machine a file may have its length and only zeros. */
function damageIn(text: string): Damage | undefined {
  if (text.trim() === "") return "is empty";
  if (text.replaceAll("\0", "").trim() === "") return "is cut off";
  try {
    const { version } = Object(JSON.parse(text)) as { version?: unknown };
    return typeof version === "number" && resourcesIn(text) !== undefined ? undefined : "is not a Terraform state";
  } catch {
    return /^[\0 \t\r\n]*\{/.test(text) ? "is cut off" : "is not a Terraform state";
  }
}

/** Terraform writes what was there before its first change in a run. */
function backupOf(state: string): BrokenState["backup"] {
  const file = `${state}.backup`;
  if (!existsSync(file)) return undefined;
  const resources = resourcesIn(readFileSync(file, "utf8"));
  return resources === undefined ? undefined : { file, resources, time: statSync(file).mtime };
}

/** How many resources a state has; undefined if it can't be read. */
function resourcesIn(text: string): number | undefined {
  try {
    return readStateFile(text).resources.size;
  } catch {
    return undefined;
  }
}
