import * as v from "valibot";
import { choice, port, text } from "../fields.ts";

/** How the service finds others of its cluster, and they it, by short names. */
export const serviceConnect = v.strictObject({
  /** Name that others call it by, such as `orders` for `http://orders`. @default none: it only calls others */
  name: v.optional(
    text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "is not a host name: use up to 63 lower-case letters, digits and -"),
  ),
  /** Port that others call. @default the container's */
  port: v.optional(port()),
  /** What it speaks; with all but `tcp` ECS counts requests and errors. @default "http" */
  protocol: v.optional(choice("http", "http2", "grpc", "tcp"), "http"),
});

export type ServiceConnectConfig = v.InferOutput<typeof serviceConnect>;
