import type { ITerraformDependable } from "cdktf";
import type { CapacityConfig, PlacementConfig } from "../../config/services/capacity.ts";

/** A capacity provider by its name in AWS, and its share of the tasks. */
export type CapacityShare = Omit<CapacityConfig, "provider"> & { provider: string };

/** Where tasks with their own network addresses are. */
export interface TaskSubnets {
  readonly subnetIds: string[];
  readonly publicIp: boolean;
}

/** What runs the tasks of a service, as the capacity of its cluster says. */
export interface TaskHost {
  /** What the task definition has to fit. */
  readonly platform: "EC2" | "FARGATE" | "MANAGED_INSTANCES" | "EXTERNAL";
  /** Capacity providers and their shares, or one kind of servers for all. */
  readonly capacity: readonly CapacityShare[] | "EC2" | "EXTERNAL";
  /** Strategies only where there is a choice: ECS takes none elsewhere. */
  readonly placement: PlacementConfig;
  /** @default in the network of their instance, with a port that Docker chooses */
  readonly subnets?: TaskSubnets;
  /** Security group of the instances, whose network is used by tasks without their own addresses. @default none */
  readonly securityGroupId?: string;
  /** Arguments of `aws ecs run-task` that say the same. */
  readonly runArguments: string;
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Version of Fargate; ECS refuses a service that names one elsewhere. */
export const platformVersionOn = ({ platform }: TaskHost, platformVersion: string): string | undefined =>
  platform === "FARGATE" ? platformVersion : undefined;
