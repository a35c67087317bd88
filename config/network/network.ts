import * as v from "valibot";
import { choice, cidr, EC2_ID, integer, list, repeatable, text, zone } from "../fields.ts";
import { overrides } from "../overrides.ts";
import { parseCidr } from "./cidr.ts";
import { type HttpsEgressConfig, httpsEgress, httpsEgressOf } from "./https-egress.ts";
import { planSubnets, subnetNumbers } from "./layout.ts";
import { storageBuckets } from "./storage-buckets.ts";

/** An id as EC2 gives it. */
const id = (prefix: string) =>
  text(
    new RegExp(`^${prefix}-${EC2_ID}$`),
    `is not an id: write it as EC2 shows it, such as ${prefix}-0123456789abcdef0`,
  );

/** The VPC and its subnets: the environment's own, or an existing one (`vpcId`), in which nothing is created but endpoints. */
export const network = v.strictObject({
  /** Existing VPC. @default the environment creates one */
  vpcId: v.optional(id("vpc")),
  /** IPv4 range of the VPC, /16 to /28 (Amazon VPC allows no other sizes). */
  cidr: cidr(),
  /**
   * Two to six Availability Zones, such as `us-east-1a`. Each gets a public subnet and, unless there are none, a
   * private one; in an existing VPC each has them.
   */
  zones: list(zone()),
  /**
   * IPv4 ranges of the public subnets, one per zone. @default /24 networks of `cidr`, which are kept when a zone is
   * added after the others
   */
  publicSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * IPv4 ranges of the private subnets, one per zone. An empty list moves tasks and instances into the public subnets.
   * @default /24 networks beside the public ones; none with `nat: "none"`, unless `endpoints` is `"all"`
   */
  privateSubnetCidrs: v.optional(repeatable(cidr())),
  /**
   * Whether the network is dual-stack: the VPC gets an IPv6 range of Amazon (/56), each subnet a /64 of it, which is
   * kept when a zone is added after the others, and IPv6 routes to the internet: private subnets only outbound. For an
   * existing VPC: whether the listed subnets are dual-stack. @default false
   */
  ipv6: v.optional(v.boolean(), false),
  /** Whether network interfaces that are created in the subnets, such as those of instances, get an IPv6 address. @default `ipv6` */
  ipv6OnLaunch: v.optional(v.boolean()),
  /** Public subnets of an existing VPC, one per zone. Only internet-facing load balancers need them. @default none */
  publicSubnetIds: v.optional(list(id("subnet"))),
  /** Private subnets of an existing VPC, one per zone. @default none: tasks and instances are in the public subnets */
  privateSubnetIds: v.optional(list(id("subnet"))),
  /** Route tables of an existing VPC that get a route to the gateway endpoint of S3. @default none */
  routeTableIds: v.optional(list(id("rtb"))),
  /**
   * NAT gateways of the private subnets. `one-per-zone` survives the loss of a zone. Each costs about 33 USD a month in
   * us-east-1, plus its traffic. @default "one-per-zone"; in an existing VPC none are created
   */
  nat: v.optional(choice("none", "one", "one-per-zone")),
  /**
   * VPC endpoints. `gateway`: S3, which costs nothing. `all`: also those that tasks use (ECR, CloudWatch Logs, Secrets
   * Manager, Systems Manager, ECS, STS), so that private subnets need no route to the internet; each costs about 7 USD
   * a month per zone in us-east-1, plus its traffic. @default "gateway"; "none" in an existing VPC
   */
  endpoints: v.optional(choice("none", "gateway", "all")),
  /**
   * Up to 100 S3 buckets that the gateway endpoint allows, by name, with `*` for any part; also those of environment
   * files, and of artifacts where builds are in the VPC, and that of image layers in ECR. Other buckets of the region
   * can't be reached from the subnets, those of AWS included. @default every bucket
   */
  storageBuckets: v.optional(storageBuckets),
  /**
   * Where tasks and instances may connect to over HTTPS, besides the VPC; `outbound` of a service adds to it, and `{}` allows
   * nothing more than S3 through its gateway endpoint. Builds and load balancers are not limited.
   * @default anywhere; private subnets without a route to the internet (`nat: "none"`) get `{}`, and anywhere by IPv6
   * with `ipv6`
   */
  httpsEgress: v.optional(httpsEgress),
  /** Whether instances that are launched in a public subnet get a public IPv4 address. @default false */
  publicIpOnLaunch: v.optional(v.boolean()),
  /** Days that VPC flow logs are kept in an S3 bucket, 1 to 3653; null for no flow logs. @default 30; an existing VPC gets none */
  flowLogRetentionDays: v.optional(v.nullable(integer(1, 3653, "days"))),
  /** Arguments of the network's resources that no field covers. @default none */
  overrides: v.optional(overrides, []),
});

export type ParsedNetwork = v.InferOutput<typeof network>;

/** A network with all its subnets, by range or, in an existing VPC, by id. */
export type NetworkConfig = ReturnType<typeof resolveNetwork>;

/** NAT gateways and endpoints that the environment creates. */
export function waysOutOf({ vpcId, nat, endpoints }: ParsedNetwork) {
  const isOwn = vpcId === undefined;
  return {
    nat: nat ?? (isOwn ? "one-per-zone" : "none"),
    endpoints: endpoints ?? (isOwn ? "gateway" : "none"),
  };
}

/** Whether there are private subnets, listed, planned or existing. */
export function hasPrivateSubnets(parsed: ParsedNetwork): boolean {
  if (parsed.vpcId !== undefined) return (parsed.privateSubnetIds ?? []).length > 0;
  const { nat, endpoints } = waysOutOf(parsed);
  return (nat !== "none" || endpoints === "all") && parsed.privateSubnetCidrs?.length !== 0;
}

/** How a network that has no private subnets gets some. */
export function wayToPrivateSubnets(parsed: ParsedNetwork): string {
  if (parsed.vpcId !== undefined) return "list network.privateSubnetIds";
  const { nat, endpoints } = waysOutOf(parsed);
  return nat === "none" && endpoints !== "all" ? "give the network NAT gateways" : "list network.privateSubnetCidrs";
}

/** How many public subnets there are, planned or existing: one for each zone. */
export const publicSubnetCount = ({
  vpcId,
  zones,
  publicSubnetIds = [],
}: Pick<ParsedNetwork, "vpcId" | "zones" | "publicSubnetIds">): number =>
  vpcId === undefined ? zones.length : publicSubnetIds.length;

/** Whether a load balancer that faces the internet has subnets. */
export const hasPublicSubnets = (parsed: ParsedNetwork): boolean => publicSubnetCount(parsed) > 0;

/** Whether private subnets reach the internet, as far as one knows of an existing VPC. */
export const hasInternet = (parsed: ParsedNetwork): boolean =>
  parsed.vpcId !== undefined || waysOutOf(parsed).nat !== "none";

/** Where tasks and instances in subnets may connect to over HTTPS. */
function httpsEgressFrom(parsed: ParsedNetwork, tier: "public" | "private"): HttpsEgressConfig {
  const { cidr, ipv6, httpsEgress: given } = parsed;
  const isClosed = tier === "private" && !hasInternet(parsed);
  return httpsEgressOf({ cidr, ipv6, isClosed, storageEndpoint: waysOutOf(parsed).endpoints !== "none", given });
}

/** Plans the subnets that configuration does not list. There are fewer than zones where the VPC has no room. */
export function resolveNetwork(parsed: ParsedNetwork) {
  const { vpcId, publicSubnetIds = [], privateSubnetIds = [], routeTableIds = [] } = parsed;
  const isOwn = vpcId === undefined;
  const vpc = isOwn ? parseCidr(parsed.cidr) : undefined;
  const plan = (tier: "public" | "private") => (vpc === undefined ? [] : planSubnets(vpc, tier, parsed.zones.length));
  return {
    ...parsed,
    ...waysOutOf(parsed),
    publicSubnetCidrs: parsed.publicSubnetCidrs ?? plan("public"),
    privateSubnetCidrs: parsed.privateSubnetCidrs ?? (hasPrivateSubnets(parsed) ? plan("private") : []),
    /** Which /64 of the VPC's IPv6 range each subnet gets. */
    publicSubnetIpv6Numbers: subnetNumbers("public", parsed.zones.length),
    privateSubnetIpv6Numbers: subnetNumbers("private", parsed.zones.length),
    ipv6OnLaunch: parsed.ipv6OnLaunch ?? parsed.ipv6,
    publicSubnetIds,
    privateSubnetIds,
    routeTableIds,
    httpsEgress: { public: httpsEgressFrom(parsed, "public"), private: httpsEgressFrom(parsed, "private") },
    publicIpOnLaunch: parsed.publicIpOnLaunch ?? false,
    flowLogRetentionDays:
      parsed.flowLogRetentionDays === undefined && isOwn ? 30 : (parsed.flowLogRetentionDays ?? null),
  };
}
