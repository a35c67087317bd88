import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { States } from "../leftovers/states.ts";

/** A local state whose last change has not ended. */
export interface UnsavedState {
  readonly stack: string;
  /** When that change began. */
  readonly since: string;
}

/**
 * The local states that an apply or destroy has locked. Terraform notes that beside the state and removes the note when it
 * ends, whatever it ends with, so once no Terraform runs these are the ones whose Terraform was killed: their states may
 * lack what it made last (https://developer.hashicorp.com/terraform/language/state/locking). The lock itself ends with
 * the process, so the next Terraform would start, and make that a second time. What only reads makes nothing.
 */
export function findUnsavedStates(states: States): UnsavedState[] {
  return [...states.stacks.keys()].flatMap((stack) => {
    const file = states.localFile(stack);
    const note = file === undefined ? undefined : readNote(file);
    return note?.Operation === "OperationTypeApply" ? [{ stack, since: note.Created }] : [];
  });
}

/** What Terraform writes as `.NAME.lock.info`: https://github.com/hashicorp/terraform/blob/main/internal/states/statemgr/locker.go */
interface LockInfo {
  readonly Operation: string;
  /** RFC 3339 */
  readonly Created: string;
}

/** Whether an apply or destroy has locked a local state and not released it. */
export const isUnsaved = (file: string): boolean => readNote(file)?.Operation === "OperationTypeApply";

function readNote(state: string): LockInfo | undefined {
  try {
    return JSON.parse(readFileSync(join(dirname(state), `.${basename(state)}.lock.info`), "utf8")) as LockInfo;
  } catch {
    return undefined; // no lock, or one that was being written before anything was changed
  }
}
