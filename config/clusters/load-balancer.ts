import * as v from "valibot";
import { anyCidr, choice, integer, list, port, retentionDays } from "../fields.ts";
import { isIpv6Cidr } from "../network/cidr.ts";
import { balancerAttributes } from "./attributes.ts";
import { callers } from "./callers.ts";
import { certificateArn, domain, furtherDomain } from "./domain.ts";
import { existingLoadBalancer } from "./existing-load-balancer.ts";
import { mutualTls } from "./mutual-tls.ts";

/** Rule groups that AWS manages (AWS WAF developer guide, AWS Managed Rules rule groups list). */
const ruleGroup = choice(
  "AWSManagedRulesAdminProtectionRuleSet",
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesAnonymousIpList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesLinuxRuleSet",
  "AWSManagedRulesPHPRuleSet",
  "AWSManagedRulesSQLiRuleSet",
  "AWSManagedRulesUnixRuleSet",
  "AWSManagedRulesWindowsRuleSet",
  "AWSManagedRulesWordPressRuleSet",
);

/** AWS WAF in front of the load balancer. */
const waf = v.strictObject({
  /**
   * AWS managed rule groups, in the order of evaluation.
   * @default known bad inputs, anonymous IP addresses and the core rule set
   */
  managedRuleGroups: v.optional(list(ruleGroup), [
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesCommonRuleSet",
  ]),
  /**
   * Action of a rule group on matching requests: `block` them, `count` them in its metrics and log, or `off`.
   * The anonymous IP list finds visitors behind VPNs and whatever comes from hosting providers, such as monitoring and partners.
   * @default `block`, and `count` for `AWSManagedRulesAnonymousIpList`
   */
  managedRuleActions: v.optional(v.record(ruleGroup, choice("block", "count", "off")), {}),
  /**
   * Action of the common rule set on bodies of more than 8 KB, such as uploads. Behind an Application Load Balancer,
   * WAF inspects no more of a body than that. @default "count"
   */
  largeBodies: v.optional(choice("block", "count"), "count"),
  /**
   * Rate limit: requests from one IP address in five minutes above which it is blocked, 10 to 2000000000.
   * @default no limit
   */
  requestsPer5Minutes: v.optional(integer(10, 2000000000, "requests")),
  /** Days that CloudWatch Logs keeps the log of blocked and counted requests. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

/** The load balancer that the services of a cluster share. */
export const loadBalancer = v.strictObject({
  /**
   * Existing Application Load Balancer, in an existing VPC (`network.vpcId`). Nothing of it is created or changed, so
   * it excludes all other fields of the load balancer. @default the environment creates one
   */
  existing: v.optional(existingLoadBalancer),
  /**
   * `internet-facing`: reachable from the internet, in public subnets; `internal`: only from the VPC and connected
   * networks, in private subnets.
   * @default "internet-facing"
   */
  scheme: v.optional(choice("internet-facing", "internal"), "internet-facing"),
  /** Port of the shared listener. With a certificate or a domain it redirects to HTTPS at 443. @default 80 */
  port: v.optional(port(), 80),
  /**
   * `dualstack`: clients connect by IPv4 and IPv6, and the names in `domain` and `domains` have addresses of both.
   * Requires `network.ipv6`. Targets are reached by IPv4. @default "dualstack" where the network is dual-stack and
   * `allowedCidrs` has IPv6 networks; "ipv4" elsewhere
   */
  ipAddressType: v.optional(choice("ipv4", "dualstack")),
  /**
   * IPv4 and IPv6 networks that may connect to the listeners. @default ["0.0.0.0/0"], and "::/0" where the network is
   * dual-stack; none beside `allowedPrefixListIds`
   */
  allowedCidrs: v.optional(list(anyCidr())),
  ...callers,
  /** Idle timeout of a connection, 1 to 4000 seconds. @default 60, the default of Elastic Load Balancing */
  idleTimeoutSeconds: v.optional(integer(1, 4000, "seconds"), 60),
  /** Whether AWS refuses to delete the load balancer. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  ...balancerAttributes,
  /** Host name with a certificate, for HTTPS. @default none: the DNS name of the load balancer, without certificates by HTTP */
  domain: v.optional(domain),
  /** Further host names, each with a certificate. @default none */
  domains: v.optional(list(furtherDomain), []),
  /**
   * Existing certificates, of the environment's account and region, up to 26 with those that are created (`quotas`). The
   * first is the default one, instead of one that is created for `domain`; clients get the others by the name that they
   * ask for (SNI). @default none
   */
  certificateArns: v.optional(list(certificateArn()), []),
  /** Client certificates (mutual TLS), at all HTTPS listeners. @default none */
  mutualTls: v.optional(mutualTls),
  /** Days that access logs are kept in an S3 bucket, 1 to 3650; null for no access logs. @default 90 */
  accessLogDays: v.optional(v.nullable(integer(1, 3650, "days")), 90),
  /** Whether connection logs are written too, a line for each TLS connection, below `connections/`. @default false */
  connectionLogs: v.optional(v.boolean(), false),
  /** Web ACL of AWS WAF in front of the load balancer. @default none */
  waf: v.optional(waf),
});

export type LoadBalancerConfig = v.InferOutput<typeof loadBalancer>;
export type WafConfig = v.InferOutput<typeof waf>;

/** Networks that may connect: all by default. `ipv6` tells whether the network is dual-stack. */
export function allowedCidrsOf(balancer: LoadBalancerConfig, ipv6: boolean): string[] {
  const { allowedCidrs, allowedPrefixListIds, ipAddressType } = balancer;
  if (allowedCidrs !== undefined) return allowedCidrs;
  if (allowedPrefixListIds.length > 0) return [];
  return ipv6 && ipAddressType !== "ipv4" ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"];
}

/**
 * The IP address type, where something depends on it: clients that find an IPv6 address and are not let in would wait for a
 * timeout before they try IPv4. Undefined in a network without IPv6, where AWS's default is left alone.
 */
export function ipAddressTypeOf(balancer: LoadBalancerConfig, ipv6: boolean): LoadBalancerConfig["ipAddressType"] {
  if (balancer.ipAddressType !== undefined || !ipv6) return balancer.ipAddressType;
  return allowedCidrsOf(balancer, ipv6).some(isIpv6Cidr) ? "dualstack" : "ipv4";
}

export const LOAD_BALANCER_DEFAULTS = v.parse(loadBalancer, {});

/** Settings of a cluster's load balancer, configured or not. */
export const loadBalancerOf = (cluster: { readonly loadBalancer?: LoadBalancerConfig }): LoadBalancerConfig =>
  cluster.loadBalancer ?? LOAD_BALANCER_DEFAULTS;
