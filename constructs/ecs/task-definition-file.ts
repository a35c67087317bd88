import type { VolumeConfig } from "../../config/services/volume.ts";
import { toJson } from "../json.ts";
import { containerDefinitions, dockerNetwork, runtimePlatform, type ServiceTaskProps } from "./service-task.ts";
import { efsConfiguration } from "./task-volume.ts";

/**
 * A task definition as JSON, in the form of the ECS API, with another image in the service's own container: what a
 * deployment outside of Terraform registers. It comes from the same props as the one that Terraform registers.
 */
export function taskDefinitionFile(props: ServiceTaskProps, image: string): string {
  const { runtimePlatform: platform } = runtimePlatform(props);
  const { service } = props;
  const { ephemeralStorageGiB } = service;
  return toJson({
    family: service.taskFamily,
    requiresCompatibilities: [props.platform],
    networkMode: dockerNetwork(service),
    cpu: service.cpuUnits?.toString(),
    memory: service.memoryMiB?.toString(),
    ephemeralStorage: ephemeralStorageGiB && { sizeInGiB: ephemeralStorageGiB },
    executionRoleArn: props.executionRoleArn,
    taskRoleArn: props.taskRoleArn,
    runtimePlatform: platform,
    volumes: service.volumes.map(toApi),
    containerDefinitions: containerDefinitions({
      ...props,
      service: { ...service, container: { ...service.container, image } },
    }),
  });
}

function toApi(volume: VolumeConfig): object {
  const { name } = volume;
  if (volume.type === "ebs") return { name, configuredAtLaunch: true };
  if (volume.type === "bind") return { name, host: volume.hostPath && { sourcePath: volume.hostPath } };
  return { name, efsVolumeConfiguration: efsConfiguration(volume) };
}
