import * as v from "valibot";
import { choice, port, text } from "../fields.ts";

/** An additional port of a container (ECS API reference, PortMapping). */
export const furtherPort = v.strictObject({
  /** Name of the port, unique in the service, by which `serviceConnect.further` finds it. */
  name: text(
    /^[a-z0-9_][a-z0-9_-]{0,63}$/,
    "is not the name of a port: use up to 64 lower-case letters, digits, _ and -, not beginning with -",
  ),
  /** Port that the container listens on. */
  port: port(),
  /** Transport protocol. @default "tcp" */
  protocol: v.optional(choice("tcp", "udp"), "tcp"),
  /**
   * Application protocol at a TCP port that Service Connect reaches: ECS publishes metrics of requests and errors. It
   * can't be changed once the service exists; give the port another name then. @default none: plain TCP
   */
  appProtocol: v.optional(choice("http", "http2", "grpc")),
});

export type FurtherPortConfig = v.InferOutput<typeof furtherPort>;
