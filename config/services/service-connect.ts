import * as v from "valibot";
import { choice, port, repeatable, text } from "../fields.ts";

const hostName = () =>
  text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "is not a host name: use up to 63 lower-case letters, digits and -");

/** A name for one of the ports that containers of the service name. */
const furtherName = v.strictObject({
  /** Name of one of `ports` of the service's containers, with TCP. */
  portName: v.string(),
  /** Name by which other services call it, unique in the cluster. */
  name: hostName(),
  /** Port at which other services call it. @default the port of the container */
  port: v.optional(port()),
});

/** How the service finds others of its cluster, and they it, by short names. */
export const serviceConnect = v.strictObject({
  /** Name by which other services call it, such as `orders` for `http://orders`. @default none: it only calls others */
  name: v.optional(hostName()),
  /** Port at which other services call it. @default the port of the container */
  port: v.optional(port()),
  /** Protocol. With all but `tcp`, ECS publishes metrics of requests and errors. @default "http" */
  protocol: v.optional(choice("http", "http2", "grpc", "tcp"), "http"),
  /** Names of further ports of its containers. @default none */
  further: v.optional(repeatable(furtherName), []),
});

export type ServiceConnectConfig = v.InferOutput<typeof serviceConnect>;

/** Whether other services call this one by a name, at any of its ports. */
export const isCallable = (settings: Pick<ServiceConnectConfig, "name" | "further"> | undefined): boolean =>
  settings !== undefined && (settings.name !== undefined || settings.further.length > 0);
