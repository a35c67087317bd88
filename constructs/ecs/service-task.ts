import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition, type EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { TaskContainerConfig } from "../../config/services/container.ts";
import { toJson } from "../json.ts";
import { containerDefinition } from "./container-definition.ts";
import { logConfiguration, logRouter } from "./log-configuration.ts";
import type { TaskHost } from "./task-host.ts";
import { taskVolume } from "./task-volume.ts";

export interface ServiceTaskProps extends Pick<TaskHost, "platform"> {
  readonly service: ServiceConfig;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
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
    const { service } = props;
    const { ephemeralStorageGiB, volumes } = service;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: service.logGroupName,
      retentionInDays: service.logs.retentionDays,
    });
    const definition = new EcsTaskDefinition(this, "task-definition", {
      family: service.taskFamily,
      requiresCompatibilities: [props.platform],
      networkMode: dockerNetwork(service),
      cpu: service.cpuUnits?.toString(),
      memory: service.memoryMiB?.toString(),
      ephemeralStorage: ephemeralStorageGiB === undefined ? undefined : { sizeInGib: ephemeralStorageGiB },
      executionRoleArn: props.executionRoleArn,
      taskRoleArn: props.taskRoleArn,
      ...runtimePlatform(props),
      ...(volumes.length > 0 && { volume: volumes.map(taskVolume) }),
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

/**
 * Network mode of a task definition. Windows has Docker's NAT instead of its bridge, which is what a definition gets
 * that names none (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html).
 */
export const dockerNetwork = ({ networkMode, os }: Pick<ServiceConfig, "networkMode" | "os">) =>
  networkMode === "bridge" && os !== "linux" ? undefined : networkMode;

/** ECS Anywhere servers determine it themselves; it is set for all others. */
export function runtimePlatform({
  platform,
  service: { os, architecture },
}: ServiceTaskProps): Pick<EcsTaskDefinitionConfig, "runtimePlatform"> {
  if (platform === "EXTERNAL") return {};
  const family = os === "linux" ? "LINUX" : os.replace(/windows-(\d+)-(\w+)/, "WINDOWS_SERVER_$1_$2").toUpperCase();
  return {
    runtimePlatform: { operatingSystemFamily: family, cpuArchitecture: architecture === "arm64" ? "ARM64" : "X86_64" },
  };
}

/** The containers of a task in the form of the ECS API, with the log router where there is one. */
export function containerDefinitions({ service, region }: ServiceTaskProps): object[] {
  const { container, sidecars, logs, logGroupName, exec, os, route, serviceConnect } = service;
  const group = { logGroupName, region };
  // The shells of ECS Exec leave processes behind that only an init process clears up.
  const withInit = (each: TaskContainerConfig) => (exec && os === "linux" ? { ...each, init: true } : each);
  const protocol = serviceConnect?.name === undefined ? undefined : serviceConnect.protocol;
  return [
    ...[container, ...sidecars].map((each) =>
      containerDefinition(withInit(each), {
        networkMode: service.networkMode,
        protocol: each === container ? protocol : undefined,
        ipProtocol: each === container && route?.type === "network" ? route.containerProtocol : undefined,
        logConfiguration: logConfiguration(each.name, logs, group),
      }),
    ),
    ...(logs.type === "firelens" ? [logRouter(logs.image, group)] : []),
  ];
}
