import type { Finding } from "../finding.ts";
import { checkAttributes } from "./attributes.ts";
import { checkCertificates } from "./certificates.ts";
import { checkExisting } from "./existing-load-balancer.ts";
import { LOAD_BALANCER_DEFAULTS, type LoadBalancerConfig, type WafConfig } from "./load-balancer.ts";
import { checkMutualTls } from "./mutual-tls.ts";

/** Security groups of a network interface, at most, with the load balancer's own (Amazon VPC quotas; the default is 5). */
const MAX_GROUPS = 16;

/** What Elastic Load Balancing would refuse of a load balancer. */
export const LOAD_BALANCER_RULES: readonly ((balancer: LoadBalancerConfig) => readonly Finding[])[] = [
  checkCertificates,
  checkAttributes,
  checkGroups,
  checkRuleGroups,
  checkMutualTls,
  (balancer) => checkExisting(balancer, LOAD_BALANCER_DEFAULTS),
];

/** Settings of rule groups that are not asked. */
function checkRuleGroups({ waf }: LoadBalancerConfig): Finding[] {
  const named = Object.keys(waf?.managedRuleActions ?? {}) as WafConfig["managedRuleGroups"];
  const message = "is for a rule group that managedRuleGroups does not list: add it there, or leave this out";
  return named
    .filter((name) => !waf?.managedRuleGroups.includes(name))
    .map((name) => ({ path: ["waf", "managedRuleActions", name], message }));
}

function checkGroups({ securityGroupIds }: LoadBalancerConfig): Finding[] {
  if (securityGroupIds.length < MAX_GROUPS) return [];
  const message = `is too long: a network interface takes ${MAX_GROUPS} groups, so name at most ${MAX_GROUPS - 1} beside the load balancer's own`;
  return [{ path: ["securityGroupIds"], message }];
}
