import { isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html";

/** Lowest and highest IOPS, by type of volume. */
const IOPS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  gp3: [3000, 80_000],
  io1: [100, 64_000],
  io2: [100, 256_000],
};

/** MiB per second that a gp3 volume may have for each of its IOPS. */
const THROUGHPUT_PER_IOPS = 0.25;

function performanceProblem(type: string, volume: ObjectValue): string | undefined {
  const [least, most] = IOPS[type] ?? [0, Infinity];
  const iops = numberOf(volume.iops) ?? 0;
  const throughput = numberOf(volume.throughput) ?? 0;
  if (iops > 0 && iops < least) return `Volume iops of ${iops} is too low; minimum is ${least}.`;
  if (iops > most) return `Volume iops of ${iops} is too high; maximum is ${most}.`;
  if (type !== "gp3" || throughput === 0) return undefined;
  if (throughput < 125) return `Throughput of ${throughput} MiBps is too low; minimum is 125.`;
  const ratio = throughput / Math.max(iops, least);
  return ratio > THROUGHPUT_PER_IOPS
    ? `Throughput (MiBps) to iops ratio of ${ratio.toFixed(6)} is too high; maximum is 0.250000 MiBps per iops.`
    : undefined;
}

/** "If KmsKeyId is specified, the encrypted state must be true." */
const keyProblem = ({ kms_key_id, encrypted }: ObjectValue) =>
  !isMissing(kms_key_id) && !isUnknown(kms_key_id ?? null) && encrypted === false
    ? "InvalidParameterDependency: The parameter KmsKeyId requires the parameter Encrypted to be set."
    : undefined;

export const VOLUME_SETTING_RULES: readonly AwsRule[] = [
  {
    name: "performance-of-volume",
    source: PAGE,
    types: ["aws_ebs_volume"],
    apply({ planned }) {
      const problem = performanceProblem(knownText(planned.type) ?? "gp2", planned);
      return problem === undefined ? keyProblem(planned) : `InvalidParameterValue: ${problem}`;
    },
  },
  {
    name: "arguments-of-block-devices",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_instance.go",
    types: ["aws_instance"],
    plan(_, prior, config) {
      if (prior !== null) return undefined;
      for (const device of [...blocksOf(config.root_block_device), ...blocksOf(config.ebs_block_device)]) {
        const type = knownText(device.volume_type);
        if (type === undefined || isUnknown(device.volume_type ?? null)) continue;
        if ((numberOf(device.iops) ?? 0) > 0 && IOPS[type] === undefined)
          return `creating resource: iops attribute not supported for volume_type ${type}`;
        if ((numberOf(device.throughput) ?? 0) > 0 && type !== "gp3")
          return `creating resource: throughput attribute not supported for volume_type ${type}`;
      }
      return undefined;
    },
    apply({ planned, prior }) {
      if (prior !== null) return undefined;
      for (const device of [...blocksOf(planned.root_block_device), ...blocksOf(planned.ebs_block_device)]) {
        const problem = performanceProblem(knownText(device.volume_type) ?? "", device);
        if (problem !== undefined) return `InvalidParameterValue: ${problem}`;
      }
      return undefined;
    },
  },
  {
    name: "spot-instance",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html",
    types: ["aws_instance"],
    apply({ planned, prior }) {
      if (prior !== null) return undefined;
      for (const spot of blocksOf(planned.instance_market_options).flatMap((each) => blocksOf(each.spot_options))) {
        const isOnce = knownText(spot.spot_instance_type) !== "persistent";
        const behavior = knownText(spot.instance_interruption_behavior) ?? "terminate";
        if (isOnce && behavior !== "terminate")
          return `InvalidParameterCombination: The instance interruption behavior '${behavior}' is not supported for one-time Spot requests`;
        if (!isOnce && behavior === "terminate")
          return "InvalidParameterCombination: persistent Spot requests are only supported when the instance interruption behavior is hibernate or stop";
        if (isOnce && knownText(spot.valid_until) !== undefined)
          return "InvalidParameterCombination: ValidUntil is not supported for one-time Spot requests";
        const price = numberOf(spot.max_price);
        if (price !== undefined && price < 0.001)
          return `InvalidParameterValue: Value (${price}) for parameter maxPrice is invalid. It must be more than 0.001.`;
      }
      return undefined;
    },
  },
  {
    name: "placement-group",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_placement_group.go",
    types: ["aws_placement_group"],
    plan(_, prior, config) {
      const strategy = knownText(config.strategy);
      if (prior !== null || strategy === undefined || isUnknown(config.strategy ?? null)) return undefined;
      if ((numberOf(config.partition_count) ?? 0) > 0 && strategy !== "partition")
        return `partition_count must not be set when strategy = "${strategy}"`;
      return knownText(config.spread_level) !== undefined && strategy !== "spread"
        ? `spread_level must not be set when strategy = "${strategy}"`
        : undefined;
    },
  },
];
