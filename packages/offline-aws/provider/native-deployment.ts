import type { Cloud } from "../cloud/cloud.ts";
import { isObject, type ObjectValue } from "../protocol/values.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";
import { forwardedGroups } from "./target-groups.ts";

/**
 * Refuses blue/green, linear and canary deployments of ECS that can't move traffic (ECS developer guide, "Troubleshooting
 * Amazon ECS blue/green deployments", whose words these are). AWS takes a service with a target group that is in neither
 * rule, and rolls its deployment back; here it is refused, because nothing is rolled back here.
 */
export function checkNativeDeployment(service: ObjectValue, cloud: Cloud): void {
  const [strategy = "ROLLING"] = textsAt(service, "deployment_configuration.strategy");
  const balanced = blocks(service.load_balancer);
  const advanced = balanced.filter((each) => blocks(each.advanced_configuration).length > 0);
  if (strategy !== "ROLLING" && advanced.length < balanced.length)
    throw refused(
      "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy",
    );
  if (advanced.length > 0 && advanced.length < balanced.length)
    throw refused("Either all or none of the provided loadBalancers must have advancedConfiguration defined");
  for (const each of advanced) {
    checkRules(each);
    if (strategy !== "ROLLING") checkAssociations(each, cloud);
  }
}

function checkRules(balanced: ObjectValue): void {
  const at = (name: string) => textsAt(balanced, name)[0];
  const production = at("advanced_configuration.production_listener_rule");
  const test = at("advanced_configuration.test_listener_rule");
  for (const [name, arn] of [
    ["productionListenerRule", production],
    ["testListenerRule", test],
  ])
    if (arn?.includes(":listener/app/"))
      throw refused(`${name} has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${arn}`);
  if (production !== undefined && production === test)
    throw refused(`The following rules cannot be used as both production and test listener rules: ${production}`);
}

/** The rules of an application load balancer name both target groups; a listener of a network load balancer has one of them. */
function checkAssociations(balanced: ObjectValue, cloud: Cloud): void {
  const at = (name: string) => textsAt(balanced, name)[0];
  const production = at("advanced_configuration.production_listener_rule");
  const test = at("advanced_configuration.test_listener_rule");
  if (production?.includes(":listener/net/")) return;
  const groups = [at("target_group_arn"), at("advanced_configuration.alternate_target_group_arn")];
  const rules = [...cloud.list("aws_lb_listener_rule"), ...cloud.list("aws_lb_listener")].map(
    ({ attributes }) => attributes,
  );
  const named = [production, test].map((arn) => rules.find((rule) => rule.arn === arn));
  if (named[0] === undefined) return; // it is not in this cloud
  const [inProduction = [], inTest = []] = named.map((rule) => (rule === undefined ? [] : forwardedGroups(rule)));
  const missing = groups.find((arn) => arn !== undefined && ![...inProduction, ...inTest].includes(arn));
  if (missing === undefined) return;
  if (test === undefined)
    throw refused(
      "For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup",
    );
  throw refused(
    `Service deployment rolled back because of invalid networking configuration: Target group ${missing} is not associated with either productionListenerRule or testListenerRule.`,
  );
}

const refused = (message: string) => new AwsError(`InvalidParameterException: ${message}`);

const blocks = (value: ObjectValue[string] | undefined): ObjectValue[] =>
  Array.isArray(value) ? value.filter(isObject) : [];
