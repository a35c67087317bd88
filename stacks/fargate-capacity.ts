import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Config, ServiceConfig } from "../config/config.ts";
import type { TaskHost } from "../constructs/ecs/task-host.ts";
import { type Capacity, type Surroundings, taskSubnets } from "./capacity.ts";

/** Fargate and Fargate Spot. Each task has its own network address. */
export class FargateCapacity implements Capacity {
  private readonly providers: EcsClusterCapacityProviders;

  constructor(
    _config: Config,
    _settings: NonNullable<Config["fargateCluster"]>,
    private readonly surroundings: Surroundings,
  ) {
    const { scope, cluster } = surroundings;
    this.providers = new EcsClusterCapacityProviders(scope, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }

  hostOf(service: ServiceConfig): TaskHost {
    const shares = service.capacity.map(
      ({ provider, weight, base }) => `capacityProvider=${provider},weight=${weight},base=${base}`,
    );
    return {
      platform: "FARGATE",
      capacity: service.capacity,
      placement: { constraints: [] },
      subnets: taskSubnets(this.surroundings.network, { canBePublic: true }),
      runArguments: `--capacity-provider-strategy ${shares.join(" ")}`,
      dependsOn: [this.providers],
    };
  }
}
