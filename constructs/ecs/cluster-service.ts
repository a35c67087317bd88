import { Construct } from "constructs";
import type { Config, ServiceConfig } from "../../config/config.ts";
import { strategyOf } from "../../packages/deployments/strategy.ts";
import type { AwsScope } from "../iam/arn.ts";
import { createRouting, type ServiceRouting } from "../load-balancing/service-routing.ts";
import type { SharedLoadBalancer, SharedNetworkLoadBalancer } from "../load-balancing/shared-load-balancer.ts";
import type { ServiceAlarm } from "../monitoring/service-alarm.ts";
import type { HttpsDestinations } from "../network/outbound-rules.ts";
import { ServiceScaling } from "../scaling/service-scaling.ts";
import { appSpec } from "./app-spec.ts";
import { DiscoveryName, type DnsNamespace } from "./discovery-name.ts";
import { RunningTasks } from "./running-tasks.ts";
import type { Mesh } from "./service-connect.ts";
import { createAlarms, createDashboard, metricTarget } from "./service-monitoring.ts";
import { ServiceTask, type ServiceTaskProps } from "./service-task.ts";
import { taskDefinitionFile } from "./task-definition-file.ts";
import type { TaskHost } from "./task-host.ts";
import { createTaskNetwork, type ReachableTaskNetwork } from "./task-network.ts";

export interface ClusterServiceProps extends Pick<Config, "keepTaskRevisions"> {
  readonly service: ServiceConfig;
  readonly host: TaskHost;
  readonly cluster: { readonly name: string; readonly arn: string };
  readonly vpcId: string;
  /** Where its tasks may connect to over HTTPS. @default anywhere by IPv4 */
  readonly https?: HttpsDestinations;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /** What ECS itself works with: moved requests, disks, hooks. Throws if one of them needs it. @default none */
  readonly infrastructureRoleArn?: string;
  /** Required by an HTTP route. @default none */
  readonly loadBalancer?: SharedLoadBalancer;
  /** Needed by a route of type "network". @default none */
  readonly networkLoadBalancer?: SharedNetworkLoadBalancer;
  /** Needed by Service Connect. @default the services of the cluster don't call each other by name */
  readonly mesh?: Mesh;
  /** Needed by a DNS name. @default none */
  readonly namespace?: DnsNamespace;
  readonly awsScope: AwsScope;
}

/** A service with all that belongs to it: task definition, logs, target groups and what leads to them, network, alarms, scaling. */
export class ClusterService extends Construct {
  readonly name: string;
  readonly config: ServiceConfig;
  readonly host: TaskHost;
  readonly taskDefinitionArn: string;
  /** Network of the tasks, where they have one apart from their instance. */
  readonly network?: ReachableTaskNetwork;
  /** Security group by which others know the tasks: their own, or that of their instances. */
  readonly securityGroupId?: string;
  /** DNS name of the tasks, where they have one. */
  readonly dnsName?: string;
  /** How it is reached, where it has a route. */
  readonly routing?: ServiceRouting;
  /** URL of the dashboard of its alarms. */
  readonly dashboardUrl?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterServiceProps,
  ) {
    super(scope, id);
    this.config = props.service;
    this.host = props.host;
    this.taskDefinitionArn = new ServiceTask(this, "task", this.taskProps).taskDefinitionArn;
    this.routing = createRouting(this, props);
    this.network = this.createNetwork();
    this.securityGroupId = this.network?.ownGroupId ?? props.host.securityGroupId;
    const alarms = createAlarms(this, {
      service: props.service,
      clusterName: props.cluster.name,
      target: this.routing && metricTarget(props.service, this.routing),
    });
    const discovery = this.createDiscovery();
    this.dnsName = discovery?.dnsName;
    this.name = this.createTasks(alarms, discovery);
    this.createScaling();
    this.dashboardUrl = createDashboard(this, props.service, props.awsScope);
  }

  /** The task definition as JSON, with another image. */
  taskDefinitionWith(image: string): string {
    return taskDefinitionFile(this.taskProps, image);
  }

  /** What CodeDeploy has to be told of the service, as JSON; undefined if CodeDeploy does not deploy it. */
  appSpec(taskDefinitionArn = this.taskDefinitionArn): string | undefined {
    const { service, host } = this.props;
    if (strategyOf(service.deployment.rollout).controller !== "CODE_DEPLOY") return undefined;
    return appSpec({ service, host, taskDefinitionArn, network: this.network });
  }

  private get taskProps(): ServiceTaskProps {
    const { service, host, executionRoleArn, taskRoleArn, awsScope, keepTaskRevisions: keepRevisions } = this.props;
    return { service, platform: host.platform, executionRoleArn, taskRoleArn, region: awsScope.region, keepRevisions };
  }

  private createNetwork(): ReachableTaskNetwork | undefined {
    const { service, host, vpcId, https, mesh } = this.props;
    if (host.subnets === undefined) return undefined;
    return createTaskNetwork(this, {
      service,
      vpcId,
      https,
      subnets: host.subnets,
      loadBalancer: this.routing?.loadBalancer,
      mesh: service.serviceConnect && mesh,
    });
  }

  private createDiscovery(): DiscoveryName | undefined {
    const { service, namespace } = this.props;
    const { name: serviceName, serviceDiscovery: settings } = service;
    if (settings === undefined) return undefined;
    if (namespace === undefined) throw new Error(`service ${serviceName} has a DNS name, and no namespace for it`);
    return new DiscoveryName(this, "discovery", { settings, namespace, serviceName });
  }

  private createTasks(alarms: ServiceAlarm[], discovery?: DiscoveryName): string {
    const { service, host, cluster, infrastructureRoleArn, mesh } = this.props;
    const { routing } = this;
    const tasks = new RunningTasks(this, "service", {
      service,
      host,
      clusterArn: cluster.arn,
      taskDefinitionArn: this.taskDefinitionArn,
      infrastructureRoleArn,
      rollbackAlarmNames: alarms.filter((_, index) => service.alarms[index]?.rollsBack).map(({ name }) => name),
      target: routing && { ...routing, targetGroupArns: routing.targetGroups.map(({ arn }) => arn) },
      network: this.network,
      mesh,
      registry: discovery?.registry,
      // ECS refuses a target group that nothing sends requests to; and a port that tasks used is closed when they are gone.
      dependsOn: [
        ...host.dependsOn,
        ...(routing?.dependsOn ?? []),
        ...(this.network?.rules ?? []),
        ...((service.serviceConnect && mesh?.rules) ?? []),
      ],
    });
    return tasks.name;
  }

  private createScaling(): void {
    const { service, cluster } = this.props;
    if (service.scaling === undefined) return;
    const { loadBalancer, targetGroups: [group] = [] } = this.routing ?? {};
    new ServiceScaling(this, "scaling", {
      scaling: service.scaling,
      clusterName: cluster.name,
      serviceName: this.name,
      requestsLabel: group && `${loadBalancer?.arnSuffix}/${group.arnSuffix}`,
      topicArn: service.alarmTopicArn,
    });
  }
}
