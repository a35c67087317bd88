import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition, type EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import { toJson } from "../json.ts";
import { type ContainerProps, containerDefinition } from "./container-definition.ts";
import { type LogsProps, logConfiguration, logRouter } from "./log-configuration.ts";
import { taskVolume, type VolumeProps } from "./task-volume.ts";

export interface ServiceTaskProps {
  /** Name of the task definition without its revision. */
  readonly family: string;
  /** What runs the tasks. */
  readonly platform: "EC2" | "FARGATE" | "MANAGED_INSTANCES" | "EXTERNAL";
  /** Whether containers share their host's network, or a task has its own. */
  readonly networkMode: "bridge" | "awsvpc";
  readonly os: "linux" | "windows-2019-core" | "windows-2019-full" | "windows-2022-core" | "windows-2022-full";
  readonly architecture: "x86_64" | "arm64";
  /** CPU units of 1/1024 vCPU. @default none: no limit on EC2 */
  readonly cpuUnits?: number;
  /** @default none: the containers' limits count */
  readonly memoryMiB?: number;
  /** Disk of a task on Fargate. @default 20 GiB */
  readonly ephemeralStorageGiB?: number;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  readonly container: ContainerProps;
  readonly sidecars: readonly ContainerProps[];
  readonly volumes: readonly VolumeProps[];
  /** What the container's port speaks, where Service Connect looks into it. @default plain TCP */
  readonly protocol?: "http" | "http2" | "grpc" | "tcp";
  /** Whether a person may open a shell in the containers. */
  readonly exec: boolean;
  readonly logs: LogsProps & { readonly retentionDays: number };
  readonly logGroupName: string;
  readonly region: string;
  /** Whether old revisions stay when there is a new one. */
  readonly keepRevisions: boolean;
}

/** A task definition with its containers, and the log group that they write to. */
export class ServiceTask extends Construct {
  /** ARN with the revision. */
  readonly taskDefinitionArn: string;

  constructor(scope: Construct, id: string, props: ServiceTaskProps) {
    super(scope, id);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: props.logGroupName,
      retentionInDays: props.logs.retentionDays,
    });
    const definition = new EcsTaskDefinition(this, "task-definition", {
      family: props.family,
      requiresCompatibilities: [props.platform],
      networkMode: props.networkMode,
      cpu: props.cpuUnits?.toString(),
      memory: props.memoryMiB?.toString(),
      ephemeralStorage: props.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: props.ephemeralStorageGiB },
      executionRoleArn: props.executionRoleArn,
      taskRoleArn: props.taskRoleArn,
      ...runtimePlatform(props),
      ...(props.volumes.length > 0 && { volume: props.volumes.map(taskVolume) }),
      containerDefinitions: toJson(containerDefinitions(props)),
      // A revision that stays is one that a person can go back to.
      ...(props.keepRevisions && { skipDestroy: true }),
      dependsOn: [logs],
      // The service moves on to the new revision before the old one is given up.
      lifecycle: { createBeforeDestroy: true },
    });
    this.taskDefinitionArn = definition.arn;
  }
}

/** Servers of one's own are what they are; everything else is told. */
export function runtimePlatform({
  platform,
  os,
  architecture,
}: Pick<ServiceTaskProps, "platform" | "os" | "architecture">): Pick<EcsTaskDefinitionConfig, "runtimePlatform"> {
  if (platform === "EXTERNAL") return {};
  const family = os === "linux" ? "LINUX" : os.replace(/windows-(\d+)-(\w+)/, "WINDOWS_SERVER_$1_$2").toUpperCase();
  return {
    runtimePlatform: { operatingSystemFamily: family, cpuArchitecture: architecture === "arm64" ? "ARM64" : "X86_64" },
  };
}

/** The containers of a task in the form of the ECS API, with the one that hands on logs where there is one. */
export function containerDefinitions(props: ServiceTaskProps): object[] {
  const { container, sidecars, logs, os } = props;
  const dynamicPorts = props.networkMode === "bridge";
  // The shells of ECS Exec leave processes behind that only an init process clears up.
  const withInit = (each: ContainerProps) => (props.exec && os === "linux" ? { ...each, init: true } : each);
  return [
    ...[container, ...sidecars].map((each) =>
      containerDefinition(withInit(each), {
        dynamicPorts,
        protocol: each === container ? props.protocol : undefined,
        logConfiguration: logConfiguration(each.name, logs, props),
      }),
    ),
    ...(logs.type === "firelens" ? [logRouter(logs.image, props)] : []),
  ];
}
