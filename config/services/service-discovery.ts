import * as v from "valibot";
import { choice, integer, text } from "../fields.ts";

/** What Cloud Map takes for the name of a service (Cloud Map API reference, CreateService). */
const NAME = /^(?=.{1,127}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

const NO_NAME = "is not a DNS name: use labels of up to 63 lower-case letters, digits, - and _, with dots between them";

/** A DNS name in the cluster's namespace, with a record for each task. */
export const serviceDiscovery = v.strictObject({
  /**
   * Name in the namespace of the cluster, unique in it. Another record type needs another name.
   * @default the name of the service; with SRV records `_NAME._tcp`, or `_NAME._udp` for a UDP port
   */
  name: v.optional(text(NAME, NO_NAME)),
  /**
   * DNS records: `A` has the address of a task, `SRV` also its port, which bridge and host mode need.
   * @default "A" with awsvpc, "SRV" elsewhere
   */
  recordType: v.optional(choice("A", "SRV")),
  /** Name of one of `ports` of the containers, which SRV records have. @default the port of the service's container */
  portName: v.optional(v.string()),
  /** Seconds that resolvers keep an answer, 0 to 2147483647. @default 60 */
  ttlSeconds: v.optional(integer(0, 2147483647, "seconds"), 60),
});

export type ServiceDiscoveryInput = v.InferOutput<typeof serviceDiscovery>;

/** Why Cloud Map does not take a name; undefined if it does. */
export const nameObstacle = (name: string): string | undefined => (NAME.test(name) ? undefined : NO_NAME);
