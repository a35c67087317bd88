/** Something in a configuration that a rule does not allow. */
export interface Finding {
  path: readonly (string | number)[];
  /** Goes on behind path and value: what rule they break, and the way out. */
  message: string;
}
