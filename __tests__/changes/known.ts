const PUSHED = "the image from before is still in the repository, whose tags are immutable: use another tag";

/** Changes that end half-way although no plan shows it, by their id, and why, with the way round. */
export const KNOWN: ReadonlyMap<string, string> = new Map([
  ["registry added", PUSHED],
  ["registry.firstImage added", PUSHED],
]);
