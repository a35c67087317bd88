import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ServiceConfig } from "../../config/config.ts";
import type { FileSystemConfig, VolumeConfig } from "../../config/services/volume.ts";
import { neededRole } from "./needed-role.ts";

/** A volume as a task definition names it. */
export function taskVolume(volume: VolumeConfig): EcsTaskDefinitionVolume {
  const { name } = volume;
  if (volume.type === "bind") return { name, hostPath: volume.hostPath };
  if (volume.type === "ebs") return { name, configureAtLaunch: true };
  return { name, efsVolumeConfiguration: efsConfiguration(volume) };
}

/** How a file system is mounted; Terraform and the ECS API say it alike. */
export function efsConfiguration(volume: FileSystemConfig) {
  const { fileSystemId, rootDirectory, accessPointId, iam } = volume;
  return {
    fileSystemId,
    rootDirectory,
    transitEncryption: "ENABLED",
    ...((iam || accessPointId) && { authorizationConfig: { accessPointId, iam: iam ? "ENABLED" : "DISABLED" } }),
  };
}

/** Whose tags tasks and their disks get, in the form of the ECS API. */
export const PROPAGATED_TAGS = { none: undefined, service: "SERVICE", "task-definition": "TASK_DEFINITION" } as const;

/** The disk that a service has made for each task; `roleArn` is what ECS makes it with. */
export function serviceVolume(
  { volumes, propagateTags }: Pick<ServiceConfig, "volumes" | "propagateTags">,
  roleArn: string | undefined,
): Pick<EcsServiceConfig, "volumeConfiguration"> {
  const disk = volumes.find((volume) => volume.type === "ebs");
  if (disk === undefined) return {};
  return {
    volumeConfiguration: {
      name: disk.name,
      managedEbsVolume: {
        roleArn: neededRole(roleArn, "make disks"),
        sizeInGb: disk.sizeGiB,
        volumeType: disk.volumeType,
        iops: disk.iops,
        throughput: disk.throughputMiBps,
        fileSystemType: disk.fileSystem,
        encrypted: true,
        kmsKeyId: disk.kmsKeyArn,
        ...(propagateTags !== "none" && {
          tagSpecifications: [{ resourceType: "volume", propagateTags: PROPAGATED_TAGS[propagateTags] }],
        }),
      },
    },
  };
}
