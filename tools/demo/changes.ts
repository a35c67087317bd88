import type { Resources } from "../../packages/leftovers/state-file.ts";

/** How one state differs from another. */
export interface Changes {
  added: number;
  changed: number;
  destroyed: number;
}

/** Counts what has been added, changed and destroyed between two states. */
export function compareResources(before: Resources, after: Resources): Changes {
  const shared = [...after.keys()].filter((address) => before.has(address));
  return {
    added: after.size - shared.length,
    changed: shared.filter((address) => before.get(address) !== after.get(address)).length,
    destroyed: before.size - shared.length,
  };
}
