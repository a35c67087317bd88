import type { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Config, ServiceConfig } from "../config/config.ts";
import type { PlacementConfig } from "../config/services/capacity.ts";
import { ExternalInstances } from "../constructs/ecs/external-instances.ts";
import { InstanceCapacity } from "../constructs/ecs/instance-capacity.ts";
import { createInstanceNetwork, type InstanceNetwork } from "../constructs/ecs/instance-network.ts";
import { ManagedInstances } from "../constructs/ecs/managed-instances.ts";
import type { TaskHost } from "../constructs/ecs/task-host.ts";
import type { HttpsDestinations } from "../constructs/network/outbound-rules.ts";
import { WorkloadSecurityGroup } from "../constructs/network/workload-security-group.ts";
import { type Capacity, type Surroundings, taskSubnets } from "./capacity.ts";
import { httpsDestinations } from "./https-destinations.ts";
import { required } from "./required.ts";

type Ec2Cluster = NonNullable<Config["ec2Cluster"]>;

/** Tasks are spread over zones first, which rebalancing between them needs. */
const SPREAD: PlacementConfig["strategies"] = [
  { type: "spread", field: "attribute:ecs.availability-zone" },
  { type: "spread", field: "instanceId" },
];

/** EC2 instances that ECS adds and removes itself; also ones that AWS manages, and ECS Anywhere. */
export class Ec2Capacity implements Capacity {
  readonly outputs: { readonly capacityProviderName: string };
  readonly registrationCommand?: string;
  private readonly network: InstanceNetwork;
  private readonly instances: EcsClusterCapacityProviders;
  private readonly managed?: EcsCapacityProvider;

  constructor(
    private readonly config: Config,
    private readonly settings: Ec2Cluster,
    private readonly surroundings: Surroundings,
  ) {
    this.outputs = { capacityProviderName: config.names.capacityProvider };
    this.network = this.createNetwork();
    this.instances = this.createInstances();
    this.managed = this.createManagedInstances();
    this.registrationCommand = this.createExternalInstances();
  }

  private get subnetIds(): string[] {
    const { publicSubnetIds, privateSubnetIds } = this.surroundings.network;
    return this.settings.subnets === "public" ? publicSubnetIds : privateSubnetIds;
  }

  private get https(): HttpsDestinations {
    return httpsDestinations(this.settings, this.surroundings.network, this.settings.subnets);
  }

  private createNetwork(): InstanceNetwork {
    const { scope, network, services, loadBalancer, networkLoadBalancer } = this.surroundings;
    return createInstanceNetwork(scope, {
      clusterName: this.config.names.ec2Cluster,
      vpcId: network.vpcId,
      services: services.filter(({ networkMode }) => networkMode !== "awsvpc"),
      loadBalancer,
      networkLoadBalancer,
      https: this.https,
    });
  }

  private createInstances(): EcsClusterCapacityProviders {
    const { names } = this.config;
    const { scope, cluster, iam, services, stackTags, mesh, volumesKeyArn } = this.surroundings;
    const capacity = new InstanceCapacity(scope, "capacity", {
      settings: this.settings,
      instanceName: names.autoScalingGroup,
      launchTemplateName: names.launchTemplate,
      capacityProviderName: names.capacityProvider,
      clusterName: cluster.name,
      instanceProfileName: required(iam.instanceProfileName, "instanceProfileName"),
      subnetIds: this.subnetIds,
      securityGroupIds: [this.network.securityGroupId, ...(mesh ? [mesh.securityGroupId] : [])],
      tags: stackTags,
      privileged: services.some(({ container, sidecars }) =>
        [container, ...sidecars].some(({ privileged }) => privileged),
      ),
      volumesKeyArn,
      containersSeeMetadata: services.some(({ instanceMetadata }) => instanceMetadata),
    });
    return new EcsClusterCapacityProviders(scope, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: [capacity.capacityProviderName],
      defaultCapacityProviderStrategy: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      // ECS lists managed instances here too, and takes them only from their own provider.
      ...(this.settings.managedInstances && { lifecycle: { ignoreChanges: ["capacity_providers"] } }),
    });
  }

  private createManagedInstances(): EcsCapacityProvider | undefined {
    const { names } = this.config;
    const { scope, cluster, network, iam } = this.surroundings;
    if (this.settings.managedInstances === undefined) return undefined;
    const group = new WorkloadSecurityGroup(scope, "managed-instances", {
      name: `${names.ec2Cluster}-managed-instances`,
      description: `Managed instances of the cluster ${names.ec2Cluster}`,
      vpcId: network.vpcId,
      https: this.https,
    });
    const managed = new ManagedInstances(scope, "managed", {
      settings: this.settings.managedInstances,
      capacityProviderName: names.managedCapacityProvider,
      clusterName: cluster.name,
      infrastructureRoleArn: required(iam.managedInstancesRoleArn, "managedInstancesRoleArn"),
      instanceProfileArn: required(iam.managedInstanceProfileArn, "managedInstanceProfileArn"),
      subnetIds: this.subnetIds,
      securityGroupIds: [group.groupId],
      dependsOn: [this.instances], // both change what the cluster has, which it does not take at once
    });
    return managed.provider;
  }

  private createExternalInstances(): string | undefined {
    const { scope, cluster, iam } = this.surroundings;
    if (this.settings.externalInstances === undefined) return undefined;
    return new ExternalInstances(scope, "external", {
      settings: this.settings.externalInstances,
      clusterName: cluster.name,
      region: this.config.region,
      roleName: required(iam.externalInstanceRoleName, "externalInstanceRoleName"),
    }).registrationCommand;
  }

  hostOf(service: ServiceConfig): TaskHost {
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
    const subnets = service.networkMode === "awsvpc" ? taskSubnets(this.surroundings.network) : undefined;
    if (provider === "external")
      return {
        subnets,
        platform: "EXTERNAL",
        capacity: "EXTERNAL",
        placement: { constraints: placement.constraints },
        runArguments: "--launch-type EXTERNAL",
        dependsOn: [],
      };
    if (provider === "managed-instances")
      return {
        subnets,
        ...byProvider(names.managedCapacityProvider),
        platform: "MANAGED_INSTANCES",
        placement: { constraints: placement.constraints },
        dependsOn: this.managed ? [this.managed] : [],
      };
    const daemon = service.scheduling === "daemon";
    const { runArguments, capacity } = byProvider(names.capacityProvider);
    return {
      subnets,
      securityGroupId: this.network.securityGroupId,
      platform: "EC2",
      capacity: daemon ? "EC2" : capacity, // ECS takes no capacity provider strategy for a daemon
      placement: daemon ? { constraints: placement.constraints } : placement,
      runArguments: `${runArguments} --placement-strategy type=spread,field=attribute:ecs.availability-zone`,
      // In host mode the load balancer has to get to the port before ECS waits for healthy targets.
      dependsOn: [this.instances, ...(service.networkMode === "host" ? this.network.rules : [])],
    };
  }
}
