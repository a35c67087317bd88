import type { Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";

/** What `npm run deploy` says of a change before it touches anything. */
export interface Decision {
  readonly kind: "go" | "phases" | "interruption" | "refused";
  /** Sentences for a person: what, how long at least, and the way out. */
  readonly text: readonly string[];
}

/** Decides about a change. */
export type Decide = (system: System, after: Stacks) => Promise<Decision>;

/** Without a guard every change is simply deployed. */
export const unguarded: Decide = () => Promise.resolve({ kind: "go", text: [] });
