import * as v from "valibot";
import { choice, integer } from "../fields.ts";
import { givenName } from "../names.ts";

/** A CloudWatch alarm of a service, which notifies and can stop a deployment. */
export const alarm = v.strictObject({
  /** Name of the alarm. A second alarm on the same metric needs one. @default `SERVICE-METRIC` */
  name: v.optional(givenName("alarm")),
  /**
   * `cpu`, `memory`: percentage of what the tasks reserve. With a `route` also `unhealthy-tasks`: their number; with one of HTTP
   * `server-errors`: responses 5xx of the tasks in a period; `response-time`: 99th percentile in milliseconds.
   */
  metric: choice("cpu", "memory", "unhealthy-tasks", "server-errors", "response-time"),
  /** Threshold: the alarm is triggered at or above this value, in the unit of the metric. */
  threshold: integer(1, 1000000),
  /** Period of a measurement in seconds, a multiple of 60, up to 86400. @default 60 */
  periodSeconds: v.optional(integer(60, 86400, "seconds"), 60),
  /** Consecutive periods at or above the threshold until the alarm is triggered, 1 to 100. @default 3 */
  periods: v.optional(integer(1, 100, "measurements"), 3),
  /** Whether a deployment is rolled back when the alarm is triggered. @default false */
  rollsBack: v.optional(v.boolean(), false),
});

export type AlarmConfig = v.InferOutput<typeof alarm> & { name: string };
