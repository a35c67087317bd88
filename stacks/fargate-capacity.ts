import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { Config } from "../config/config.ts";
import { type Capacity, type Surroundings, taskNetwork } from "./capacity.ts";
import type { Running, ServiceConfig } from "./service-outputs.ts";

/** Fargate and Fargate Spot. Each task has a network address of its own. */
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

  runningOf(service: ServiceConfig): Running {
    const shares = service.capacity.map(
      ({ provider, weight, base }) => `capacityProvider=${provider},weight=${weight},base=${base}`,
    );
    return {
      platform: "FARGATE",
      capacity: service.capacity,
      platformVersion: service.platformVersion,
      placement: { constraints: [] },
      taskNetwork: taskNetwork(this.surroundings.network, service, { canBePublic: true }),
      runArguments: `--capacity-provider-strategy ${shares.join(" ")}`,
      dependsOn: [this.providers],
    };
  }
}
