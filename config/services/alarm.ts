import * as v from "valibot";
import { choice, whole } from "../fields.ts";
import { givenName } from "../names.ts";

/** Something about a service that a person wants to know, or that a deployment has to stop for. */
export const alarm = v.strictObject({
  /** @default `SERVICE-METRIC` */
  name: v.optional(givenName("alarm")),
  /**
   * `cpu` and `memory` in percent of what the tasks reserve. The others need a route: `unhealthy-tasks` at a time,
   * `server-errors` of the tasks (HTTP 5xx) in a period, `response-time` in milliseconds that 1 % of the answers exceed.
   */
  metric: choice("cpu", "memory", "unhealthy-tasks", "server-errors", "response-time"),
  /** It goes off at and above this. */
  threshold: whole(1, 1000000),
  /** Seconds of one measurement: 60, or a multiple of it. @default 60 */
  periodSeconds: v.optional(whole(60, 86400, "seconds"), 60),
  /** Measurements in a row until it goes off. @default 3 */
  periods: v.optional(whole(1, 100, "measurements"), 3),
  /** Whether a deployment is rolled back when it goes off. @default false */
  rollsBack: v.optional(v.boolean(), false),
});

export type AlarmConfig = v.InferOutput<typeof alarm> & { name: string };
