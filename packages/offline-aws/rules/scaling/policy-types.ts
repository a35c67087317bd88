import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";
import { stepsProblem } from "./steps.ts";

/** Arguments of a policy that the provider takes with some types of policy only. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  cooldown: ["SimpleScaling"],
  estimated_instance_warmup: ["StepScaling", "TargetTrackingScaling"],
  scaling_adjustment: ["SimpleScaling"],
  step_adjustment: ["StepScaling"],
  target_tracking_configuration: ["TargetTrackingScaling"],
};

const isGiven = (value: ObjectValue[string] | undefined) =>
  Array.isArray(value) ? value.length > 0 : (numberOf(value) ?? 0) !== 0;

function typeProblem(planned: ObjectValue): string | undefined {
  const type = knownText(planned.policy_type) ?? "SimpleScaling";
  const misplaced = Object.keys(TYPES).find((name) => isGiven(planned[name]) && TYPES[name]?.includes(type) === false);
  if (misplaced !== undefined)
    return `${misplaced} is only supported for policy type ${TYPES[misplaced]?.join(" and ")}`;
  return type === "SimpleScaling" && isMissing(planned.scaling_adjustment)
    ? "scaling_adjustment is required for policy type SimpleScaling"
    : undefined;
}

export const POLICY_TYPE_RULES: readonly AwsRule[] = [
  {
    name: "arguments-of-policy-type",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/policy.go",
    types: ["aws_autoscaling_policy"],
    apply: ({ planned }) => typeProblem(planned),
  },
  {
    name: "adjustment-of-policy",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html",
    types: ["aws_autoscaling_policy"],
    apply({ planned }) {
      const type = knownText(planned.policy_type) ?? "SimpleScaling";
      const adjustment = knownText(planned.adjustment_type);
      if (!["SimpleScaling", "StepScaling"].includes(type)) return undefined;
      if (type === "StepScaling" && adjustment === undefined)
        return "ValidationError: You must specify an AdjustmentType for policies of type StepScaling";
      if (isGiven(planned.min_adjustment_magnitude) && adjustment !== "PercentChangeInCapacity")
        return "ValidationError: MinAdjustmentMagnitude is only supported for the adjustment type PercentChangeInCapacity";
      const steps = blocksOf(planned.step_adjustment);
      const adjustments = [planned, ...steps].map(({ scaling_adjustment }) => numberOf(scaling_adjustment) ?? 0);
      if (adjustment === "ExactCapacity" && adjustments.some((each) => each < 0))
        return "ValidationError: ScalingAdjustment must not be negative for the adjustment type ExactCapacity";
      const problem = stepsProblem(steps);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "predictive-policy",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredictiveScalingConfiguration.html",
    types: ["aws_autoscaling_policy"],
    apply({ planned }) {
      if (planned.policy_type !== "PredictiveScaling") return undefined;
      const [prediction] = blocksOf(planned.predictive_scaling_configuration);
      if (prediction === undefined)
        return "ValidationError: You must specify a PredictiveScalingConfiguration for policies of type PredictiveScaling";
      const isIncreasing = prediction.max_capacity_breach_behavior === "IncreaseMaxCapacity";
      const hasBuffer = !isMissing(prediction.max_capacity_buffer);
      if (isIncreasing === hasBuffer) return undefined;
      return isIncreasing
        ? "ValidationError: MaxCapacityBuffer is required when MaxCapacityBreachBehavior is IncreaseMaxCapacity"
        : "ValidationError: MaxCapacityBuffer is only supported when MaxCapacityBreachBehavior is IncreaseMaxCapacity";
    },
  },
];
