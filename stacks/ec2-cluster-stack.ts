import type { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ExternalInstances } from "../constructs/ecs/external-instances.ts";
import { InstanceCapacity } from "../constructs/ecs/instance-capacity.ts";
import { ManagedInstances } from "../constructs/ecs/managed-instances.ts";
import type { PublicLoadBalancer } from "../constructs/load-balancing/public-load-balancer.ts";
import { MemberSecurityGroup } from "../constructs/network/member-security-group.ts";
import { type ClusterOutputs, ClusterStack, type Mesh } from "./cluster-stack.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import type { Running, ServiceConfig } from "./service-outputs.ts";

/** What other stacks know of the cluster on instances. */
export interface Ec2ClusterOutputs extends ClusterOutputs {
  readonly capacityProviderName: string;
}

/** Ports that Docker gives to containers (ephemeral ports of the ECS-optimised images). */
const DYNAMIC_PORTS = [32768, 65535] as const;

/** Tasks are spread over zones first, which rebalancing between them needs. */
const SPREAD = [
  { type: "spread", field: "attribute:ecs.availability-zone" },
  { type: "spread", field: "instanceId" },
];

/** What runs tasks of this cluster. */
interface Capacity {
  readonly instances: EcsClusterCapacityProviders;
  readonly managed?: EcsCapacityProvider;
}

/** ECS on EC2 instances that ECS adds and removes itself; also on ones that AWS manages, and on servers of one's own. */
export class Ec2ClusterStack extends ClusterStack {
  readonly outputs: Ec2ClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    network: NetworkOutputs,
    iam: IamOutputs,
    registry: RegistryOutputs,
  ) {
    super(scope, id, config, "ec2", network, iam, registry);
    const cluster = this.createCluster();
    const loadBalancer = this.createLoadBalancer();
    const mesh = this.createMesh();
    const instances = this.createInstances(cluster, loadBalancer, mesh);
    const capacity: Capacity = { instances, managed: this.createManagedInstances(cluster, instances) };
    this.createExternalInstances(cluster);
    const services = this.createServices(cluster, loadBalancer, mesh, (service) => this.runningOf(service, capacity));
    this.outputs = this.publish<Ec2ClusterOutputs>({
      ...services,
      capacityProviderName: config.names.capacityProvider,
    });
  }

  private createInstances(
    cluster: EcsCluster,
    { securityGroupId }: PublicLoadBalancer,
    mesh: Mesh | undefined,
  ): EcsClusterCapacityProviders {
    const { ec2Cluster, names } = this.config;
    const { instances, subnets } = ec2Cluster;
    const sharing = this.services.filter(({ networkMode }) => networkMode === "bridge");
    const group = new MemberSecurityGroup(this, "instances", {
      name: `${names.ec2Cluster}-instances`,
      description: `Instances of the cluster ${names.ec2Cluster}`,
      vpcId: this.network.vpcId,
      loadBalancer: { groupId: securityGroupId, ports: DYNAMIC_PORTS },
      outbound: sharing.flatMap(({ outbound }) => outbound),
    });
    const capacity = new InstanceCapacity(this, "capacity", {
      ...ec2Cluster,
      name: names.autoScalingGroup,
      launchTemplateName: names.launchTemplate,
      capacityProviderName: names.capacityProvider,
      clusterName: cluster.name,
      instanceProfileName: this.iam.instanceProfileName,
      subnetIds: subnets === "public" ? this.network.publicSubnetIds : this.network.privateSubnetIds,
      securityGroupIds: [group.groupId, ...(mesh ? [mesh.securityGroupId] : [])],
      minInstances: instances.min,
      desiredInstances: instances.desired,
      maxInstances: instances.max,
      containersSeeMetadata: this.services.some(({ instanceMetadata }) => instanceMetadata),
    });
    return new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: [capacity.capacityProviderName],
      defaultCapacityProviderStrategy: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      // ECS lists managed instances here too, and takes them from nobody else than their own provider.
      ...(this.config.ec2Cluster.managedInstances && { lifecycle: { ignoreChanges: ["capacity_providers"] } }),
    });
  }

  private createManagedInstances(
    cluster: EcsCluster,
    instances: EcsClusterCapacityProviders,
  ): EcsCapacityProvider | undefined {
    const { ec2Cluster, names } = this.config;
    const { managedInstancesRoleArn, managedInstanceProfileArn } = this.iam;
    if (ec2Cluster.managedInstances === undefined || !managedInstancesRoleArn || !managedInstanceProfileArn)
      return undefined;
    const group = new MemberSecurityGroup(this, "managed-instances", {
      name: `${names.ec2Cluster}-managed-instances`,
      description: `Managed instances of the cluster ${names.ec2Cluster}`,
      vpcId: this.network.vpcId,
    });
    const managed = new ManagedInstances(this, "managed", {
      ...ec2Cluster.managedInstances,
      capacityProviderName: names.managedCapacityProvider,
      clusterName: cluster.name,
      infrastructureRoleArn: managedInstancesRoleArn,
      instanceProfileArn: managedInstanceProfileArn,
      subnetIds: ec2Cluster.subnets === "public" ? this.network.publicSubnetIds : this.network.privateSubnetIds,
      securityGroupIds: [group.groupId],
      dependsOn: [instances], // both change what the cluster has, which it does not take at once
    });
    return managed.provider;
  }

  private createExternalInstances({ name }: EcsCluster): void {
    const { ec2Cluster, region } = this.config;
    const roleName = this.iam.externalInstanceRoleName;
    if (ec2Cluster.externalInstances === undefined || !roleName) return;
    const props = { ...ec2Cluster.externalInstances, clusterName: name, region, roleName };
    const { registrationCommand } = new ExternalInstances(this, "external", props);
    this.showSecret("registrationCommand", registrationCommand, "What to run as root on a server of your own");
  }

  private runningOf(service: ServiceConfig, { instances, managed }: Capacity): Running {
    const { names } = this.config;
    const [{ provider } = { provider: "instances" }] = service.capacity;
    const placement = {
      strategies: service.placement.strategies ?? SPREAD,
      constraints: service.placement.constraints,
    };
    const byProvider = (name: string) => ({
      capacity: [{ provider: name, weight: 1, base: 0 }],
      runArguments: `--capacity-provider-strategy capacityProvider=${name}`,
    });
    // Only Fargate has versions; ECS refuses a service that names one elsewhere.
    const common = {
      platformVersion: undefined,
      taskNetwork: service.networkMode === "awsvpc" ? this.taskNetwork(service) : undefined,
    };
    if (provider === "external")
      return {
        ...common,
        platform: "EXTERNAL",
        capacity: "EXTERNAL",
        placement: { constraints: placement.constraints },
        runArguments: "--launch-type EXTERNAL",
        dependsOn: [],
      };
    if (provider === "managed-instances")
      return {
        ...common,
        ...byProvider(names.managedCapacityProvider),
        platform: "MANAGED_INSTANCES",
        placement: { constraints: placement.constraints },
        dependsOn: managed ? [managed] : [],
      };
    const daemon = service.scheduling === "daemon";
    const { runArguments, capacity } = byProvider(names.capacityProvider);
    return {
      ...common,
      platform: "EC2",
      capacity: daemon ? "EC2" : capacity, // ECS takes no capacity provider strategy for a daemon
      placement: daemon ? { constraints: placement.constraints } : placement,
      runArguments: `${runArguments} --placement-strategy type=spread,field=attribute:ecs.availability-zone`,
      dependsOn: [instances],
    };
  }
}
