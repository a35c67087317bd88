import * as v from "valibot";
import { choice, cidr, list, repeatable, retentionDays, zone } from "../fields.ts";
import { overrides } from "../overrides.ts";
import { parseCidr } from "./cidr.ts";
import { planSubnets } from "./layout.ts";

/** The VPC and its subnets. */
export const network = v.strictObject({
  /** IPv4 range of the VPC, /16 to /28 (Amazon VPC takes no other sizes). */
  cidr: cidr(),
  /** Two to six Availability Zones, such as `us-east-1a`. Each gets a public subnet and, if there are any, a private one. */
  zones: list(zone()),
  /**
   * IPv4 ranges of the public subnets, one per zone. @default /24 networks of `cidr`, which stay when a zone is added behind
   * the others
   */
  publicSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * IPv4 ranges of the private subnets, one per zone. An empty list puts tasks and instances into the public subnets.
   * @default /24 networks beside the public ones; none with `nat: "none"`
   */
  privateSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * NAT gateways of the private subnets. `one-per-zone` survives the loss of a zone. Each costs about 33 USD a month in
   * us-east-1, plus its traffic. @default "one-per-zone"
   */
  nat: v.optional(choice("none", "one", "one-per-zone"), "one-per-zone"),
  /** Whether instances that are launched in a public subnet get a public IPv4 address. @default false */
  publicIpOnLaunch: v.optional(v.boolean(), false),
  /** Days that VPC flow logs are kept in an S3 bucket; null for no flow logs. @default 30 */
  flowLogRetentionDays: v.optional(v.nullable(retentionDays()), 30),
  /** Arguments of the network's resources that no field covers. @default none */
  overrides: v.optional(overrides, []),
});

type Parsed = v.InferOutput<typeof network>;

/** A network with all its subnets. */
export type NetworkConfig = Required<Parsed>;

/** Whether there are private subnets, listed or planned. */
export const hasPrivateSubnets = ({ nat, privateSubnetCidrs }: Parsed): boolean =>
  nat !== "none" && privateSubnetCidrs?.length !== 0;

/** Plans the subnets that configuration does not list. There are fewer than zones where the VPC has no room. */
export function resolveNetwork(parsed: Parsed): NetworkConfig {
  const vpc = parseCidr(parsed.cidr);
  const plan = (tier: "public" | "private") => (vpc === undefined ? [] : planSubnets(vpc, tier, parsed.zones.length));
  const publicSubnetCidrs = parsed.publicSubnetCidrs ?? plan("public");
  const privateSubnetCidrs = parsed.privateSubnetCidrs ?? (parsed.nat === "none" ? [] : plan("private"));
  return { ...parsed, publicSubnetCidrs, privateSubnetCidrs };
}
