import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type HealthCheckProps, ServiceTarget } from "../load-balancing/service-target.ts";
import { MemberSecurityGroup } from "../network/member-security-group.ts";
import { type ScalingStepProps, StepScaling } from "../scaling/step-scaling.ts";
import type { ContainerProps } from "./container-definition.ts";
import { RollingService, type RollingServiceProps } from "./rolling-service.ts";
import { ServiceTask } from "./service-task.ts";

export interface ClusterServiceProps
  extends Pick<RollingServiceProps, "name" | "desiredCount" | "capacity" | "taskDefinitionOwner"> {
  readonly cluster: { readonly name: string; readonly arn: string };
  readonly vpcId: string;
  readonly region: string;
  readonly taskFamily: string;
  readonly cpuUnits?: number;
  readonly memoryMiB?: number;
  readonly container: Omit<ContainerProps, "hostPort" | "logGroupName" | "region">;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  readonly logGroupName: string;
  readonly logRetentionDays: number;
  readonly deployment: Pick<RollingServiceProps, "minimumHealthyPercent" | "maximumPercent" | "circuitBreaker">;
  readonly loadBalancer: { readonly listenerArn: string; readonly securityGroupId: string };
  readonly targetGroupName: string;
  /** Which requests of the load balancer are the service's. @default none */
  readonly route?: {
    readonly priority: number;
    readonly paths: string[];
    readonly healthCheck: HealthCheckProps;
    readonly deregistrationDelaySeconds: number;
  };
  /** Where tasks with addresses of their own live. @default in the network of their instance, with a port that Docker chooses */
  readonly taskNetwork?: {
    readonly subnetIds: string[];
    readonly publicIp: boolean;
    readonly securityGroupName: string;
  };
  /** @default always `desiredCount` tasks */
  readonly scaling?: {
    readonly minTasks: number;
    readonly maxTasks: number;
    readonly scaleOut: ScalingStepProps;
    readonly scaleIn: ScalingStepProps;
  };
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: ITerraformDependable[];
}

/** A service with all that belongs to it: task definition, logs, target group and rule, security group, scaling. */
export class ClusterService extends Construct {
  constructor(scope: Construct, id: string, props: ClusterServiceProps) {
    super(scope, id);
    const task = this.createTask(props);
    const target = this.createTarget(props);
    const service = new RollingService(this, "rolling", {
      ...props,
      ...props.deployment,
      clusterArn: props.cluster.arn,
      taskDefinitionArn: task.taskDefinitionArn,
      scales: props.scaling !== undefined,
      target: target && {
        targetGroupArn: target.targetGroupArn,
        containerName: props.container.name,
        port: props.container.port,
      },
      network: this.createNetwork(props),
      dependsOn: [...props.dependsOn, ...(target ? [target.rule] : [])],
    });
    if (props.scaling !== undefined)
      new StepScaling(this, "scaling", {
        ...props.scaling,
        clusterName: props.cluster.name,
        serviceName: service.name,
      });
  }

  private createTask({ taskFamily, taskNetwork, container, region, ...props }: ClusterServiceProps): ServiceTask {
    return new ServiceTask(this, "task", {
      ...props,
      family: taskFamily,
      launchType: taskNetwork === undefined ? "EC2" : "FARGATE",
      container: { ...container, region },
    });
  }

  private createTarget({
    route,
    vpcId,
    taskNetwork,
    targetGroupName,
    container,
    loadBalancer,
  }: ClusterServiceProps): ServiceTarget | undefined {
    if (route === undefined) return undefined;
    return new ServiceTarget(this, "target", {
      ...route,
      name: targetGroupName,
      vpcId,
      listenerArn: loadBalancer.listenerArn,
      port: container.port,
      targetType: taskNetwork === undefined ? "instance" : "ip",
    });
  }

  private createNetwork({
    name,
    taskNetwork,
    vpcId,
    container,
    loadBalancer,
  }: ClusterServiceProps): RollingServiceProps["network"] {
    if (taskNetwork === undefined) return undefined;
    const group = new MemberSecurityGroup(this, "security-group", {
      name: taskNetwork.securityGroupName,
      description: `Tasks of the service ${name}`,
      vpcId,
      loadBalancerGroupId: loadBalancer.securityGroupId,
      ports: [container.port, container.port],
    });
    return { ...taskNetwork, securityGroupIds: [group.groupId] };
  }
}
