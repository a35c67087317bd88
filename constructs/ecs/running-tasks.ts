import {
  EcsService,
  type EcsServiceConfig,
  type EcsServiceServiceRegistries,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { ignoredArguments, strategyOf } from "../../packages/deployments/strategy.ts";
import { stepMinutes } from "../../packages/deployments/timeline.ts";
import { remember } from "../memory.ts";
import { deploymentArguments } from "./deployment-arguments.ts";
import { neededRole } from "./needed-role.ts";
import { type Mesh, serviceConnectArguments } from "./service-connect.ts";
import { platformVersionOn, type TaskHost } from "./task-host.ts";
import type { TaskNetwork } from "./task-network.ts";
import { PROPAGATED_TAGS, serviceVolume } from "./task-volume.ts";

/** Where requests come from. */
export interface RequestTarget {
  /** One target group, or the two that blue/green deployments move traffic between. */
  readonly targetGroupArns: readonly string[];
  readonly ruleArn: string;
  /** Rule of the listener for tests. @default none */
  readonly testRuleArn?: string;
}

export interface RunningTasksProps {
  readonly service: ServiceConfig;
  readonly host: TaskHost;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Alarms that a deployment by ECS is rolled back for. */
  readonly rollbackAlarmNames: readonly string[];
  /** What ECS itself works with: moved requests, disks, hooks. Throws if one of them needs it. @default none */
  readonly infrastructureRoleArn?: string;
  /** @default no load balancer */
  readonly target?: RequestTarget;
  /** @default the instance's network */
  readonly network?: TaskNetwork;
  /** @default the services of the cluster don't call each other by name */
  readonly mesh?: Mesh;
  /** Where ECS keeps DNS records of the tasks. @default nowhere */
  readonly registry?: EcsServiceServiceRegistries;
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The ECS service: tasks that ECS keeps running. */
export class RunningTasks extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: RunningTasksProps) {
    super(scope, id);
    const { service, host, network, target, mesh, infrastructureRoleArn: roleArn } = props;
    const strategy = strategyOf(service.deployment.rollout);
    const { delivered, scaling } = service;
    const ignoreChanges = ignoredArguments(strategy, { delivered, scales: scaling !== undefined });
    const daemon = service.scheduling === "daemon";
    const resource = new EcsService(this, "service", {
      name: service.name,
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      schedulingStrategy: daemon ? "DAEMON" : "REPLICA",
      desiredCount: service.desiredCount,
      ...deploymentArguments(service.deployment, { roleArn, alarmNames: props.rollbackAlarmNames, daemon }),
      ...capacityArguments(host.capacity),
      platformVersion: platformVersionOn(host, service.platformVersion),
      availabilityZoneRebalancing: service.zoneRebalancing ? "ENABLED" : "DISABLED",
      ...placementArguments(host.placement),
      ...(network && {
        networkConfiguration: {
          subnets: network.subnetIds,
          securityGroups: network.securityGroupIds,
          assignPublicIp: network.publicIp,
        },
      }),
      ...(target && { loadBalancer: [loadBalancerArguments(target, props)] }),
      healthCheckGracePeriodSeconds: service.route?.healthCheck.graceSeconds || undefined,
      enableExecuteCommand: service.exec || undefined,
      enableEcsManagedTags: service.managedTags,
      propagateTags: PROPAGATED_TAGS[service.propagateTags],
      serviceConnectConfiguration: mesh && serviceConnectArguments(service, mesh, roleArn),
      serviceRegistries: props.registry,
      ...serviceVolume(service, roleArn),
      ...waitArguments(service),
      lifecycle: {
        ...(ignoreChanges.length > 0 && { ignoreChanges }),
        // Because target groups are left to whoever swaps them, a service can't get from one target group to two, or
        // back; and the provider keeps a strategy that is no longer configured. So the service would be replaced.
        replaceTriggeredBy: [remember(this, "deployment-family", strategy.family)],
      },
      dependsOn: [...props.dependsOn],
    });
    this.name = resource.name;
  }
}

function capacityArguments(
  capacity: TaskHost["capacity"],
): Pick<EcsServiceConfig, "launchType" | "capacityProviderStrategy"> {
  if (typeof capacity === "string") return { launchType: capacity };
  return {
    capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
      capacityProvider: provider,
      weight,
      base,
    })),
  };
}

/** ECS ends no deployment before its steps do, and the provider waits for 20 minutes unless told otherwise. */
function waitArguments({ waitForSteadyState, deployment }: ServiceConfig): WaitArguments {
  if (!waitForSteadyState) return {};
  const minutes = stepMinutes(deployment.rollout);
  const timeout = `${20 + minutes}m`;
  return { waitForSteadyState, ...(minutes > 0 && { timeouts: { create: timeout, update: timeout } }) };
}

type WaitArguments = Pick<EcsServiceConfig, "waitForSteadyState" | "timeouts">;

/** Fargate, managed instances and daemons have no choice; on instances tasks are spread over zones, then over instances. */
const placementArguments = ({ strategies, constraints }: TaskHost["placement"]) => ({
  ...(strategies && { orderedPlacementStrategy: strategies }),
  ...(constraints.length > 0 && { placementConstraints: constraints }),
});

function loadBalancerArguments(
  { targetGroupArns: [first, second], ruleArn, testRuleArn }: RequestTarget,
  { service: { deployment, container }, infrastructureRoleArn }: RunningTasksProps,
) {
  const target = { targetGroupArn: first, containerName: container.name, containerPort: container.port };
  if (strategyOf(deployment.rollout).family !== "native" || second === undefined) return target;
  return {
    ...target,
    advancedConfiguration: {
      alternateTargetGroupArn: second,
      productionListenerRule: ruleArn,
      testListenerRule: testRuleArn,
      roleArn: neededRole(infrastructureRoleArn, "move requests"),
    },
  };
}
