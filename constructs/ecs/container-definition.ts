import type { HealthCheckConfig, TaskContainerConfig } from "../../config/services/container.ts";
import { sortedEntries } from "../sorted-entries.ts";
import { type PortSurroundings, portMappings } from "./port-mappings.ts";

/** What the task says of its container. */
export interface ContainerSurroundings extends PortSurroundings {
  /** In the form of the ECS API. */
  readonly logConfiguration: object;
}

/**
 * A container in the form of the ECS API. Lists whose order means nothing are sorted, so that a plan shows a change only
 * where there is one.
 */
export function containerDefinition(props: TaskContainerConfig, surroundings: ContainerSurroundings): object {
  const { environment, secrets, ulimits, registryCredentialsArn } = props;
  return {
    name: props.name,
    image: props.image,
    essential: props.essential ?? true,
    cpu: props.cpuUnits,
    memory: props.memoryMiB,
    memoryReservation: props.memoryReservationMiB,
    resourceRequirements: props.gpus && [{ type: "GPU", value: String(props.gpus) }],
    command: props.command,
    entryPoint: props.entryPoint,
    workingDirectory: props.workingDirectory,
    portMappings: portMappings(props, surroundings),
    environment: sortedEntries(environment).map(([name, value]) => ({ name, value })),
    environmentFiles: optional(props.environmentFiles.map(({ arn }) => ({ value: arn, type: "s3" }))),
    secrets: optional(sortedEntries(secrets).map(([name, { arn }]) => ({ name, valueFrom: arn }))),
    repositoryCredentials: registryCredentialsArn && { credentialsParameter: registryCredentialsArn.arn },
    dependsOn: optional(props.dependsOn.map(({ container, condition }) => ({ containerName: container, condition }))),
    healthCheck: props.healthCheck && healthCheckArguments(props.healthCheck),
    readonlyRootFilesystem: props.readOnlyRootFilesystem || undefined,
    user: props.user,
    linuxParameters: linuxParameters(props),
    ulimits: optional(
      sortedEntries(ulimits).map(([name, limit]) => ({ name, softLimit: limit?.soft, hardLimit: limit?.hard })),
    ),
    privileged: props.privileged || undefined,
    systemControls: optional(sortedEntries(props.systemControls).map(([namespace, value]) => ({ namespace, value }))),
    dockerLabels: Object.keys(props.labels).length > 0 ? Object.fromEntries(sortedEntries(props.labels)) : undefined,
    restartPolicy: props.restart && {
      enabled: true,
      ignoredExitCodes: optional([...props.restart.ignoredExitCodes].sort((a, b) => a - b)),
      restartAttemptPeriod: props.restart.attemptPeriodSeconds,
    },
    versionConsistency: props.versionConsistency ? undefined : "disabled",
    startTimeout: props.startTimeoutSeconds,
    stopTimeout: props.stopTimeoutSeconds,
    mountPoints: optional(
      props.mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })),
    ),
    logConfiguration: surroundings.logConfiguration,
  };
}

/** A command without a shell prefix is run as it is. */
function healthCheckArguments(check: HealthCheckConfig): object {
  const { command } = check;
  const words = typeof command === "string" ? ["CMD-SHELL", command] : command;
  return {
    command: ["CMD", "CMD-SHELL", "NONE"].includes(words[0] ?? "") ? words : ["CMD", ...words],
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    startPeriod: check.startPeriodSeconds,
  };
}

function linuxParameters({ init, addCapabilities, dropCapabilities }: TaskContainerConfig): object | undefined {
  const add = optional([...addCapabilities].sort());
  const drop = optional([...dropCapabilities].sort());
  if (!init && add === undefined && drop === undefined) return undefined;
  return {
    initProcessEnabled: init || undefined,
    capabilities: add || drop ? { add, drop } : undefined,
  };
}

const optional = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
