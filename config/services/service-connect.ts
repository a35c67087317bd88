import * as v from "valibot";
import { choice, port, text } from "../fields.ts";

/** How the service finds others of its cluster, and they it, by short names. */
export const serviceConnect = v.strictObject({
  /** Name by which other services call it, such as `orders` for `http://orders`. @default none: it only calls others */
  name: v.optional(
    text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "is not a host name: use up to 63 lower-case letters, digits and -"),
  ),
  /** Port at which other services call it. @default the port of the container */
  port: v.optional(port()),
  /** Protocol. With all but `tcp`, ECS publishes metrics of requests and errors. @default "http" */
  protocol: v.optional(choice("http", "http2", "grpc", "tcp"), "http"),
});

export type ServiceConnectConfig = v.InferOutput<typeof serviceConnect>;
