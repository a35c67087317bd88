import type { AccessRow, OpeningRow } from "../model/review.ts";
import type { PlannedStack } from "./planned-stack.ts";

/**
 * A custom rule: a file in `rules/` whose default export is this. The file's name is the rule's. It sees one stack
 * at a time; what it says is cleaned of secrets before it is shown.
 */
export interface Rule {
  /** What it asks for, as a sentence without a full stop. */
  readonly about: string;
  /** Only reported if `--require` requests it. @default false */
  readonly onlyIfRequired?: boolean;
  /** One text for each place where the rule is broken, which names the place. */
  check(subject: Subject): string[];
}

export interface Subject {
  readonly stack: PlannedStack;
  /** Statements that come and go in this stack. */
  readonly access: readonly AccessRow[];
  /** Openings that come and go in this stack. */
  readonly openings: readonly OpeningRow[];
}
