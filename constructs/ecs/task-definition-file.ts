import { toJson } from "../json.ts";
import { containerDefinitions, runtimePlatform, type ServiceTaskProps } from "./service-task.ts";
import { efsConfiguration, type VolumeProps } from "./task-volume.ts";

/**
 * A task definition as JSON, in the form of the ECS API, with another image in the service's own container: what a
 * deployment outside of Terraform registers. It comes from the same props as the one that Terraform registers.
 */
export function taskDefinitionFile(props: ServiceTaskProps, image: string): string {
  const { runtimePlatform: platform } = runtimePlatform(props);
  return toJson({
    family: props.family,
    requiresCompatibilities: [props.platform],
    networkMode: props.networkMode,
    cpu: props.cpuUnits?.toString(),
    memory: props.memoryMiB?.toString(),
    ephemeralStorage: props.ephemeralStorageGiB && { sizeInGiB: props.ephemeralStorageGiB },
    executionRoleArn: props.executionRoleArn,
    taskRoleArn: props.taskRoleArn,
    runtimePlatform: platform,
    volumes: props.volumes.map(volume),
    containerDefinitions: containerDefinitions({ ...props, container: { ...props.container, image } }),
  });
}

function volume(volume: VolumeProps): object {
  const { name } = volume;
  if (volume.type === "ebs") return { name, configuredAtLaunch: true };
  if (volume.type === "bind") return { name, host: volume.hostPath && { sourcePath: volume.hostPath } };
  return { name, efsVolumeConfiguration: efsConfiguration(volume) };
}
