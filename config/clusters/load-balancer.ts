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
  /** Route 53 hosted zone that the name is in; the certificate is validated and the name resolved through it. */
  hostedZoneId: text(/^Z[A-Z0-9]{1,31}$/, "is not a hosted zone id: write it as Route 53 shows it, Z…"),
});

/** What AWS WAF lets through to the load balancer. */
const waf = v.strictObject({
  /**
   * Groups of rules that AWS keeps up to date, in the order in which they are asked.
   * @default known bad inputs, anonymous addresses and the common rules
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
  /** Requests of one address in five minutes, beyond which it is blocked, 10 to 2000000000. @default no limit */
  requestsPer5Minutes: v.optional(whole(10, 2000000000, "requests")),
  /** Days that the log of blocked and counted requests is kept. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

/** The load balancer that the services of a cluster share. */
export const loadBalancer = v.strictObject({
  /** Port of the listener; 443 and a redirect from here when there is a domain. @default 80 */
  port: v.optional(port(), 80),
  /** Whom the listeners answer. @default everybody */
  allowedCidrs: v.optional(list(cidr()), ["0.0.0.0/0"]),
  /** Seconds without data after which a connection is closed, 1 to 4000. @default 60 (Elastic Load Balancing's own) */
  idleTimeoutSeconds: v.optional(whole(1, 4000, "seconds"), 60),
  /** Whether deleting it needs a change of this setting first. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  /** With a domain it speaks HTTPS. @default plain HTTP at the balancer's own name */
  domain: v.optional(domain),
  /** Days that a log of every request is kept, in a bucket of its own; null for no log. @default 90 */
  accessLogDays: v.optional(v.nullable(whole(1, 3650, "days")), 90),
  /** @default none */
  waf: v.optional(waf),
});

export type LoadBalancerConfig = v.InferOutput<typeof loadBalancer>;

const DEFAULTS = v.parse(loadBalancer, {});

/** Settings of a cluster's load balancer, configured or not. */
export const loadBalancerOf = (cluster: { readonly loadBalancer?: LoadBalancerConfig }): LoadBalancerConfig =>
  cluster.loadBalancer ?? DEFAULTS;

/** Finds a listener that the certificate's would meet. */
export function checkLoadBalancer({ port, domain }: LoadBalancerConfig): Finding[] {
  if (domain === undefined || port !== 443) return [];
  return [{ path: ["port"], message: "is that of HTTPS, which the domain opens by itself: leave it out" }];
}
