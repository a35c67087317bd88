import type { Shift } from "./rollout.ts";

const ALL_AT_ONCE = "CodeDeployDefault.ECSAllAtOnce";

/** CodeDeploy user guide, deployment configurations on an Amazon ECS compute platform. */
const PREDEFINED: readonly (readonly [name: string, Shift])[] = [
  [ALL_AT_ONCE, { type: "all-at-once" }],
  ["CodeDeployDefault.ECSCanary10Percent5Minutes", { type: "canary", percent: 10, minutes: 5 }],
  ["CodeDeployDefault.ECSCanary10Percent15Minutes", { type: "canary", percent: 10, minutes: 15 }],
  ["CodeDeployDefault.ECSLinear10PercentEvery1Minutes", { type: "linear", percent: 10, minutes: 1 }],
  ["CodeDeployDefault.ECSLinear10PercentEvery3Minutes", { type: "linear", percent: 10, minutes: 3 }],
];

/** Most minutes of a linear shift from its first step to its last, two days (CodeDeploy quotas). */
export const MAX_LINEAR_MINUTES = 2880;

/** Most alarms of a deployment group (CodeDeploy quotas). */
export const MAX_ALARMS = 10;

/** Name of CodeDeploy's own deployment configuration with these numbers; undefined if there is none. */
export const predefinedName = (shift: Shift): string | undefined =>
  PREDEFINED.find(([, known]) => sameShift(known, shift))?.[0];

/** What one of CodeDeploy's own deployment configurations does; undefined for any other name. */
export const predefinedShift = (name: string): Shift | undefined => PREDEFINED.find(([known]) => known === name)?.[1];

function sameShift(a: Shift, b: Shift): boolean {
  if (a.type === "all-at-once" || b.type === "all-at-once") return a.type === b.type;
  return a.type === b.type && a.percent === b.percent && a.minutes === b.minutes;
}
