import type { PlannedStack } from "../judge/planned-stack.ts";

/**
 * What deploying a change does about a hazard. phases: deploys in an order in which nothing is missing. interruption:
 * something does not answer for a while, so a person has to approve it. refused: it would end half-way, or take traffic
 * away although there is a way round.
 */
export type HazardKind = "phases" | "interruption" | "refused";

/** Something about a change of a running environment that its plans alone don't get right. */
export interface Hazard {
  /** Name of the rule that found it. */
  readonly rule: string;
  readonly kind: HazardKind;
  readonly stack: string;
  /** The resource that it is about; the first of several. */
  readonly address: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Single resources that it is about. */
  readonly details: readonly string[];
  /** Why: what AWS or Terraform does. */
  readonly because: string;
  /** Of an interruption: what does not answer, and how long at least. */
  readonly impact?: string;
  /** The way round, in order; of phases, what a person does after them. */
  readonly steps: readonly string[];
  /** What is done in an order of its own; absent where nothing is. */
  readonly order?: Order;
}

/** How the order of deployment differs from the ordinary one. */
export interface Order {
  /** Stacks whose deletions wait until the stacks after them are deployed. */
  readonly withhold?: readonly string[];
  /** Stacks that are destroyed before all others are deployed. */
  readonly destroy?: readonly string[];
  /** Resources of stacks that are replaced along, so that Terraform deletes them first. */
  readonly replace?: { readonly stack: string; readonly addresses: readonly string[] };
  /** A stack that is deployed before another one. */
  readonly before?: { readonly first: string; readonly second: string };
  /** Deletions that have to wait for something outside of Terraform: the last phase is left out. */
  readonly waits?: boolean;
}

/** A stack that the environment no longer makes, with the attributes of its resources by address. */
export interface LeftoverState {
  readonly name: string;
  readonly resources: ReadonlyMap<string, string>;
}

/** All that the rules see: every stack of the environment with its plan, in deploy order, and what is left over. */
export interface Landscape {
  readonly stacks: readonly PlannedStack[];
  readonly leftovers: readonly LeftoverState[];
  /** The command that destroys a leftover. */
  readonly destroyCommand: (stack: string) => string;
}

/** Finds one kind of hazard. Pure. */
export type HazardRule = (landscape: Landscape) => Hazard[];
