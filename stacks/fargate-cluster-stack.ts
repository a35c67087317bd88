import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ClusterService } from "../constructs/ecs/cluster-service.ts";
import { PublicLoadBalancer } from "../constructs/load-balancing/public-load-balancer.ts";
import { AlarmDashboard } from "../constructs/scaling/alarm-dashboard.ts";
import { BaseStack } from "./base-stack.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";

/** What other stacks know of the cluster on Fargate. */
export interface FargateClusterOutputs {
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Where a person reaches the services. */
  readonly url: string;
}

/** ECS on Fargate. Each task has a network address of its own. */
export class FargateClusterStack extends BaseStack {
  readonly outputs: FargateClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly network: NetworkOutputs,
    private readonly iam: IamOutputs,
  ) {
    super(scope, id, config);
    const cluster = new EcsCluster(this, "cluster", {
      name: config.names.fargateCluster,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    const capacity = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
    const loadBalancer = this.createLoadBalancer();
    this.createServices(cluster, loadBalancer, capacity);
    this.createDashboard();
    this.outputs = this.publish<FargateClusterOutputs>({
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      url: loadBalancer.url,
    });
  }

  private get services() {
    return this.config.services.filter(({ cluster }) => cluster === "fargate");
  }

  private createLoadBalancer(): PublicLoadBalancer {
    return new PublicLoadBalancer(this, "load-balancer", {
      ...this.config.fargateCluster.loadBalancer,
      name: this.config.names.fargateLoadBalancer,
      vpcId: this.network.vpcId,
      subnetIds: this.network.publicSubnetIds,
    });
  }

  private createServices(
    { name, arn }: EcsCluster,
    loadBalancer: PublicLoadBalancer,
    capacity: EcsClusterCapacityProviders,
  ): void {
    const { network, region } = this.config;
    const isPrivate = network.privateSubnetCidrs.length > 0;
    for (const service of this.services)
      new ClusterService(this, service.name, {
        ...service,
        cluster: { name, arn },
        vpcId: this.network.vpcId,
        region,
        capacity: [{ provider: "FARGATE", weight: 1 }],
        taskDefinitionOwner: service.delivered ? "pipeline" : "terraform",
        executionRoleArn: this.iam.taskExecutionRoleArn,
        taskRoleArn: this.iam.taskRoleArns[service.name] as string,
        loadBalancer,
        taskNetwork: {
          subnetIds: isPrivate ? this.network.privateSubnetIds : this.network.publicSubnetIds,
          publicIp: !isPrivate, // without a NAT gateway a task needs an address of its own to pull its image
          securityGroupName: service.securityGroupName,
        },
        dependsOn: [capacity],
      });
  }

  private createDashboard(): void {
    const alarmNames = this.services.flatMap(({ scaling }) =>
      scaling ? [scaling.scaleOut.alarmName, scaling.scaleIn.alarmName] : [],
    );
    if (alarmNames.length === 0) return;
    const dashboard = new AlarmDashboard(this, "dashboard", {
      name: this.config.names.dashboard,
      alarmNames,
      place: this.place,
    });
    this.show("dashboardUrl", dashboard.url, "Alarms of the services that scale");
  }
}
