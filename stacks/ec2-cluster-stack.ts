import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ClusterService } from "../constructs/ecs/cluster-service.ts";
import { InstanceCapacity } from "../constructs/ecs/instance-capacity.ts";
import { PublicLoadBalancer } from "../constructs/load-balancing/public-load-balancer.ts";
import { MemberSecurityGroup } from "../constructs/network/member-security-group.ts";
import { BaseStack } from "./base-stack.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";

/** What other stacks know of the cluster on instances. */
export interface Ec2ClusterOutputs {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly capacityProviderName: string;
  /** Where a person reaches the services. */
  readonly url: string;
}

/** Ports that Docker gives to containers (ephemeral ports of the ECS-optimised images). */
const DYNAMIC_PORTS = [32768, 65535] as const;

/** ECS on EC2 instances, which ECS adds and removes itself. Containers share the network of their instance. */
export class Ec2ClusterStack extends BaseStack {
  readonly outputs: Ec2ClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly network: NetworkOutputs,
    private readonly iam: IamOutputs,
  ) {
    super(scope, id, config);
    const cluster = new EcsCluster(this, "cluster", {
      name: config.names.ec2Cluster,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    const loadBalancer = this.createLoadBalancer();
    const capacity = this.createCapacity(cluster, loadBalancer);
    this.createServices(cluster, loadBalancer, capacity);
    this.outputs = this.publish<Ec2ClusterOutputs>({
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      capacityProviderName: config.names.capacityProvider,
      url: loadBalancer.url,
    });
  }

  private createLoadBalancer(): PublicLoadBalancer {
    return new PublicLoadBalancer(this, "load-balancer", {
      ...this.config.ec2Cluster.loadBalancer,
      name: this.config.names.ec2LoadBalancer,
      vpcId: this.network.vpcId,
      subnetIds: this.network.publicSubnetIds,
    });
  }

  private createCapacity(cluster: EcsCluster, loadBalancer: PublicLoadBalancer): EcsClusterCapacityProviders {
    const { ec2Cluster, names } = this.config;
    const { instances, subnets } = ec2Cluster;
    const group = new MemberSecurityGroup(this, "instances", {
      name: `${names.ec2Cluster}-instances`,
      description: `Instances of the cluster ${names.ec2Cluster}`,
      vpcId: this.network.vpcId,
      loadBalancerGroupId: loadBalancer.securityGroupId,
      ports: DYNAMIC_PORTS,
    });
    const capacity = new InstanceCapacity(this, "capacity", {
      ...ec2Cluster,
      name: names.autoScalingGroup,
      launchTemplateName: names.launchTemplate,
      capacityProviderName: names.capacityProvider,
      clusterName: cluster.name,
      instanceProfileName: this.iam.instanceProfileName,
      subnetIds: subnets === "public" ? this.network.publicSubnetIds : this.network.privateSubnetIds,
      securityGroupIds: [group.groupId],
      minInstances: instances.min,
      desiredInstances: instances.desired,
      maxInstances: instances.max,
    });
    return new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: [capacity.capacityProviderName],
      defaultCapacityProviderStrategy: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
    });
  }

  private createServices(
    { name, arn }: EcsCluster,
    loadBalancer: PublicLoadBalancer,
    capacity: EcsClusterCapacityProviders,
  ): void {
    const { services, names, region } = this.config;
    for (const service of services.filter(({ cluster }) => cluster === "ec2"))
      new ClusterService(this, service.name, {
        ...service,
        cluster: { name, arn },
        vpcId: this.network.vpcId,
        region,
        capacity: [{ provider: names.capacityProvider, weight: 1 }],
        taskDefinitionOwner: service.delivered ? "pipeline" : "terraform",
        executionRoleArn: this.iam.taskExecutionRoleArn,
        taskRoleArn: this.iam.taskRoleArns[service.name] as string,
        loadBalancer,
        dependsOn: [capacity],
      });
  }
}
