import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import { type ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { ignoredArguments, strategyOf } from "../../packages/deployments/strategy.ts";
import { type DeploymentProps, deploymentArguments } from "./deployment-arguments.ts";

/** What runs the tasks: capacity providers and their shares, or one kind of servers for all. */
export type CapacityProps =
  | readonly { readonly provider: string; readonly weight: number; readonly base: number }[]
  | "EC2"
  | "EXTERNAL";

/** Where requests come from. */
export interface ServiceTargetProps {
  /** One target group, or the two that blue/green deployments move traffic between. */
  readonly targetGroupArns: readonly string[];
  readonly containerName: string;
  readonly port: number;
  readonly ruleArn: string;
  /** Rule of the listener for tests. @default none */
  readonly testRuleArn?: string;
}

export interface ServiceProps {
  readonly name: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** `REPLICA`: a number of tasks; `DAEMON`: one on each instance. */
  readonly scheduling: "REPLICA" | "DAEMON";
  /** Tasks to run; to start with, if something changes it. @default none, for a daemon */
  readonly desiredCount?: number;
  readonly deployment: DeploymentProps;
  /** Alarms that a deployment by ECS is rolled back for. */
  readonly rollbackAlarmNames: readonly string[];
  /** What ECS itself works with: target groups, disks, hooks. */
  readonly infrastructureRoleArn: string;
  readonly capacity: CapacityProps;
  /** Version of Fargate. @default not on Fargate */
  readonly platformVersion?: string;
  /** Whether the pipeline decides which task definition runs after the first deployment. */
  readonly delivered: boolean;
  /** Whether something changes the number of tasks. */
  readonly scales: boolean;
  readonly zoneRebalancing: boolean;
  readonly placement: PlacementProps;
  /** @default no load balancer */
  readonly target?: ServiceTargetProps;
  /** Seconds after its start in which a failing task is not replaced. @default 0 */
  readonly healthCheckGraceSeconds?: number;
  /** Subnets and security groups of tasks with a network of their own. @default the instance's network */
  readonly network?: { readonly subnetIds: string[]; readonly securityGroupIds: string[]; readonly publicIp: boolean };
  readonly exec: boolean;
  readonly managedTags: boolean;
  readonly propagateTags: "none" | "service" | "task-definition";
  /** Further arguments: Service Connect, disks. */
  readonly more: Pick<EcsServiceConfig, "serviceConnectConfiguration" | "volumeConfiguration">;
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export interface PlacementProps {
  /** @default where it is for ECS to choose, over zones and then over instances */
  readonly strategies?: readonly { readonly type: string; readonly field?: string }[];
  readonly constraints: readonly { readonly type: string; readonly expression?: string }[];
}

/** Tasks that ECS keeps running. */
export class Service extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { deployment, network, target, scheduling } = props;
    const strategy = strategyOf(deployment.rollout);
    const ignoreChanges = ignoredArguments(strategy, props);
    const daemon = scheduling === "DAEMON";
    const service = new EcsService(this, "service", {
      name: props.name,
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      schedulingStrategy: scheduling,
      desiredCount: props.desiredCount,
      ...deploymentArguments(deployment, {
        roleArn: props.infrastructureRoleArn,
        alarmNames: props.rollbackAlarmNames,
        daemon,
      }),
      ...capacityArguments(props.capacity),
      platformVersion: props.platformVersion,
      availabilityZoneRebalancing: props.zoneRebalancing ? "ENABLED" : "DISABLED",
      ...placementArguments(props),
      ...(network && {
        networkConfiguration: {
          subnets: network.subnetIds,
          securityGroups: network.securityGroupIds,
          assignPublicIp: network.publicIp,
        },
      }),
      ...(target && { loadBalancer: [loadBalancer(target, props)] }),
      healthCheckGracePeriodSeconds: props.healthCheckGraceSeconds || undefined,
      enableExecuteCommand: props.exec || undefined,
      enableEcsManagedTags: props.managedTags,
      propagateTags: PROPAGATION[props.propagateTags],
      ...props.more,
      lifecycle: {
        ...(ignoreChanges.length > 0 && { ignoreChanges }),
        replaceTriggeredBy: [this.rememberFamily(strategy.family)],
      },
      dependsOn: [...props.dependsOn],
    });
    this.name = service.name;
  }

  /**
   * Because target groups are left to who swaps them, a service can't get from one target group to two, or back; and the
   * provider keeps a strategy that is no longer configured. So the service is replaced. This remembers what it was.
   */
  private rememberFamily(family: string): string {
    const memory = new TerraformResource(this, "deployment-family", { terraformResourceType: "terraform_data" });
    memory.addOverride("input", family);
    return `${memory.terraformResourceType}.${memory.friendlyUniqueId}`;
  }
}

const PROPAGATION = { none: undefined, service: "SERVICE", "task-definition": "TASK_DEFINITION" } as const;

function capacityArguments(capacity: CapacityProps): Pick<EcsServiceConfig, "launchType" | "capacityProviderStrategy"> {
  if (typeof capacity === "string") return { launchType: capacity };
  return {
    capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
      capacityProvider: provider,
      weight,
      base,
    })),
  };
}

/** Fargate, managed instances and daemons have no choice; on instances tasks are spread over zones, then over instances. */
function placementArguments({
  placement: { strategies, constraints },
}: ServiceProps): Pick<EcsServiceConfig, "orderedPlacementStrategy" | "placementConstraints"> {
  return {
    ...(strategies && { orderedPlacementStrategy: strategies.map(({ type, field }) => ({ type, field })) }),
    ...(constraints.length > 0 && {
      placementConstraints: constraints.map(({ type, expression }) => ({ type, expression })),
    }),
  };
}

function loadBalancer(
  { targetGroupArns: [first, second], containerName, port, ruleArn, testRuleArn }: ServiceTargetProps,
  { deployment, infrastructureRoleArn }: ServiceProps,
) {
  const own = { targetGroupArn: first, containerName, containerPort: port };
  if (strategyOf(deployment.rollout).family !== "native" || second === undefined) return own;
  return {
    ...own,
    advancedConfiguration: {
      alternateTargetGroupArn: second,
      productionListenerRule: ruleArn,
      testListenerRule: testRuleArn,
      roleArn: infrastructureRoleArn,
    },
  };
}
