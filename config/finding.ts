/** Something in a configuration that a rule does not allow. */
export interface Finding {
  path: readonly (string | number)[];
  /** @default what stands at the path */
  value?: unknown;
  /** Goes on behind path and value: what rule they break, and the way out. */
  message: string;
}

/** Choices as a person says them: `a, b or c`. */
export const listOf = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
