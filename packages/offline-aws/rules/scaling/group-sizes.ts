import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

/** Processes of a group (https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html). */
const PROCESSES =
  /^(Launch|Terminate|AddToLoadBalancer|AlarmNotification|AZRebalance|HealthCheck|InstanceRefresh|ReplaceUnhealthy|ScheduledActions)$/;

const SIZES = ["min_size", "max_size", "desired_capacity"];
const ADJUSTMENTS = ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"];

export const GROUP_SIZE_RULES: readonly AwsRule[] = [
  {
    name: "sizes-of-group",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
    types: ["aws_autoscaling_group"],
    apply({ planned }) {
      const size = SIZES.find((name) => (numberOf(planned[name]) ?? 0) < 0);
      if (size !== undefined)
        return `ValidationError: ${size}, ${String(planned[size])}, must be greater than or equal to 0`;
      const process = textsOf(planned.suspended_processes).find((each) => !PROCESSES.test(each));
      return process === undefined ? undefined : `ValidationError: The process '${process}' is not valid`;
    },
  },
  {
    name: "scheduled-change",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html",
    types: ["aws_autoscaling_schedule"],
    apply({ planned }) {
      const [start, end] = [planned.start_time, planned.end_time].map((time) => Date.parse(knownText(time) ?? ""));
      if (start !== undefined && end !== undefined && end <= start)
        return "ValidationError: End time cannot be before the start time";
      // The provider sends -1 as not given.
      return SIZES.every((name) => [undefined, -1].includes(numberOf(planned[name])))
        ? "ValidationError: At least one of MinSize, MaxSize or DesiredCapacity must be specified"
        : undefined;
    },
  },
  {
    name: "adjustment-type",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html",
    types: ["aws_autoscaling_policy"],
    apply: ({ planned }) =>
      isMissing(planned.adjustment_type) || ADJUSTMENTS.includes(knownText(planned.adjustment_type) ?? "ExactCapacity")
        ? undefined
        : `ValidationError: Invalid adjustment type: ${String(planned.adjustment_type)}`,
  },
  {
    name: "capacity-of-target",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    types: ["aws_appautoscaling_target"],
    apply: ({ planned }) =>
      (numberOf(planned.min_capacity) ?? 0) < 0 || (numberOf(planned.max_capacity) ?? 0) < 0
        ? "ValidationException: Minimum and maximum capacity must not be negative"
        : undefined,
  },
  {
    name: "label-of-load-balancer",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
    types: ["aws_appautoscaling_policy", "aws_autoscaling_policy"],
    apply({ type, planned }) {
      const label = labelOf(planned);
      if (label === undefined || LABEL.test(label)) return undefined;
      return `${type === "aws_autoscaling_policy" ? "ValidationError" : "ValidationException"}: Invalid resource label: ${label}. It must have the form app/<load-balancer-name>/<id>/targetgroup/<target-group-name>/<id>`;
    },
  },
];

/** Ends of the ARNs of a load balancer and of its target group. */
const LABEL = /^app\/[^/]+\/[0-9a-f]+\/targetgroup\/[^/]+\/[0-9a-f]+$/;

const labelOf = (policy: ObjectValue) => {
  const tracking = blockOf(policy.target_tracking_scaling_policy_configuration ?? policy.target_tracking_configuration);
  const metric = blockOf(tracking.predefined_metric_specification);
  return metric.predefined_metric_type === "ALBRequestCountPerTarget" ? knownText(metric.resource_label) : undefined;
};
