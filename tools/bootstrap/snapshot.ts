import { existsSync, readFileSync } from "node:fs";
import { readStateFile } from "../../packages/leftovers/state-file.ts";

/** A state at one time, as far as two of them are compared. */
export interface Snapshot {
  /** The same for all that a state has become since its beginning. */
  readonly lineage: string;
  /** Grows with each change. */
  readonly serial: number;
  readonly resources: number;
}

/** Reads the text of a state; undefined where it has no resources. Throws where it is not whole. */
export function readSnapshot(text: string): Snapshot | undefined {
  const { resources } = readStateFile(text);
  if (resources.size === 0) return undefined;
  const { lineage, serial } = JSON.parse(text) as { lineage: string; serial: number };
  return { lineage, serial, resources: resources.size };
}

/** The state in a file, if there is one. */
export const snapshotIn = (file: string): Snapshot | undefined =>
  existsSync(file) ? readSnapshot(readFileSync(file, "utf8")) : undefined;
