import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { neededRole } from "./needed-role.ts";

/** Something that containers of a task can mount. */
export type VolumeProps =
  | {
      readonly type: "bind";
      readonly name: string;
      /** Folder of the instance. @default an empty folder that goes with the task */
      readonly hostPath?: string;
    }
  | {
      readonly type: "efs";
      readonly name: string;
      readonly fileSystemId: string;
      /** Folder of the file system. @default "/" */
      readonly rootDirectory?: string;
      /** @default none */
      readonly accessPointId?: string;
      /** Whether the task's role has to be allowed to mount it. */
      readonly iam: boolean;
    }
  | {
      readonly type: "ebs";
      readonly name: string;
      readonly sizeGiB: number;
      readonly volumeType: string;
      readonly fileSystem: string;
      /** @default the AWS managed key of EBS */
      readonly kmsKeyArn?: string;
    };

/** A volume as a task definition names it. */
export function taskVolume(volume: VolumeProps): EcsTaskDefinitionVolume {
  const { name } = volume;
  if (volume.type === "bind") return { name, hostPath: volume.hostPath };
  if (volume.type === "ebs") return { name, configureAtLaunch: true };
  return { name, efsVolumeConfiguration: efsConfiguration(volume) };
}

/** How a file system is mounted; Terraform and the ECS API say it alike. */
export function efsConfiguration(volume: Extract<VolumeProps, { type: "efs" }>) {
  const { fileSystemId, rootDirectory, accessPointId, iam } = volume;
  return {
    fileSystemId,
    rootDirectory,
    transitEncryption: "ENABLED",
    ...((iam || accessPointId) && { authorizationConfig: { accessPointId, iam: iam ? "ENABLED" : "DISABLED" } }),
  };
}

/** The disk that a service has made for each task; `roleArn` is what ECS makes it with. */
export function serviceVolume(
  volumes: readonly VolumeProps[],
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
        fileSystemType: disk.fileSystem,
        encrypted: true,
        kmsKeyId: disk.kmsKeyArn,
      },
    },
  };
}
