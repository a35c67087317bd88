/** How much of the requests new tasks get, and when. */
export type Shift =
  | { readonly type: "all-at-once" }
  /** A part first and the rest after some minutes, or the same part every so many minutes. */
  | { readonly type: "canary" | "linear"; readonly percent: number; readonly minutes: number };

/** New tasks take the places of old ones, a few at a time. */
export interface Rolling {
  readonly type: "rolling";
  /** Share of the tasks that must go on running. */
  readonly minimumHealthyPercent: number;
  /** Most tasks at a time, old and new, in percent of the wanted ones. */
  readonly maximumPercent: number;
}

/** A second set of tasks runs beside the first one until it has all requests. */
export interface TwoSets {
  readonly type: "two-sets";
  readonly shiftedBy: "CodeDeploy" | "ECS";
  readonly shift: Shift;
  /** Whether new tasks answer at a listener of their own first. */
  readonly hasTestListener: boolean;
  /** Minutes that new tasks wait for somebody to go on, at most; 0 for not. */
  readonly approvalMinutes: number;
  /** Minutes that old tasks are kept when they have no requests any more. */
  readonly keepOldMinutes: number;
}

/** What a deployment of a service does. */
export type Deployment = { readonly service: string; readonly desiredCount: number } & (Rolling | TwoSets);
