import type { PlannedStack } from "../judge/planned-stack.ts";
import type { HazardRow } from "../model/review.ts";

/**
 * What deploying a change does about a hazard. phases: deploys in an order in which nothing is missing. interruption:
 * something does not answer for a while, so a person has to approve it. refused: it would end half-way, or take traffic
 * away although there is a way round.
 */
export type HazardKind = HazardRow["kind"];

/**
 * Something about a change of a running environment that its plans alone don't get right. Texts are sentences without a
 * full stop, and may hold what must not be shown.
 */
export interface Hazard extends HazardRow {
  /** What needs its own order; absent if nothing does. */
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

/** A stack that the environment no longer has, with the attributes of its resources by address. */
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
