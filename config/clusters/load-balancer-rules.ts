import type { Finding } from "../finding.ts";
import { checkAttributes } from "./attributes.ts";
import { checkCertificates } from "./certificates.ts";
import { checkBesideExisting, checkExistingListeners } from "./existing-load-balancer.ts";
import { LOAD_BALANCER_DEFAULTS, type LoadBalancerConfig, type WafConfig } from "./load-balancer.ts";
import { checkMutualTls } from "./mutual-tls.ts";
import { NETWORK_LOAD_BALANCER_DEFAULTS, type NetworkLoadBalancerConfig } from "./network-load-balancer.ts";

/** What Elastic Load Balancing would refuse of a load balancer. */
export const LOAD_BALANCER_RULES: readonly ((balancer: LoadBalancerConfig) => readonly Finding[])[] = [
  checkCertificates,
  checkAttributes,
  checkRuleGroups,
  checkMutualTls,
  (balancer) => checkBesideExisting(balancer, LOAD_BALANCER_DEFAULTS),
  checkExistingListeners,
];

/** What Elastic Load Balancing would refuse of a Network Load Balancer. */
export const NETWORK_LOAD_BALANCER_RULES: readonly ((balancer: NetworkLoadBalancerConfig) => readonly Finding[])[] = [
  checkAddresses,
  (balancer) => checkBesideExisting(balancer, NETWORK_LOAD_BALANCER_DEFAULTS, ["tlsPolicy", "certificateArns"]),
];

/** Only a load balancer that faces the internet has Elastic IP addresses (user guide, create a Network Load Balancer). */
function checkAddresses({ scheme, staticAddresses, elasticIpAllocationIds }: NetworkLoadBalancerConfig): Finding[] {
  const isGiven = elasticIpAllocationIds.length > 0;
  if (staticAddresses && isGiven)
    return [
      {
        path: ["staticAddresses"],
        message: "is for addresses that are created: leave it out, or elasticIpAllocationIds",
      },
    ];
  if (scheme === "internet-facing" || !(staticAddresses || isGiven)) return [];
  const path = [isGiven ? "elasticIpAllocationIds" : "staticAddresses"];
  return [{ path, message: 'is for the scheme "internet-facing": leave it out, or change scheme' }];
}

/** Settings of rule groups that are not asked. */
function checkRuleGroups({ waf }: LoadBalancerConfig): Finding[] {
  const named = Object.keys(waf?.managedRuleActions ?? {}) as WafConfig["managedRuleGroups"];
  const message = "is for a rule group that managedRuleGroups does not list: add it there, or leave this out";
  const found: Finding[] = named
    .filter((name) => !waf?.managedRuleGroups.includes(name))
    .map((name) => ({ path: ["waf", "managedRuleActions", name], message }));
  const ofCommon = "AWSManagedRulesCommonRuleSet";
  if (waf?.largeBodies === "block" && !waf.managedRuleGroups.includes(ofCommon))
    found.push({
      path: ["waf", "largeBodies"],
      message: `is for ${ofCommon}, which managedRuleGroups does not list: add it there, or leave this out`,
    });
  return found;
}
