import * as v from "valibot";
import { list, port, text, whole } from "../fields.ts";

const pattern = text(
  /^[\w\-.$/~"'@:+&*?]{1,128}$/,
  "is not a pattern: use up to 128 letters, digits and punctuation, with * and ?",
);

/** Which requests of the cluster's load balancer are the service's, and how its tasks are found healthy. */
export const route = v.strictObject({
  /** Port of another listener, which is made for it. @default the listener that the services of the cluster share */
  port: v.optional(port()),
  /** Place of the rule among those of the listener: the lowest that fits wins. 1 to 50000, each used once. */
  priority: whole(1, 50000),
  /** Paths, with * and ?. @default every path */
  paths: v.optional(list(pattern), ["*"]),
  /** Host names, with * and ?. @default every host */
  hosts: v.optional(list(pattern), []),
  /** Headers, and the values of which one has to be there, with * and ?. @default none */
  headers: v.optional(
    v.record(text(/^[\w!#$%&'*+.^`|~-]{1,40}$/, "is not a header: write its name"), list(pattern)),
    {},
  ),
  healthCheck: v.optional(
    v.strictObject({
      /** @default "/" */
      path: v.optional(text(/^\/.{0,1023}$/, "is not a path: begin with /"), "/"),
      /** HTTP codes that are healthy, such as `200` or `200-299`. @default "200" */
      codes: v.optional(
        text(/^\d{3}([-,]\d{3})*$/, 'are no HTTP codes: write them as "200", "200,302" or "200-299"'),
        "200",
      ),
      /** Seconds between two checks, 5 to 300. @default 30 */
      intervalSeconds: v.optional(whole(5, 300, "seconds"), 30),
      /** Seconds until a check has failed, 2 to 120, less than the interval. @default 5 */
      timeoutSeconds: v.optional(whole(2, 120, "seconds"), 5),
      /** Checks in a row until a task is healthy, 2 to 10. @default 2 */
      healthyThreshold: v.optional(whole(2, 10, "checks"), 2),
      /** Checks in a row until a task is unhealthy, 2 to 10. @default 2 */
      unhealthyThreshold: v.optional(whole(2, 10, "checks"), 2),
      /** Seconds after its start in which a failing task is not replaced. @default 0 */
      graceSeconds: v.optional(whole(0, 2147483647, "seconds"), 0),
    }),
    {},
  ),
  /** Seconds that a task goes on answering open connections before it ends, 0 to 3600. @default 30 */
  deregistrationDelaySeconds: v.optional(whole(0, 3600, "seconds"), 30),
  /** Seconds in which a new task gets more and more requests, 30 to 900; 0 for its share at once. @default 0 */
  slowStartSeconds: v.optional(whole(0, 900, "seconds"), 0),
  /** Seconds that a browser stays with its task, by a cookie, 1 to 604800; 0 for not. @default 0 */
  stickySeconds: v.optional(whole(0, 604800, "seconds"), 0),
});

export type RouteConfig = v.InferOutput<typeof route>;
