import { isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, knownText, numberOf } from "../rule.ts";

/** Types of EBS volumes that take an argument, and those that need it. */
const BY_TYPE: Readonly<Record<string, { taken: readonly string[]; needed?: readonly string[] }>> = {
  iops: { taken: ["io1", "io2", "gp3"], needed: ["io1", "io2"] },
  throughput: { taken: ["gp3"] },
  multi_attach_enabled: { taken: ["io1", "io2"] },
};

/** Whether an argument has a value that counts: neither zero nor `false`. */
const isGiven = (value: unknown) => value === true || (numberOf(value as never) ?? 0) > 0;

/** Smallest and largest sizes in GiB, by type; `gp2` is the default. */
const SIZES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
  sc1: [125, 16_384],
  st1: [125, 16_384],
  standard: [1, 1024],
};

/** Maximum IOPS for each GiB. */
const MAX_IOPS_PER_GIB: Readonly<Record<string, number>> = { gp3: 500, io1: 50, io2: 1000 };

function sizeProblem(volume: ObjectValue): string | undefined {
  const type = knownText(volume.type) ?? "gp2";
  const [least, most] = SIZES[type] ?? [0, Infinity];
  const [size, iops, ratio] = [numberOf(volume.size), numberOf(volume.iops) ?? 0, MAX_IOPS_PER_GIB[type]];
  if (size === undefined || size === 0) return undefined;
  if (size < least || size > most)
    return `Volume of ${size}GiB is ${size < least ? "too small" : "too large"} for volume type ${type}; ${size < least ? "minimum" : "maximum"} is ${size < least ? least : most}GiB.`;
  // Every gp3 volume may have 3,000 IOPS.
  return ratio !== undefined && iops > Math.max(size * ratio, type === "gp3" ? 3000 : 0)
    ? `Iops to volume size ratio of ${(iops / size).toFixed(6)} is too high; maximum is ${ratio}.`
    : undefined;
}

export const VOLUME_RULES: readonly AwsRule[] = [
  {
    name: "volume-arguments",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html",
    types: ["aws_ebs_volume"],
    plan(_, prior, config) {
      if (prior !== null || isUnknown(config.type)) return undefined;
      const type = knownText(config.type) ?? "";
      for (const [name, { taken, needed = [] }] of Object.entries(BY_TYPE)) {
        if (isUnknown(config[name])) continue;
        if (needed.includes(type) && !isGiven(config[name])) return `'${name}' must be set when 'type' is '${type}'`;
        if (!taken.includes(type) && isGiven(config[name])) return `'${name}' must not be set when 'type' is '${type}'`;
      }
      return undefined;
    },
    apply({ planned, prior, region }) {
      const zone = knownText(planned.availability_zone);
      if (prior === null && zone !== undefined && !zone.startsWith(region))
        return `InvalidZone.NotFound: The zone '${zone}' does not exist.`;
      const problem = sizeProblem(planned);
      return problem === undefined ? undefined : `InvalidParameterValue: ${problem}`;
    },
  },
  {
    name: "volume-zone",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html",
    types: ["aws_volume_attachment"],
    apply({ planned, others }) {
      const zoneOf = (type: string, id: unknown) =>
        knownText(others(type).find((each) => each.id === id)?.availability_zone);
      const volume = zoneOf("aws_ebs_volume", planned.volume_id);
      const instance = zoneOf("aws_instance", planned.instance_id);
      return volume !== undefined && instance !== undefined && volume !== instance
        ? `InvalidVolume.ZoneMismatch: The volume '${String(planned.volume_id)}' is not in the same availability zone as instance '${String(planned.instance_id)}'`
        : undefined;
    },
  },
];
