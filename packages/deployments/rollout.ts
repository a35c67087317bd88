/** How requests move from old tasks to new ones. */
export type Shift =
  | { readonly type: "all-at-once" }
  /** A part first and the rest after some minutes, or the same part every so many minutes. */
  | { readonly type: "canary" | "linear"; readonly percent: number; readonly minutes: number };

/** New tasks take the places of old ones, a few at a time. */
export interface Rolling {
  readonly type: "rolling";
  /** Share of the tasks that must stay healthy, 0 to 100. */
  readonly minimumHealthyPercent: number;
  /** Most tasks at a time, old and new, in percent of the desired ones. */
  readonly maximumPercent: number;
}

/** A second set of tasks runs beside the first one until it has all requests. */
export interface TwoSets {
  readonly type: "two-sets";
  readonly shiftedBy: "CodeDeploy" | "ECS";
  readonly shift: Shift;
  /** Whether new tasks answer on a test listener first. */
  readonly hasTestListener: boolean;
  /** Minutes that new tasks wait for an approval, at most; 0 for none. */
  readonly approvalMinutes: number;
  /** Minutes that ECS waits, at most, until a load balancer applies a change. @default 0 */
  readonly settleMinutes?: number;
  /** Minutes that old tasks are kept once they get no requests any more. */
  readonly keepOldMinutes: number;
}

/** What a deployment of a service does, whichever strategy asked for it. */
export type Rollout = Rolling | TwoSets;
