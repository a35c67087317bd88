import * as v from "valibot";
import { choice, repeatable, text, whole } from "../fields.ts";
import { givenName } from "../names.ts";

/** Adds or removes tasks when average CPU is on one side of a threshold. */
const step = v.strictObject({
  /** @default `SERVICE-scale-out-policy` or `SERVICE-scale-in-policy` */
  policyName: v.optional(givenName("scalingPolicy")),
  /** @default `SERVICE-scale-out-alarm` or `SERVICE-scale-in-alarm` */
  alarmName: v.optional(givenName("alarm")),
  /** Average CPU of the tasks, in percent of what they reserve, from which or down to which the step is taken. */
  cpuPercent: whole(0, 100, "percent"),
  /** Tasks to add or remove. @default 1 */
  tasks: v.optional(whole(1, 100, "tasks"), 1),
  /** Seconds of one measurement: 60, or a multiple of it. @default 300 */
  periodSeconds: v.optional(whole(60, 86400, "seconds"), 300),
  /** Measurements in a row until the step is taken. @default 1 */
  periods: v.optional(whole(1, 100, "measurements"), 1),
  /** Seconds until the next step. @default 300 */
  cooldownSeconds: v.optional(whole(0, 86400, "seconds"), 300),
});

/** Keeps a measurement near a value by adding and removing tasks. */
const tracking = v.strictObject({
  /** `cpu` and `memory` in percent of what the tasks reserve; `requests` for each task and minute, which needs a route. */
  metric: choice("cpu", "memory", "requests"),
  target: whole(1, 1000000),
  /** Seconds until tasks are added again. @default 60 */
  scaleOutCooldownSeconds: v.optional(whole(0, 86400, "seconds"), 60),
  /** Seconds until tasks are removed again. @default 300 */
  scaleInCooldownSeconds: v.optional(whole(0, 86400, "seconds"), 300),
  /** Whether it also removes tasks. @default true */
  scaleIn: v.optional(v.boolean(), true),
});

/** Other limits from a time on, once or again and again. */
const schedule = v.strictObject({
  /** Unique in the service. */
  name: text(/^[A-Za-z0-9_-]{1,100}$/, "is not a short name: use up to 100 letters, digits, _ and -"),
  /** `cron(0 8 ? * MON-FRI *)`, `rate(1 hour)` or `at(2027-01-31T08:00:00)`. */
  when: text(
    /^(cron\(\S+( \S+){5}\)|rate\(\d+ (minute|hour|day)s?\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/,
    "is no schedule: write cron(…) with six fields, rate(1 hour) or at(2027-01-31T08:00:00)",
  ),
  /** @default "UTC" */
  timezone: v.optional(text(/^\w+(\/[\w+-]+)*$/, "is no time zone: write its name, such as Europe/Berlin"), "UTC"),
  minTasks: whole(0, 5000, "tasks"),
  maxTasks: whole(0, 5000, "tasks"),
});

/** Between which numbers of tasks a service scales, and by what; several ways at once are fine. */
export const scaling = v.strictObject({
  minTasks: whole(0, 5000, "tasks"),
  maxTasks: whole(1, 5000, "tasks"),
  /** Steps out and in, each by an alarm of its own. @default none */
  steps: v.optional(v.strictObject({ out: step, in: step })),
  /** @default none */
  tracking: v.optional(repeatable(tracking), []),
  /** @default none */
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
