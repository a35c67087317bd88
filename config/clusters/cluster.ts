import * as v from "valibot";
import { choice, follows, retentionDays } from "../fields.ts";
import { overrides } from "../overrides.ts";
import { loadBalancer } from "./load-balancer.ts";
import { LOAD_BALANCER_RULES, NETWORK_LOAD_BALANCER_RULES } from "./load-balancer-rules.ts";
import { networkLoadBalancer } from "./network-load-balancer.ts";

/** What both clusters have. */
export const cluster = {
  /** CloudWatch Container Insights: metrics of tasks, and with `enhanced` also of each container. @default "enabled" */
  containerInsights: v.optional(choice("enabled", "enhanced", "disabled"), "enabled"),
  /** Days that CloudWatch Logs keeps the log of shells in containers (ECS Exec). @default 90 */
  execLogRetentionDays: v.optional(retentionDays(), 90),
  /** Application Load Balancer that the services of the cluster share. @default created if a service has a `route` to it */
  loadBalancer: v.optional(v.pipe(loadBalancer, follows(...LOAD_BALANCER_RULES))),
  /**
   * Network Load Balancer of the cluster, for TCP, UDP and TLS.
   * @default created if a service has a `route` of type `"network"`
   */
  networkLoadBalancer: v.optional(v.pipe(networkLoadBalancer, follows(...NETWORK_LOAD_BALANCER_RULES))),
  /** Arguments of the stack's resources, besides those of services, that no field covers. @default none */
  overrides: v.optional(overrides, []),
};

/** The cluster on Fargate. */
export const fargateCluster = v.strictObject(cluster);

export type FargateClusterConfig = v.InferOutput<typeof fargateCluster>;
