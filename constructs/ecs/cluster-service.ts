import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { freeId } from "../free-id.ts";
import type { Place } from "../iam/arn.ts";
import type { Listener, PublicLoadBalancer } from "../load-balancing/public-load-balancer.ts";
import { type RouteProps, ServiceTarget } from "../load-balancing/service-target.ts";
import { AlarmDashboard } from "../monitoring/alarm-dashboard.ts";
import { type AlarmProps, ServiceAlarm } from "../monitoring/service-alarm.ts";
import { MemberSecurityGroup, type OutboundProps } from "../network/member-security-group.ts";
import { ServiceScaling, type ServiceScalingProps } from "../scaling/service-scaling.ts";
import { Service, type ServiceProps } from "./service.ts";
import { type ServiceConnectProps, serviceConnect } from "./service-connect.ts";
import { ServiceTask, type ServiceTaskProps } from "./service-task.ts";
import { taskDefinitionFile } from "./task-definition-file.ts";
import { serviceVolume } from "./task-volume.ts";

type OfTask =
  | "networkMode"
  | "os"
  | "architecture"
  | "cpuUnits"
  | "memoryMiB"
  | "ephemeralStorageGiB"
  | "sidecars"
  | "volumes"
  | "exec"
  | "logs"
  | "logGroupName"
  | "executionRoleArn"
  | "taskRoleArn"
  | "platform";

type OfService =
  | "name"
  | "desiredCount"
  | "deployment"
  | "infrastructureRoleArn"
  | "capacity"
  | "platformVersion"
  | "delivered"
  | "zoneRebalancing"
  | "placement"
  | "managedTags"
  | "propagateTags";

export interface ClusterServiceProps extends Pick<ServiceTaskProps, OfTask>, Pick<ServiceProps, OfService> {
  readonly cluster: { readonly name: string; readonly arn: string };
  readonly vpcId: string;
  readonly place: Place;
  readonly taskFamily: string;
  /** Whether old revisions of the task definition stay when there is a new one. */
  readonly keepTaskRevisions: boolean;
  /** The container that gets the requests. */
  readonly container: ServiceTaskProps["container"] & { readonly port: number };
  readonly scheduling: "replica" | "daemon";
  readonly loadBalancer: PublicLoadBalancer;
  /** One, or two for deployments with two sets of tasks. */
  readonly targetGroupNames: readonly string[];
  /** Which requests of the load balancer are the service's. @default none */
  readonly route?: RouteProps & {
    /** @default the listener that services share */
    readonly port?: number;
    readonly healthCheck: { readonly graceSeconds: number };
  };
  /** Port of the listener where new tasks answer first. @default none */
  readonly testPort?: number;
  /** Where tasks with addresses of their own live. @default in the network of their instance, with a port that Docker chooses */
  readonly taskNetwork?: {
    readonly subnetIds: string[];
    readonly publicIp: boolean;
    readonly securityGroupName: string;
  };
  readonly outbound: readonly OutboundProps[];
  /** @default none */
  readonly serviceConnect?: ServiceConnectProps;
  /** @default always `desiredCount` tasks */
  readonly scaling?: Pick<ServiceScalingProps, "minTasks" | "maxTasks" | "steps" | "tracking" | "schedules">;
  readonly alarms: readonly (AlarmProps & { readonly rollsBack: boolean })[];
  /** Who hears of alarms. @default nobody */
  readonly alarmTopicArn?: string;
  readonly dashboardName: string;
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** A service with all that belongs to it: task definition, logs, target groups and rules, network, alarms, scaling. */
export class ClusterService extends Construct {
  readonly name: string;
  readonly taskDefinitionArn: string;
  /** The task definition as JSON, with another image. */
  readonly taskDefinitionWith: (image: string) => string;
  /** Network of the tasks, where they have one of their own. */
  readonly network: ServiceProps["network"];
  /** Where a person reaches it, and its new tasks before everybody does. */
  readonly listener?: Listener;
  readonly testListener?: Listener;
  /** Where a person sees its alarms. */
  readonly dashboardUrl?: string;

  constructor(scope: Construct, id: string, props: ClusterServiceProps) {
    super(scope, id);
    const { route, testPort, loadBalancer } = props;
    this.listener = route && loadBalancer.listenerAt(route.port);
    this.testListener = route && testPort !== undefined ? loadBalancer.listenerAt(testPort) : undefined;
    this.taskDefinitionArn = this.createTask(props);
    this.taskDefinitionWith = (image) => taskDefinitionFile(taskProps(props), image);
    const target = this.createTarget(props);
    this.network = this.createNetwork(props);
    const alarms = this.createAlarms(props, target);
    const service = this.createService(props, target, alarms);
    this.name = service;
    this.createScaling(props, service, target);
    this.dashboardUrl = this.createDashboard(props);
  }

  private createTask(props: ClusterServiceProps): string {
    return new ServiceTask(this, "task", taskProps(props)).taskDefinitionArn;
  }

  private createTarget(props: ClusterServiceProps): ServiceTarget | undefined {
    const { route, deployment } = props;
    if (route === undefined || this.listener === undefined) return undefined;
    const { rollout } = deployment;
    return new ServiceTarget(this, "target", {
      ...route,
      names: props.targetGroupNames,
      vpcId: props.vpcId,
      listenerArn: this.listener.arn,
      testListenerArn: this.testListener?.arn,
      port: props.container.port,
      targetType: props.networkMode === "awsvpc" ? "ip" : "instance",
      shiftedBy: rollout.type === "rolling" ? undefined : rollout.shiftedBy,
    });
  }

  private createNetwork(props: ClusterServiceProps): ServiceProps["network"] {
    const { name, taskNetwork, vpcId, container, loadBalancer, route } = props;
    if (taskNetwork === undefined) return undefined;
    const { port } = container;
    const group = new MemberSecurityGroup(this, "security-group", {
      name: taskNetwork.securityGroupName,
      description: `Tasks of the service ${name}`,
      vpcId,
      loadBalancer: route && { groupId: loadBalancer.securityGroupId, ports: [port, port] },
      outbound: props.outbound,
    });
    const mesh = props.serviceConnect?.securityGroupId;
    return {
      subnetIds: taskNetwork.subnetIds,
      publicIp: taskNetwork.publicIp,
      securityGroupIds: [group.groupId, ...(mesh ? [mesh] : [])],
    };
  }

  private createAlarms(props: ClusterServiceProps, target: ServiceTarget | undefined): ServiceAlarm[] {
    const { cluster, name, loadBalancer, alarmTopicArn } = props;
    return props.alarms.map(
      (alarm) =>
        new ServiceAlarm(new Construct(this, freeId(this, `alarm-${alarm.name}`)), "alarm", {
          ...alarm,
          clusterName: cluster.name,
          serviceName: name,
          target: target && {
            loadBalancer: loadBalancer.arnSuffix,
            targetGroups: target.targetGroups.map(({ arnSuffix }) => arnSuffix),
          },
          topicArn: alarmTopicArn,
        }),
    );
  }

  private createService(props: ClusterServiceProps, target: ServiceTarget | undefined, alarms: ServiceAlarm[]): string {
    const { container, serviceConnect: connect, route } = props;
    const service = new Service(this, "service", {
      ...props,
      clusterArn: props.cluster.arn,
      taskDefinitionArn: this.taskDefinitionArn,
      scheduling: props.scheduling === "daemon" ? "DAEMON" : "REPLICA",
      scales: props.scaling !== undefined,
      rollbackAlarmNames: alarms.filter((_, index) => props.alarms[index]?.rollsBack).map(({ name }) => name),
      target: target && {
        targetGroupArns: target.targetGroups.map(({ arn }) => arn),
        containerName: container.name,
        port: container.port,
        ruleArn: target.rule.arn,
        testRuleArn: target.testRule?.arn,
      },
      healthCheckGraceSeconds: route?.healthCheck.graceSeconds,
      network: this.network,
      more: {
        ...(connect && { serviceConnectConfiguration: serviceConnect(connect, container.port) }),
        ...serviceVolume(props.volumes, props.infrastructureRoleArn),
      },
      // ECS refuses a target group that no rule sends requests to.
      dependsOn: [...props.dependsOn, ...(target ? [target.rule] : []), ...(target?.testRule ? [target.testRule] : [])],
    });
    return service.name;
  }

  private createScaling(props: ClusterServiceProps, serviceName: string, target: ServiceTarget | undefined): void {
    if (props.scaling === undefined) return;
    const [group] = target?.targetGroups ?? [];
    new ServiceScaling(this, "scaling", {
      ...props.scaling,
      clusterName: props.cluster.name,
      serviceName,
      requestsLabel: group && `${props.loadBalancer.arnSuffix}/${group.arnSuffix}`,
      topicArn: props.alarmTopicArn,
    });
  }

  private createDashboard({ scaling, alarms, dashboardName, place }: ClusterServiceProps): string | undefined {
    const steps = scaling?.steps === undefined ? [] : [scaling.steps.out, scaling.steps.in];
    const alarmNames = [...steps.map(({ alarmName }) => alarmName), ...alarms.map(({ name }) => name)];
    if (alarmNames.length === 0) return undefined;
    return new AlarmDashboard(this, "dashboard", { name: dashboardName, alarmNames, place }).url;
  }
}

function taskProps({
  taskFamily,
  place,
  serviceConnect,
  keepTaskRevisions,
  ...props
}: ClusterServiceProps): ServiceTaskProps {
  return {
    ...props,
    family: taskFamily,
    region: place.region,
    keepRevisions: keepTaskRevisions,
    protocol: serviceConnect?.name === undefined ? undefined : serviceConnect.protocol,
  };
}
