/**
 * In which wave each stack comes, from 1: after all that it reads, and with those that don't depend on each other. Stacks
 * that read each other in a circle come together, last.
 */
export function wavesOf(reads: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const waves = new Map<string, number>();
  for (let wave = 1; waves.size < reads.size; wave++) {
    const waiting = [...reads.keys()].filter((name) => !waves.has(name));
    const isReady = (name: string) =>
      (reads.get(name) ?? []).every((upstream) => upstream === name || !reads.has(upstream) || waves.has(upstream));
    const ready = waiting.filter(isReady);
    for (const name of ready.length > 0 ? ready : waiting) waves.set(name, wave);
  }
  return waves;
}

/** By wave, and within it by name: the same order, however they were given. */
export function inOrder<T extends { readonly name: string; readonly wave: number }>(stacks: readonly T[]): T[] {
  return [...stacks].sort((one, other) => one.wave - other.wave || (one.name < other.name ? -1 : 1));
}
