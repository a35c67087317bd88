import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { Construct } from "constructs";
import type { Config, ServiceConfig } from "../config/config.ts";
import type { Mesh } from "../constructs/ecs/service-connect.ts";
import type { TaskHost, TaskSubnets } from "../constructs/ecs/task-host.ts";
import type {
  SharedLoadBalancer,
  SharedNetworkLoadBalancer,
} from "../constructs/load-balancing/shared-load-balancer.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";

/** What runs the tasks of a cluster. */
export interface Capacity {
  /** Outputs of the cluster's stack that only this kind of capacity has. */
  readonly outputs?: { readonly capacityProviderName: string };
  /** Command that registers ECS Anywhere servers, where the cluster takes any. It holds a secret. */
  readonly registrationCommand?: string;
  /** Where and with what a service runs. */
  hostOf(service: ServiceConfig): TaskHost;
}

/** What capacity is created beside. */
export interface Surroundings {
  /** The cluster's stack. */
  readonly scope: Construct;
  readonly cluster: EcsCluster;
  readonly network: NetworkOutputs;
  readonly iam: IamOutputs;
  readonly services: readonly ServiceConfig[];
  /** Tags of the stack. */
  readonly stackTags: Readonly<Record<string, string>>;
  /** Key of volumes of instances. @default the AWS managed key of EBS */
  readonly volumesKeyArn?: string;
  /** @default nothing is routed to the cluster */
  readonly loadBalancer?: SharedLoadBalancer;
  /** @default no service has a route of type "network" */
  readonly networkLoadBalancer?: SharedNetworkLoadBalancer;
  /** @default its services don't call each other by name */
  readonly mesh?: Mesh;
}

/** A kind of capacity, for clusters that are configured so. */
export type CapacityKind<Settings> = new (config: Config, settings: Settings, surroundings: Surroundings) => Capacity;

/** Where tasks with their own network addresses are: in private subnets, where there are any. */
export function taskSubnets(
  { privateSubnetIds, publicSubnetIds }: NetworkOutputs,
  { canBePublic = false } = {},
): TaskSubnets {
  const isPrivate = privateSubnetIds.length > 0;
  return {
    subnetIds: isPrivate ? privateSubnetIds : publicSubnetIds,
    publicIp: canBePublic && !isPrivate, // without a NAT gateway a task needs a public IP address to pull its image
  };
}
