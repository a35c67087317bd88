import * as v from "valibot";
import { choice, cidr, list, repeatable, retentionDays, zone } from "../fields.ts";
import { parseCidr, subdivide } from "./cidr.ts";

/** The VPC and its subnets. */
export const network = v.strictObject({
  /** IPv4 range of the VPC, /16 to /28 (Amazon VPC takes no other sizes). */
  cidr: cidr(),
  /** Availability Zones by name, two to six. Each gets a public subnet, and a private one where there are private ones. */
  zones: list(zone()),
  /** Ranges of the public subnets, one for each zone. @default /24 networks from the start of `cidr` */
  publicSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * Ranges of the private subnets, one for each zone. With none at all, tasks and instances live in the public ones.
   * @default /24 networks behind the public ones; none with `nat: "none"`
   */
  privateSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * NAT gateways, the private subnets' way out. One for each zone survives the loss of a zone; each costs about 33 USD a
   * month in us-east-1, and what passes through on top. @default "one-per-zone"
   */
  nat: v.optional(choice("none", "one", "one-per-zone"), "one-per-zone"),
  /** Whether an instance that starts in a public subnet gets a public address. @default false */
  publicIpOnLaunch: v.optional(v.boolean(), false),
  /** Days that VPC flow logs are kept, in a bucket; null for no flow logs. @default 30 */
  flowLogRetentionDays: v.optional(v.nullable(retentionDays()), 30),
});

type Parsed = v.InferOutput<typeof network>;

/** A network with all its subnets. */
export type NetworkConfig = Required<Parsed>;

/** Whether there are private subnets, listed or planned. */
export const hasPrivateSubnets = ({ nat, privateSubnetCidrs }: Parsed): boolean =>
  nat !== "none" && privateSubnetCidrs?.length !== 0;

/** Prefix length of subnets that configuration does not list. */
export const SUBNET_PREFIX = 24;

/** Plans the subnets that configuration does not list. There are fewer than zones where the VPC has no room. */
export function resolveNetwork(parsed: Parsed): NetworkConfig {
  const vpc = parseCidr(parsed.cidr);
  const count = parsed.zones.length;
  const plan = (skip: number) => (vpc === undefined ? [] : subdivide(vpc, SUBNET_PREFIX, count, skip));
  const publicSubnetCidrs = parsed.publicSubnetCidrs ?? plan(0);
  const privateSubnetCidrs = parsed.privateSubnetCidrs ?? (parsed.nat === "none" ? [] : plan(count));
  return { ...parsed, publicSubnetCidrs, privateSubnetCidrs };
}
