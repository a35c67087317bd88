import { sortedEntries } from "../sorted-entries.ts";

/** A container of a task. */
export interface ContainerProps {
  readonly name: string;
  /** Image with tag or digest. */
  readonly image: string;
  /** Port that the container listens on. @default none */
  readonly port?: number;
  /** Whether the task ends when the container does. @default true */
  readonly essential?: boolean;
  /** Share of the task's CPU in units of 1/1024 vCPU. @default none */
  readonly cpuUnits?: number;
  /** Memory that it is stopped for exceeding, in MiB. @default the task's */
  readonly memoryMiB?: number;
  /** Memory that is kept free for it, in MiB. @default none */
  readonly memoryReservationMiB?: number;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs of secrets or parameters, by the name of the setting. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Secret with user and password of the registry. @default none */
  readonly registryCredentialsArn?: string;
  readonly dependsOn: readonly { readonly container: string; readonly condition: string }[];
  readonly healthCheck?: ContainerHealthCheckProps;
  readonly readOnlyRootFilesystem: boolean;
  readonly user?: string;
  readonly dropCapabilities: readonly string[];
  /** Whether a small init process is the first of the container. */
  readonly init: boolean;
  readonly ulimits: Readonly<Record<string, { readonly soft: number; readonly hard: number } | undefined>>;
  readonly stopTimeoutSeconds?: number;
  readonly mounts: readonly { readonly volume: string; readonly path: string; readonly readOnly: boolean }[];
}

export interface ContainerHealthCheckProps {
  /** A shell line, or the words of a command. */
  readonly command: string | readonly string[];
  /** 5 to 300. */
  readonly intervalSeconds: number;
  /** 2 to 60. */
  readonly timeoutSeconds: number;
  /** 1 to 10. */
  readonly retries: number;
  /** 0 to 300. */
  readonly startPeriodSeconds: number;
}

/** What the task says of its container. */
export interface ContainerSurroundings {
  /** Whether Docker chooses the port of the instance (bridge); otherwise it is the container's own (awsvpc). */
  readonly dynamicPorts: boolean;
  /** What the port speaks, where Service Connect looks into it. @default plain TCP */
  readonly protocol?: "http" | "http2" | "grpc" | "tcp";
  /** In the form of the ECS API. */
  readonly logConfiguration: object;
}

/** Name of a container's port, by which Service Connect finds it. */
export const portName = (port: number): string => `port-${port}`;

/**
 * A container in the form of the ECS API. Lists whose order means nothing are sorted, so that a plan shows a change only
 * where there is one.
 */
export function containerDefinition(props: ContainerProps, surroundings: ContainerSurroundings): object {
  const { environment, secrets, ulimits, registryCredentialsArn } = props;
  return {
    name: props.name,
    image: props.image,
    essential: props.essential ?? true,
    cpu: props.cpuUnits,
    memory: props.memoryMiB,
    memoryReservation: props.memoryReservationMiB,
    command: props.command,
    entryPoint: props.entryPoint,
    workingDirectory: props.workingDirectory,
    portMappings: portMappings(props.port, surroundings),
    environment: sortedEntries(environment).map(([name, value]) => ({ name, value })),
    secrets: optional(sortedEntries(secrets).map(([name, valueFrom]) => ({ name, valueFrom }))),
    repositoryCredentials: registryCredentialsArn && { credentialsParameter: registryCredentialsArn },
    dependsOn: optional(props.dependsOn.map(({ container, condition }) => ({ containerName: container, condition }))),
    healthCheck: props.healthCheck && healthCheck(props.healthCheck),
    readonlyRootFilesystem: props.readOnlyRootFilesystem || undefined,
    user: props.user,
    linuxParameters: linuxParameters(props),
    ulimits: optional(
      sortedEntries(ulimits).map(([name, limit]) => ({ name, softLimit: limit?.soft, hardLimit: limit?.hard })),
    ),
    stopTimeout: props.stopTimeoutSeconds,
    mountPoints: optional(
      props.mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })),
    ),
    logConfiguration: surroundings.logConfiguration,
  };
}

function portMappings(port: number | undefined, { dynamicPorts, protocol }: ContainerSurroundings): object[] {
  if (port === undefined) return [];
  return [
    {
      containerPort: port,
      hostPort: dynamicPorts ? 0 : port,
      protocol: "tcp",
      name: protocol && portName(port),
      appProtocol: protocol === "tcp" ? undefined : protocol,
    },
  ];
}

/** A list that does not say where it is run is run as it stands. */
function healthCheck(check: ContainerHealthCheckProps): object {
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

function linuxParameters({ init, dropCapabilities }: ContainerProps): object | undefined {
  if (!init && dropCapabilities.length === 0) return undefined;
  return {
    initProcessEnabled: init || undefined,
    capabilities: dropCapabilities.length > 0 ? { drop: [...dropCapabilities].sort() } : undefined,
  };
}

const optional = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
