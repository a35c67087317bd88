import { isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, knownText } from "../rule.ts";

const TARGET = /^arn:aws[a-z-]*:(sns|sqs):[a-z0-9-]+:\d{12}:.+$/;

/** What Auto Scaling says of where a hook sends its messages: a topic or a queue, with a role that may. */
function targetProblem(hook: ObjectValue): string | undefined {
  const target = knownText(hook.notification_target_arn);
  if (target === undefined) return undefined;
  if (!TARGET.test(target) || target.endsWith(".fifo"))
    return `ValidationError: Unable to publish test message to notification target ${target} using IAM role ${String(hook.role_arn)}. Please check your target and role configuration and try to put lifecycle hook again.`;
  return isMissing(hook.role_arn) && !isUnknown(hook.role_arn ?? null)
    ? "ValidationError: You must specify a RoleARN with a NotificationTargetARN"
    : undefined;
}

export const HOOK_RULES: readonly AwsRule[] = [
  {
    name: "lifecycle-hook",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html",
    types: ["aws_autoscaling_lifecycle_hook", "aws_autoscaling_group"],
    apply: ({ type, planned }) =>
      (type === "aws_autoscaling_group" ? blocksOf(planned.initial_lifecycle_hook) : [planned])
        .map(targetProblem)
        .find((each) => each !== undefined),
  },
];
