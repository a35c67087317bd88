import type { Finding } from "../finding.ts";
import { isWindows } from "../windows.ts";
import type { Ec2ClusterConfig } from "./ec2-cluster.ts";
import { instanceTypeProblem } from "./instance-catalog.ts";
import { hasGpus, isArm, isMac, lacksDrivers } from "./instance-families.ts";
import { instanceSize } from "./instance-sizes.ts";
import { checkUserData } from "./user-data.ts";
import { checkWindows } from "./windows-rules.ts";

/** Instance types that an Auto Scaling group takes (EC2 Auto Scaling quotas). */
const MAX_TYPES = 40;

/** What EC2 Auto Scaling would refuse of the instances. */
export const EC2_CLUSTER_RULES = [
  checkNumbers,
  checkTypes,
  checkTypesExist,
  checkAgent,
  checkManagedTypes,
  checkAccelerators,
  checkUserData,
  checkDataVolumes,
  checkWindows,
];

/** GiB of volumes by their type (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html). */
const VOLUME_GIB = { gp2: [1, 16384], gp3: [1, 65536], sc1: [125, 16384], st1: [125, 16384] } as const;

function checkDataVolumes({ dataVolumes }: Ec2ClusterConfig): Finding[] {
  return dataVolumes.flatMap(({ device, sizeGiB, volumeType }, index) => {
    const at = ["dataVolumes", index];
    const twin = dataVolumes.findIndex((each) => each.device === device);
    const [least, most] = VOLUME_GIB[volumeType];
    const message = `is out of range of volumeType ${volumeType}: use ${least} to ${most}, or gp3`;
    return [
      ...(twin < index
        ? [{ path: [...at, "device"], message: `is also used by dataVolumes[${twin}]: give each its own` }]
        : []),
      ...(sizeGiB < least || sizeGiB > most ? [{ path: [...at, "sizeGiB"], message }] : []),
    ];
  });
}

function checkNumbers({ instances: { min, desired, max } }: Ec2ClusterConfig): Finding[] {
  if (min > max) return [{ path: ["instances", "min"], message: `is more than max ${max}: lower it, or raise max` }];
  if (desired === undefined || (desired >= min && desired <= max)) return [];
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

const MACOS = "runs macOS, which ECS does not: use another type";

/** https://docs.aws.amazon.com/linux/al2023/ug/system-requirements.html */
const NOT_ON_2023 = "has processors that amazon-linux-2023 does not run on: use a newer type, or another image";

/** Mac instances run macOS on Dedicated Hosts (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-mac-instances.html). */
function checkTypesExist({ instanceTypes, architecture, image, ami }: Ec2ClusterConfig): Finding[] {
  const isNew = architecture === "arm64" && image === "amazon-linux-2023" && ami === undefined;
  const isOld = (type: string) => isNew && type.startsWith("a1.");
  return instanceTypes.flatMap((type, index) => {
    const message = isMac(type) ? MACOS : (instanceTypeProblem(type) ?? (isOld(type) ? NOT_ON_2023 : undefined));
    return message === undefined ? [] : [{ path: ["instanceTypes", index], message }];
  });
}

/** Custom attributes of an instance (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutAttributes.html). */
const MAX_ATTRIBUTES = 10;

/** The agent does not register where its reserved memory is more than the instance has (aws/amazon-ecs-agent, RegisterContainerInstance). */
function checkAgent({ agent, instanceTypes }: Ec2ClusterConfig): Finding[] {
  const path = ["agent", "attributes"];
  const count = Object.keys(agent.attributes).length;
  const message = `has ${count} attributes, and an instance takes ${MAX_ATTRIBUTES}: leave some out`;
  const found: Finding[] = count > MAX_ATTRIBUTES ? [{ path, message }] : [];
  const small = instanceTypes.find(
    (type) => agent.reservedMemoryMiB >= (instanceSize(type).memoryMiB ?? Number.POSITIVE_INFINITY),
  );
  if (small !== undefined)
    found.push({
      path: ["agent", "reservedMemoryMiB"],
      message: `leaves nothing of the ${instanceSize(small).memoryMiB} MiB of ${small} for tasks: lower it, or use larger instanceTypes`,
    });
  return found;
}

/** Without `*` a type is one that exists and, one of them, large enough. */
function checkManagedTypes({ managedInstances }: Ec2ClusterConfig): Finding[] {
  const { allowedInstanceTypes = [], minVcpus = 0, minMemoryMiB = 0 } = managedInstances ?? {};
  const isSmall = (type: string) => {
    const { cpuUnits = Number.POSITIVE_INFINITY, memoryMiB = Number.POSITIVE_INFINITY } = instanceSize(type);
    return cpuUnits < minVcpus * 1024 || memoryMiB < minMemoryMiB;
  };
  if (allowedInstanceTypes.length > 0 && allowedInstanceTypes.every(isSmall)) {
    const message = `has no type with ${minVcpus} vCPUs and ${minMemoryMiB} MiB: list larger ones, or lower minVcpus and minMemoryMiB`;
    return [{ path: ["managedInstances", "allowedInstanceTypes"], message }];
  }
  return allowedInstanceTypes.flatMap((type, index) => {
    const path = ["managedInstances", "allowedInstanceTypes", index];
    if (isMac(type)) return [{ path, message: MACOS }];
    if (type.includes("*")) return [];
    const message = type.includes(".")
      ? instanceTypeProblem(type)
      : `names no type: write ${type}.* for all sizes of a family`;
    return message === undefined ? [] : [{ path, message }];
  });
}

/** The image of a group is one with drivers or without, and the agent of the one with drivers wants GPUs. A custom AMI may have any. */
function checkAccelerators({ instanceTypes, architecture, image, ami }: Ec2ClusterConfig): Finding[] {
  const withGpus = instanceTypes.filter(hasGpus);
  return instanceTypes.flatMap((type, index) => {
    const path = ["instanceTypes", index];
    if (lacksDrivers(type) && ami === undefined)
      return [
        {
          path,
          message:
            "has an accelerator that no ECS-optimized image here has drivers for: use another type, or an ami that has",
        },
      ];
    if (hasGpus(type) && withGpus.length < instanceTypes.length)
      return [{ path, message: "has GPUs, and other types of the list have none: keep one kind, for one image" }];
    // ECS developer guide, GPU workloads: not on Windows.
    if (hasGpus(type) && isWindows(image))
      return [{ path, message: "has GPUs, for which Windows has no drivers: use another type, or an image of Linux" }];
    if (hasGpus(type) && architecture === "arm64" && image !== "bottlerocket" && ami === undefined)
      return [{ path, message: `has GPUs on Arm, for which ${image} has no image: set image to bottlerocket` }];
    return [];
  });
}
