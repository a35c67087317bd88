import * as v from "valibot";
import { choice, cidr, list, port, retentionDays, text, whole } from "../fields.ts";
import type { Finding } from "../finding.ts";

/** A name for a load balancer, with its certificate. */
const domain = v.strictObject({
  /** Host name, such as `shop.example.com`. */
  name: text(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
    "is not a host name: write it in lower case, such as shop.example.com",
  ),
  /** Route 53 hosted zone of the name. It gets the records that validate the certificate and point to the load balancer. */
  hostedZoneId: text(/^Z[A-Z0-9]{1,31}$/, "is not a hosted zone id: write it as Route 53 shows it, Z…"),
});

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

/** What AWS WAF lets through to the load balancer. */
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
   * What a rule group does with the requests that it finds: `block` them, `count` them in its metrics and log, or `off`.
   * The anonymous IP list finds visitors behind VPNs and whatever comes from hosting providers, such as monitoring and partners.
   * @default `block`, and `count` for `AWSManagedRulesAnonymousIpList`
   */
  managedRuleActions: v.optional(v.record(ruleGroup, choice("block", "count", "off")), {}),
  /**
   * What the common rule set does with bodies of more than 8 KB, such as uploads. WAF sees no more of a body than that
   * behind an Application Load Balancer. @default "count"
   */
  largeBodies: v.optional(choice("block", "count"), "count"),
  /** Requests from one IP address in five minutes above which it is blocked, 10 to 2000000000. @default no limit */
  requestsPer5Minutes: v.optional(whole(10, 2000000000, "requests")),
  /** Days that CloudWatch Logs keeps the log of blocked and counted requests. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

/** The load balancer that the services of a cluster share. */
export const loadBalancer = v.strictObject({
  /** Whether the internet reaches it, in public subnets, or only the VPC and what is connected to it, in private ones. @default "internet-facing" */
  scheme: v.optional(choice("internet-facing", "internal"), "internet-facing"),
  /** Port of the shared listener. With a `domain` it redirects to HTTPS at 443. @default 80 */
  port: v.optional(port(), 80),
  /** IPv4 networks that may connect to the listeners. @default ["0.0.0.0/0"] */
  allowedCidrs: v.optional(list(cidr()), ["0.0.0.0/0"]),
  /** Idle timeout of a connection, 1 to 4000 seconds. @default 60, as Elastic Load Balancing sets it */
  idleTimeoutSeconds: v.optional(whole(1, 4000, "seconds"), 60),
  /** Whether AWS refuses to delete the load balancer. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  /** Host name with a certificate, for HTTPS. @default none: HTTP at the DNS name of the load balancer */
  domain: v.optional(domain),
  /** Days that access logs are kept in an S3 bucket, 1 to 3650; null for no access logs. @default 90 */
  accessLogDays: v.optional(v.nullable(whole(1, 3650, "days")), 90),
  /** Web ACL of AWS WAF in front of the load balancer. @default none */
  waf: v.optional(waf),
});

export type LoadBalancerConfig = v.InferOutput<typeof loadBalancer>;
export type DomainConfig = v.InferOutput<typeof domain>;
export type WafConfig = v.InferOutput<typeof waf>;

const DEFAULTS = v.parse(loadBalancer, {});

/** Settings of a cluster's load balancer, configured or not. */
export const loadBalancerOf = (cluster: { readonly loadBalancer?: LoadBalancerConfig }): LoadBalancerConfig =>
  cluster.loadBalancer ?? DEFAULTS;

/** Finds a listener that the certificate's would meet, and settings of rule groups that are not asked. */
export function checkLoadBalancer({ port, domain, waf }: LoadBalancerConfig): Finding[] {
  const actions = Object.keys(waf?.managedRuleActions ?? {}) as WafConfig["managedRuleGroups"];
  return [
    ...(domain !== undefined && port === 443
      ? [{ path: ["port"], message: "is that of HTTPS, which the domain opens by itself: leave it out" }]
      : []),
    ...actions
      .filter((name) => !waf?.managedRuleGroups.includes(name))
      .map((name) => ({
        path: ["waf", "managedRuleActions", name],
        message: "is for a rule group that managedRuleGroups does not list: add it there, or leave this out",
      })),
  ];
}
