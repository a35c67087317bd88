import type { Resources } from "../../packages/leftovers/state-file.ts";

/** How one state differs from another. */
export interface Changes {
  added: number;
  changed: number;
  /** Destroyed, and created again under the same address: the id is another one. */
  replaced: number;
  destroyed: number;
}

/** Counts what has been added, changed, replaced and destroyed between two states. */
export function compareResources(before: Resources, after: Resources): Changes {
  const shared = [...after.keys()].filter((address) => before.has(address));
  const differing = shared.filter((address) => before.get(address) !== after.get(address));
  const replaced = differing.filter((address) => idIn(before.get(address)) !== idIn(after.get(address))).length;
  return {
    added: after.size - shared.length,
    changed: differing.length - replaced,
    replaced,
    destroyed: before.size - shared.length,
  };
}

/** The id in the attributes of a resource. That of a task definition is its family, and a revision replaces it too. */
function idIn(attributes: string | undefined): string {
  const { id, arn } = JSON.parse(attributes ?? "{}") as { readonly id?: string; readonly arn?: string };
  return JSON.stringify([id, arn]);
}
