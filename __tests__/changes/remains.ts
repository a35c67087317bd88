import { deletes } from "./classes.ts";
import { destroyAll } from "./deploy.ts";
import type { Decision } from "./guard.ts";
import type { System } from "./system.ts";
import type { Action } from "./terraform.ts";

/** Sets of stacks, and types of deleted resources by stack, after which everything has been destroyed already; by decision. */
const destroyed = new Set<string>();

/**
 * Destroys everything after a change and returns what is left, because whatever deletes something may leave something. Once
 * for each type of a stack and each set of stacks is enough, for each way to delete it.
 */
export async function remainsOf(
  system: System,
  kind: Decision["kind"],
  actions: readonly Action[],
): Promise<readonly string[]> {
  const deleted = actions.filter(deletes).map(({ stack, type }) => `${stack} ${type}`);
  if (kind === "refused" || (kind === "go" && deleted.length === 0)) return [];
  const keys = [[...system.stacks.keys()].join(), ...deleted].map((each) => `${kind} ${each}`);
  if (keys.every((each) => destroyed.has(each))) return [];
  for (const each of keys) destroyed.add(each);
  return await destroyAll(system);
}
