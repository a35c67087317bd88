import type { Cloud } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";

const LISTENERS = ["aws_lb_listener", "aws_lb_listener_rule"];
const TARGETS = [
  "default_action.target_group_arn",
  "default_action.forward.target_group.arn",
  "action.target_group_arn",
  "action.forward.target_group.arn",
];

/** Target groups that a listener or a rule names, with whatever weight. */
export const forwardedGroups = (rule: ObjectValue): string[] => TARGETS.flatMap((path) => textsAt(rule, path));

/** Target groups that some listener or rule names. */
export const groupsInUse = (cloud: Cloud): Set<string> =>
  new Set(LISTENERS.flatMap((type) => cloud.list(type)).flatMap(({ attributes }) => forwardedGroups(attributes)));

/**
 * Refuses a listener or rule that names a target group of another load balancer: a target group has one at most (Elastic
 * Load Balancing API reference, errors of CreateListener, CreateRule, ModifyListener and ModifyRule; words as in
 * hashicorp/terraform-provider-aws#22005).
 */
export function checkOneBalancer(planned: ObjectValue, cloud: Cloud): void {
  const own = balancerOf(planned, cloud);
  const taken = LISTENERS.flatMap((type) => cloud.list(type))
    .map(({ attributes }) => attributes)
    .filter((rule) => ![undefined, own].includes(balancerOf(rule, cloud)))
    .flatMap(forwardedGroups);
  const arn = forwardedGroups(planned).find((group) => taken.includes(group));
  if (own !== undefined && arn !== undefined)
    throw new AwsError(
      `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${arn}`,
    );
}

/** ARN of the load balancer of a listener or rule; undefined if its listener is gone. */
function balancerOf({ load_balancer_arn, listener_arn }: ObjectValue, cloud: Cloud): string | undefined {
  const listener = cloud.list("aws_lb_listener").find(({ attributes }) => attributes.arn === listener_arn);
  const arn = load_balancer_arn ?? listener?.attributes.load_balancer_arn;
  return typeof arn === "string" && arn !== "" ? arn : undefined;
}
