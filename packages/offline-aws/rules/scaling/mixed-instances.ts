import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";
import { templateOf } from "./template-of.ts";

const hasRequirements = (policy: ObjectValue) =>
  blocksOf(blockOf(policy.launch_template).override).some((each) => blocksOf(each.instance_requirements).length > 0);

/** What Auto Scaling says of the shares of On-Demand and Spot Instances. */
function distributionProblem(policy: ObjectValue): string | undefined {
  const shares = blockOf(policy.instances_distribution);
  const strategy = knownText(shares.spot_allocation_strategy) ?? "lowest-price";
  const pools = numberOf(shares.spot_instance_pools) ?? 0;
  if (pools > 0 && strategy !== "lowest-price")
    return "SpotInstancePools option is only available with the lowest-price allocation strategy.";
  if (pools > 20) return `SpotInstancePools ${pools} is not valid: it must be between 1 and 20.`;
  const price = numberOf(shares.spot_max_price);
  if (price !== undefined && price < 0.001) return "SpotMaxPrice must be at least 0.001.";
  const prioritized = ["on_demand_allocation_strategy", "spot_allocation_strategy"].find((name) =>
    /prioritized$/.test(String(shares[name])),
  );
  return prioritized !== undefined && hasRequirements(policy)
    ? `The allocation strategy ${String(shares[prioritized])} is not supported with InstanceRequirements.`
    : undefined;
}

function templateProblem({ planned, others }: AskedChange, policy: ObjectValue): string | undefined {
  const { launch_template_id: id, launch_template_name: name } = blockOf(
    blockOf(policy.launch_template).launch_template_specification,
  );
  const template = templateOf({ others }, id, name);
  if (blockOf(template?.instance_market_options).market_type === "spot")
    return "Incompatible launch template: You cannot use a launch template that is set to request Spot Instances (InstanceMarketOptions) when you configure an Auto Scaling group with a mixed instances policy.";
  const unit = knownText(planned.desired_capacity_type);
  return unit !== undefined &&
    unit !== "units" &&
    !hasRequirements(policy) &&
    blocksOf(template?.instance_requirements).length === 0
    ? `DesiredCapacityType ${unit} is only supported for groups with InstanceRequirements.`
    : undefined;
}

/** Healthy percentages have both bounds, at most 100 apart. */
function healthProblem({ min_healthy_percentage, max_healthy_percentage }: ObjectValue): string | undefined {
  const [least, most] = [numberOf(min_healthy_percentage), numberOf(max_healthy_percentage)];
  if (least === undefined || most === undefined || least < 0 || most < 0) return undefined;
  return most - least > 100
    ? "The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100."
    : undefined;
}

function checkpointProblem({
  checkpoint_percentages: checkpoints,
  checkpoint_delay: delay,
}: ObjectValue): string | undefined {
  const numbers = Array.isArray(checkpoints) ? checkpoints.flatMap((each) => numberOf(each) ?? []) : [];
  if (numbers.length === 0 && !isMissing(delay)) return "CheckpointDelay requires CheckpointPercentages.";
  return numbers.some((each, index) => each < 1 || each > 100 || each <= (numbers[index - 1] ?? 0))
    ? "CheckpointPercentages must be unique numbers from 1 to 100 in ascending order."
    : undefined;
}

export const MIXED_INSTANCES_RULES: readonly AwsRule[] = [
  {
    name: "mixed-instances",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
    types: ["aws_autoscaling_group"],
    apply(change) {
      const [policy] = blocksOf(change.planned.mixed_instances_policy);
      if (policy === undefined) return undefined;
      const problem = distributionProblem(policy) ?? templateProblem(change, policy);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "instance-refresh",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html",
    types: ["aws_autoscaling_group"],
    apply({ planned }) {
      const preferences = blockOf(blockOf(planned.instance_refresh).preferences);
      const problem =
        healthProblem(blockOf(planned.instance_maintenance_policy)) ??
        healthProblem(preferences) ??
        checkpointProblem(preferences);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "group-name",
    // "You cannot use a colon (:) in the name."
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
    types: ["aws_autoscaling_group"],
    apply: ({ planned, prior }) =>
      prior === null && knownText(planned.name)?.includes(":")
        ? `ValidationError: Group name '${String(planned.name)}' is not valid: a colon can't be used`
        : undefined,
  },
];
