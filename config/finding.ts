/** Something in a configuration that a rule does not allow. */
export interface Finding {
  path: readonly (string | number)[];
  /** What follows from other fields where nothing is at the path. @default the default of the field */
  derived?: unknown;
  /** What is wrong at the path: the value, its name (such as that of a header), or that there is a field. @default "value" */
  about?: "value" | "name" | "field";
  /** Follows path and value: what rule they break, and the way out. */
  message: string;
}

/** Choices as a person says them: `a, b or c`. */
export const listOf = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;

/** A text of at most 80 characters. */
export const truncate = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text);
