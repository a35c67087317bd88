import * as v from "valibot";
import { anyCidr, choice, list, port, prefixListId, securityGroupId } from "../fields.ts";

/** Sources that may connect to tasks, besides the load balancer and Service Connect. */
export const inbound = v.strictObject({
  /** Port of the tasks; with `toPort` the first one of a range. */
  port: port(),
  /** Last port of a range. @default the same port */
  toPort: v.optional(port()),
  /** Transport protocol. @default "tcp" */
  protocol: v.optional(choice("tcp", "udp"), "tcp"),
  /** IPv4 and IPv6 networks that may connect. @default none */
  cidrs: v.optional(list(anyCidr()), []),
  /** Security groups whose members may connect. @default none */
  securityGroupIds: v.optional(list(securityGroupId()), []),
  /** Managed prefix lists whose networks may connect. @default none */
  prefixListIds: v.optional(list(prefixListId()), []),
});

export type InboundConfig = v.InferOutput<typeof inbound>;
