import * as v from "valibot";
import { list, port, text, whole } from "../fields.ts";

const pattern = text(
  /^[\w\-.$/~"'@:+&*?]{1,128}$/,
  "is not a pattern: use up to 128 letters, digits and punctuation, with * and ?",
);

/** Which requests of the cluster's load balancer are the service's, and how its tasks are found healthy. */
export const route = v.strictObject({
  /** Port of a further listener, with HTTPS if the load balancer has a domain. @default the shared listener of the cluster */
  port: v.optional(port()),
  /** Priority of the listener rule: the lowest that matches wins. Each is used once per listener. */
  priority: whole(1, 50000),
  /** Path patterns, with `*` and `?`. @default ["*"] */
  paths: v.optional(list(pattern), ["*"]),
  /** Host patterns, with `*` and `?`. Where the load balancer has a domain, each has to fit that. @default every host */
  hosts: v.optional(list(pattern), []),
  /** Header conditions: patterns by name of the header, with `*` and `?`, of which one has to match. @default none */
  headers: v.optional(
    v.record(text(/^[\w!#$%&'*+.^`|~-]{1,40}$/, "is not a header: write its name"), list(pattern)),
    {},
  ),
  /** Health check of the target group. @default `GET /` every 30 seconds has to return 200 */
  healthCheck: v.optional(
    v.strictObject({
      /** Path that the load balancer requests. @default "/" */
      path: v.optional(text(/^\/.{0,1023}$/, "is not a path: begin with /"), "/"),
      /** HTTP status codes that are healthy, such as `200,302` or `200-299`. @default "200" */
      codes: v.optional(
        text(/^\d{3}([-,]\d{3})*$/, 'are no HTTP codes: write them as "200", "200,302" or "200-299"'),
        "200",
      ),
      /** Seconds between two checks, 5 to 300. @default 30 */
      intervalSeconds: v.optional(whole(5, 300, "seconds"), 30),
      /** Seconds until a check fails, 2 to 120, less than the interval. @default 5 */
      timeoutSeconds: v.optional(whole(2, 120, "seconds"), 5),
      /** Consecutive successes until a task is healthy, 2 to 10. @default 2 */
      healthyThreshold: v.optional(whole(2, 10, "checks"), 2),
      /** Consecutive failures until a task is unhealthy, 2 to 10. @default 2 */
      unhealthyThreshold: v.optional(whole(2, 10, "checks"), 2),
      /** Health check grace period in seconds: a failing task is not replaced so soon after its start. @default 0 */
      graceSeconds: v.optional(whole(0, 2147483647, "seconds"), 0),
    }),
    {},
  ),
  /** Seconds in which open connections may finish before a task stops, 0 to 3600. @default 30 */
  deregistrationDelaySeconds: v.optional(whole(0, 3600, "seconds"), 30),
  /** Slow start in seconds, 30 to 900, in which a new task gets more and more requests; 0: its share at once. @default 0 */
  slowStartSeconds: v.optional(whole(0, 900, "seconds"), 0),
  /** Sticky sessions: seconds that a cookie binds a client to its task, 1 to 604800; 0: none. @default 0 */
  stickySeconds: v.optional(whole(0, 604800, "seconds"), 0),
});

export type RouteConfig = v.InferOutput<typeof route>;
