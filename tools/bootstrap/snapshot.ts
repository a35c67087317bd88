import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { readStateFile } from "../../packages/leftovers/state-file.ts";
import { BootstrapError } from "./bootstrap-error.ts";

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

/** The state in a file, if there is one. Throws `BootstrapError` if it is not complete. */
export function snapshotIn(file: string): Snapshot | undefined {
  try {
    return existsSync(file) ? readSnapshot(readFileSync(file, "utf8")) : undefined;
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    throw new BootstrapError(
      `${relative(".", file)} is not complete, because Terraform was killed, or the disk was full, while it wrote it: move it away and run this again with -- --import, which takes the bucket over if it exists`,
    );
  }
}

/** Whether a state knows every resource of another. */
export const knowsAll = (state: Snapshot, other: Snapshot): boolean =>
  [...other].every(([address, id]) => state.get(address) === id);
