import { existsSync, readFileSync } from "node:fs";
import { readStateFile } from "../../packages/leftovers/state-file.ts";

/**
 * Ids of the resources of a state, by address. Terraform gives a state that it moves another lineage and begins to count its
 * versions anew, so that states are compared by what they are about.
 */
export type Snapshot = ReadonlyMap<string, unknown>;

/** Reads the text of a state; undefined if it has no resources. Throws if it is truncated. */
export function readSnapshot(text: string): Snapshot | undefined {
  const resources = [...readStateFile(text).resources];
  const ids = resources.map(
    ([address, attributes]) => [address, (JSON.parse(attributes) as { id?: unknown }).id] as const,
  );
  return ids.length === 0 ? undefined : new Map(ids);
}

/** The state in a file, if there is one. Throws if it is truncated. */
export const snapshotIn = (file: string): Snapshot | undefined =>
  existsSync(file) ? readSnapshot(readFileSync(file, "utf8")) : undefined;

/** Whether a state knows every resource of another. */
export const knowsAll = (state: Snapshot, other: Snapshot): boolean =>
  [...other].every(([address, id]) => state.get(address) === id);
