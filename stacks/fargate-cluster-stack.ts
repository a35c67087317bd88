import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { type ClusterOutputs, ClusterStack } from "./cluster-stack.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import type { Running, ServiceConfig } from "./service-outputs.ts";

/** What other stacks know of the cluster on Fargate. */
export type FargateClusterOutputs = ClusterOutputs;

/** ECS on Fargate. Each task has a network address of its own. */
export class FargateClusterStack extends ClusterStack {
  readonly outputs: FargateClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    network: NetworkOutputs,
    iam: IamOutputs,
    registry: RegistryOutputs,
  ) {
    super(scope, id, config, "fargate", network, iam, registry);
    const cluster = this.createCluster();
    const capacity = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
    const services = this.createServices(cluster, this.createLoadBalancer(), this.createMesh(), (service) =>
      this.runningOf(service, capacity),
    );
    this.outputs = this.publish<FargateClusterOutputs>(services);
  }

  private runningOf(service: ServiceConfig, capacity: EcsClusterCapacityProviders): Running {
    return {
      platform: "FARGATE",
      capacity: service.capacity,
      platformVersion: service.platformVersion,
      placement: { constraints: [] },
      taskNetwork: this.taskNetwork(service, { canBePublic: true }),
      runArguments: `--capacity-provider-strategy ${service.capacity.map(({ provider, weight, base }) => `capacityProvider=${provider},weight=${weight},base=${base}`).join(" ")}`,
      dependsOn: [capacity],
    };
  }
}
