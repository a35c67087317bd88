import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { secondService, wayRound } from "../second-service.ts";
import { forwardsOf, isListenerRule, isShifted, priorArn, staysThere, targetGroupsOf } from "../traffic.ts";
import { isCreatedFirst, isKept, isReplaced, isTainted, managed, nameIn } from "../values.ts";

/** The way of requests to a service that stays is replaced: its target group, or the rule that sends requests to it. */
export const replacedTarget: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    const kept = all.filter((each) => staysThere(each) && isKept(each)); // a replaced service has its own rule
    return all
      .filter((each) => !isTainted(each))
      .flatMap((each) => [...targetGroup(stack, each, kept, all), ...listenerRule(stack, each, kept, all)]);
  });

/**
 * A new target group has no targets: the rule sends requests to it at once, and the tasks are registered only when the
 * service has started new ones (ECS API reference, UpdateService, loadBalancers).
 */
function targetGroup(
  stack: string,
  group: ResourceChange,
  services: readonly ResourceChange[],
  all: readonly ResourceChange[],
): Hazard[] {
  if (!/^aws_(lb|alb)_target_group$/.test(group.type) || !isReplaced(group)) return [];
  return services
    .filter((service) => targetGroupsOf(service).includes(priorArn(group) ?? ""))
    .map((service) => ({
      rule: "replaced-target",
      kind: "refused",
      stack,
      address: group.address,
      summary: `target group ${nameIn(group)} of service ${nameIn(service)} is replaced: nothing would answer until its tasks are registered in the new one`,
      details: [],
      because: isShifted(service)
        ? "Deployments move requests between the target groups of this service, so that neither Terraform nor AWS would replace the live one with the new one."
        : "Requests go to the new target group at once, and there are no healthy tasks in it before ECS has started new ones.",
      steps: wayRound(service, all),
    }));
}

function listenerRule(
  stack: string,
  rule: ResourceChange,
  services: readonly ResourceChange[],
  all: readonly ResourceChange[],
): Hazard[] {
  if (!isListenerRule(rule) || !isReplaced(rule)) return [];
  // Its balancer goes too: that has its own rule.
  const isBalancerGone = all.some(
    ({ type, change }) => /^aws_(lb|alb)$/.test(type) && change.actions.includes("delete"),
  );
  if (isBalancerGone) return [];
  const groups = forwardsOf(rule);
  const service = services.find((each) => targetGroupsOf(each).some((arn) => groups.includes(arn)));
  if (service === undefined) return [];
  const common = { rule: "replaced-target", stack, address: rule.address, details: [] };
  const name = nameIn(service);
  if (isShifted(service))
    return [
      {
        ...common,
        kind: "refused",
        summary: `the rule that sends requests to service ${name} is replaced, and deployments move its requests`,
        because:
          "The new rule begins with the first target group, whichever is live, and what moves requests keeps the ARN of the deleted rule.",
        steps: secondService(name),
      },
    ];
  if (isCreatedFirst(rule)) return [];
  return [
    {
      ...common,
      kind: "interruption",
      summary: `the rule that sends requests to service ${name} is deleted before its successor is created`,
      because: "Terraform deletes what it replaces first, and requests get the answer of the listener meanwhile.",
      impact: `${name} does not answer for some seconds`,
      steps: secondService(name),
    },
  ];
}
