import type { Finding } from "../finding.ts";
import { isWindows } from "../windows.ts";
import type { Ec2ClusterConfig } from "./ec2-cluster.ts";
import { hasGpus, isArm, lacksDrivers } from "./instance-families.ts";
import { checkWindows } from "./windows-rules.ts";

/** Instance types that an Auto Scaling group takes (EC2 Auto Scaling quotas). */
const MAX_TYPES = 40;

/** What EC2 Auto Scaling would refuse of the instances. */
export const EC2_CLUSTER_RULES = [
  checkNumbers,
  checkTypes,
  checkAccelerators,
  checkUserData,
  checkDataVolumes,
  checkWindows,
];

/** Bytes of user data that EC2 takes are 16384 (EC2 user guide, user data); this leaves room for the settings of the agent. */
const MAX_USER_DATA_BYTES = 12288;

function checkUserData({ userData = "" }: Ec2ClusterConfig): Finding[] {
  const bytes = Buffer.byteLength(userData);
  if (bytes <= MAX_USER_DATA_BYTES) return [];
  const message = `has ${bytes} bytes: use at most ${MAX_USER_DATA_BYTES}, and fetch the rest from a bucket`;
  return [{ path: ["userData"], message }];
}

/** Least GiB of HDD volumes (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html). */
const MIN_HDD_GIB = 125;

function checkDataVolumes({ dataVolumes }: Ec2ClusterConfig): Finding[] {
  return dataVolumes.flatMap(({ device, sizeGiB, volumeType }, index) => {
    const at = ["dataVolumes", index];
    const twin = dataVolumes.findIndex((each) => each.device === device);
    const isSmall = (volumeType === "sc1" || volumeType === "st1") && sizeGiB < MIN_HDD_GIB;
    const tooSmall = `is out of range of volumeType ${volumeType}: use ${MIN_HDD_GIB} to 16384, or gp3`;
    return [
      ...(twin < index
        ? [{ path: [...at, "device"], message: `is also used by dataVolumes[${twin}]: give each its own` }]
        : []),
      ...(isSmall ? [{ path: [...at, "sizeGiB"], message: tooSmall }] : []),
    ];
  });
}

function checkNumbers({ instances: { min, desired, max } }: Ec2ClusterConfig): Finding[] {
  if (min > max) return [{ path: ["instances", "min"], message: `is more than max ${max}: lower it, or raise max` }];
  if (desired >= min && desired <= max) return [];
  const message = `is outside the limits: use ${min} to ${max}, or change min or max`;
  return [{ path: ["instances", "desired"], message }];
}

function checkTypes({ instanceTypes, architecture, spot }: Ec2ClusterConfig): Finding[] {
  const path = ["instanceTypes"];
  if (instanceTypes.length === 0) return [{ path, message: "is empty: name a type, such as t3.small" }];
  if (instanceTypes.length > MAX_TYPES) return [{ path, message: `is too long: name at most ${MAX_TYPES} types` }];
  if (instanceTypes.length > 1 && spot === undefined)
    return [{ path, message: "names more than one type, which only a mix with Spot supports: add spot, or keep one" }];
  return instanceTypes.flatMap((type, index) => {
    if (isArm(type) === (architecture === "arm64")) return [];
    const [example, own] = isArm(type) ? ["t3.small", "arm64"] : ["t4g.small", "x86_64"];
    const message = `does not run ${architecture}: use a type such as ${example}, or architecture ${own}`;
    return [{ path: [...path, index], message }];
  });
}

/** The image of a group is one with drivers or without, and the agent of the one with drivers wants GPUs. */
function checkAccelerators({ instanceTypes, architecture, image }: Ec2ClusterConfig): Finding[] {
  const withGpus = instanceTypes.filter(hasGpus);
  return instanceTypes.flatMap((type, index) => {
    const path = ["instanceTypes", index];
    if (lacksDrivers(type))
      return [
        { path, message: "has an accelerator that no ECS-optimized image here has drivers for: use another type" },
      ];
    if (hasGpus(type) && withGpus.length < instanceTypes.length)
      return [{ path, message: "has GPUs, and other types of the list have none: keep one kind, for one image" }];
    // ECS developer guide, GPU workloads: not on Windows.
    if (hasGpus(type) && isWindows(image))
      return [{ path, message: "has GPUs, for which Windows has no drivers: use another type, or an image of Linux" }];
    if (hasGpus(type) && architecture === "arm64" && image !== "bottlerocket")
      return [{ path, message: `has GPUs on Arm, for which ${image} has no image: set image to bottlerocket` }];
    return [];
  });
}
