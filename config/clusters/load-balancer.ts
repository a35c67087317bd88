import * as v from "valibot";
import { choice, cidr, list, port, retentionDays, whole } from "../fields.ts";
import { certificateArn, domain, furtherDomain } from "./domain.ts";

/** What AWS WAF lets through to the load balancer. */
const waf = v.strictObject({
  /**
   * AWS managed rule groups, in the order of evaluation.
   * @default known bad inputs, anonymous IP addresses and the core rule set
   */
  managedRuleGroups: v.optional(
    list(
      choice(
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
      ),
    ),
    ["AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAnonymousIpList", "AWSManagedRulesCommonRuleSet"],
  ),
  /** Requests from one IP address in five minutes above which it is blocked, 10 to 2000000000. @default no limit */
  requestsPer5Minutes: v.optional(whole(10, 2000000000, "requests")),
  /** Days that CloudWatch Logs keeps the log of blocked and counted requests. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

/** The load balancer that the services of a cluster share. */
export const loadBalancer = v.strictObject({
  /** Whether the internet reaches it, in public subnets, or only the VPC and what is connected to it, in private ones. @default "internet-facing" */
  scheme: v.optional(choice("internet-facing", "internal"), "internet-facing"),
  /** Port of the shared listener. With a certificate or a domain it redirects to HTTPS at 443. @default 80 */
  port: v.optional(port(), 80),
  /** IPv4 networks that may connect to the listeners. @default ["0.0.0.0/0"] */
  allowedCidrs: v.optional(list(cidr()), ["0.0.0.0/0"]),
  /** Idle timeout of a connection, 1 to 4000 seconds. @default 60, as Elastic Load Balancing sets it */
  idleTimeoutSeconds: v.optional(whole(1, 4000, "seconds"), 60),
  /** Whether AWS refuses to delete the load balancer. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  /** Host name with a certificate, for HTTPS. @default none: the DNS name of the load balancer, without certificates by HTTP */
  domain: v.optional(domain),
  /** Further host names, each with a certificate. @default none */
  domains: v.optional(list(furtherDomain), []),
  /**
   * Existing certificates, of the environment's account and region, up to 26 with those that are created (a quota). The
   * first is the default one, in place of one that is created for `domain`; clients get the others by the name that they
   * ask for (SNI). @default none
   */
  certificateArns: v.optional(list(certificateArn()), []),
  /** Days that access logs are kept in an S3 bucket, 1 to 3650; null for no access logs. @default 90 */
  accessLogDays: v.optional(v.nullable(whole(1, 3650, "days")), 90),
  /** Web ACL of AWS WAF in front of the load balancer. @default none */
  waf: v.optional(waf),
});

export type LoadBalancerConfig = v.InferOutput<typeof loadBalancer>;
export type WafConfig = v.InferOutput<typeof waf>;

const DEFAULTS = v.parse(loadBalancer, {});

/** Settings of a cluster's load balancer, configured or not. */
export const loadBalancerOf = (cluster: { readonly loadBalancer?: LoadBalancerConfig }): LoadBalancerConfig =>
  cluster.loadBalancer ?? DEFAULTS;
