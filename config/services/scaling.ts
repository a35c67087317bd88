import * as v from "valibot";
import { readSchedule } from "../../packages/schedules/schedule.ts";
import { isZone, zoneNames } from "../../packages/schedules/zones.ts";
import { choice, integer, repeatable, text } from "../fields.ts";
import { givenName } from "../names.ts";
import { didYouMean, nearest } from "../nearest.ts";

/** Adds or removes tasks when average CPU crosses a threshold. */
const step = v.strictObject({
  /** Name of the scaling policy. @default `SERVICE-scale-out-policy`, `SERVICE-scale-in-policy` */
  policyName: v.optional(givenName("scalingPolicy")),
  /** Name of the alarm. @default `SERVICE-scale-out-alarm`, `SERVICE-scale-in-alarm` */
  alarmName: v.optional(givenName("alarm")),
  /** Average CPU utilization in percent of what the tasks reserve: `out` at or above it, `in` at or below it. */
  cpuPercent: integer(0, 100, "percent"),
  /** Number of tasks to add or remove, 1 to 100. @default 1 */
  tasks: v.optional(integer(1, 100, "tasks"), 1),
  /** Period of a measurement in seconds, a multiple of 60, up to 86400. @default 300 */
  periodSeconds: v.optional(integer(60, 86400, "seconds"), 300),
  /** Consecutive periods beyond the threshold until the policy acts, 1 to 100. @default 1 */
  periods: v.optional(integer(1, 100, "measurements"), 1),
  /** Cooldown in seconds until the policy acts again. @default 300 */
  cooldownSeconds: v.optional(integer(0, 86400, "seconds"), 300),
});

/** Target tracking: keeps a metric near a value by adding and removing tasks. */
const tracking = v.strictObject({
  /** `cpu`, `memory`: percentage of what the tasks reserve; `requests`: per task and minute, with a `route` of HTTP. Each once. */
  metric: choice("cpu", "memory", "requests"),
  /** Value that the metric is kept near. */
  target: integer(1, 1000000),
  /** Cooldown in seconds until tasks are added again. @default 60 */
  scaleOutCooldownSeconds: v.optional(integer(0, 86400, "seconds"), 60),
  /** Cooldown in seconds until tasks are removed again. @default 300 */
  scaleInCooldownSeconds: v.optional(integer(0, 86400, "seconds"), 300),
  /** Whether the policy also removes tasks. @default true */
  scaleIn: v.optional(v.boolean(), true),
});

/** Scheduled change of the limits, once or recurring. */
const schedule = v.strictObject({
  /** Name of the scheduled action, unique in the service. */
  name: text(
    // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
    /^(?! )(?!.* $)[ -.0-9;-{}~]{1,256}$/,
    "is not a valid name: use up to 256 printable characters of ASCII without : / and |, and no space at either end",
  ),
  /** Schedule: `cron(0 8 ? * MON-FRI *)`, `rate(1 hour)` or `at(2027-01-31T08:00:00)`. */
  when: v.pipe(
    v.string(),
    v.check(
      (value) => typeof readSchedule(value) !== "string",
      ({ input }) => String(readSchedule(input)),
    ),
    v.title("`cron(…)`, `rate(…)` or `at(…)`"),
  ),
  /** IANA time zone of the schedule, such as `Europe/Berlin`. @default "UTC" */
  timezone: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isZone,
        ({ input }) =>
          `is not a time zone: write its IANA name, such as Europe/Berlin${didYouMean(nearest(input, zoneNames()))}`,
      ),
      v.title("time zone"),
    ),
    "UTC",
  ),
  /** Minimum number of tasks from then on. */
  minTasks: integer(0, 5000, "tasks"),
  /** Maximum number of tasks from then on. */
  maxTasks: integer(0, 5000, "tasks"),
});

/** Limits of the number of tasks, and scaling policies, which can be combined. */
export const scaling = v.strictObject({
  /** Minimum number of tasks. */
  minTasks: integer(0, 5000, "tasks"),
  /** Maximum number of tasks. */
  maxTasks: integer(1, 5000, "tasks"),
  /** Step scaling by CPU utilization. @default none */
  steps: v.optional(
    v.strictObject({
      /** Adds tasks. */
      out: step,
      /** Removes tasks. */
      in: step,
    }),
  ),
  /** Target tracking: tasks are added and removed to keep a metric near a value. @default none */
  tracking: v.optional(repeatable(tracking), []),
  /** Scheduled scaling: other limits from a time on. @default none */
  schedules: v.optional(repeatable(schedule), []),
});

export type StepConfig = v.InferOutput<typeof step> & { policyName: string; alarmName: string };
export type TrackingConfig = v.InferOutput<typeof tracking> & { policyName: string };
export type ScheduleConfig = v.InferOutput<typeof schedule>;

/** Scaling as it is written; `ScalingConfig` has all names. */
export type ScalingInput = v.InferOutput<typeof scaling>;
export type ScalingConfig = Omit<ScalingInput, "steps" | "tracking"> & {
  steps?: { out: StepConfig; in: StepConfig };
  tracking: TrackingConfig[];
};
