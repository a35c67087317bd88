import { at, type Json, textAt } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import { isKept, isReplaced, stringsAt } from "./values.ts";

export const isService = ({ type }: ResourceChange): boolean => type === "aws_ecs_service";
export const isListenerRule = ({ type }: ResourceChange): boolean => /^aws_(lb|alb)_listener_rule$/.test(type);
export const isListener = ({ type }: ResourceChange): boolean => /^aws_(lb|alb)_listener$/.test(type);

/** Target groups that a service is registered in now. */
export const targetGroupsOf = ({ change }: ResourceChange): string[] => [
  ...stringsAt(change.before, "load_balancer", "target_group_arn"),
  ...stringsAt(change.before, "load_balancer", "advanced_configuration", "alternate_target_group_arn"),
];

const forwardedIn = (side: Json): string[] =>
  ["action", "default_action"].flatMap((action) => [
    ...stringsAt(side, action, "target_group_arn"),
    ...stringsAt(side, action, "forward", "target_group", "arn"),
  ]);

/** Target groups that a listener or a rule sends requests to now. */
export const forwardsOf = ({ change }: ResourceChange): string[] => forwardedIn(change.before);

/** Those that it will send requests to, as far as they are known. */
export const futureForwardsOf = ({ change }: ResourceChange): string[] => forwardedIn(change.after);

/** The load balancer of a listener or a rule, which their ARNs have in them: `app/NAME/ID`. */
const balancerOf = (side: Json): string | undefined =>
  (textAt(side, "load_balancer_arn") ?? textAt(side, "listener_arn"))?.split("/").slice(1, 4).join("/");

/** Whether a listener or a rule is to be on another load balancer, as far as that is known. */
export function changesBalancer({ change: { before, after } }: ResourceChange): boolean {
  const [from, to] = [balancerOf(before), balancerOf(after)];
  return from !== undefined && to !== undefined && from !== to;
}

/** Whether the service has its own listener, as on a Network Load Balancer, where no rules are. */
export const isNetworked = (service: ResourceChange, all: readonly ResourceChange[]): boolean =>
  all.some((each) => isListener(each) && forwardsOf(each).some((arn) => targetGroupsOf(service).includes(arn)));

/** Whether a service stays, as it is or as its successor of the same address. */
export const staysThere = (service: ResourceChange): boolean =>
  isService(service) && (isKept(service) || isReplaced(service)) && service.change.before !== null;

/** Whether CodeDeploy or ECS moves requests between target groups of a service, so that Terraform does not know which is live. */
export const isShifted = ({ change }: ResourceChange): boolean =>
  stringsAt(change.before, "deployment_controller", "type").includes("CODE_DEPLOY") ||
  stringsAt(change.before, "load_balancer", "advanced_configuration", "production_listener_rule").length > 0;

/** Whether its tasks serve no requests. */
export const isIdle = ({ change }: ResourceChange): boolean => at(change.before, "desired_count") === 0;

export const priorArn = ({ change }: ResourceChange): string | undefined => textAt(change.before, "arn");
