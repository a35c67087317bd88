import * as v from "valibot";
import { choice, follows, retentionDays } from "../fields.ts";
import { overrides } from "../overrides.ts";
import { checkLoadBalancer, loadBalancer } from "./load-balancer.ts";

/** What both clusters have. */
export const cluster = {
  /** Whether CloudWatch counts what tasks use; `enhanced` for each container too. @default "enabled" */
  containerInsights: v.optional(choice("enabled", "enhanced", "disabled"), "enabled"),
  /** Days that the log of shells in containers is kept (ECS Exec). @default 90 */
  execLogRetentionDays: v.optional(retentionDays(), 90),
  /** The load balancer that its services share. @default there is one where a service has a route */
  loadBalancer: v.optional(v.pipe(loadBalancer, follows(checkLoadBalancer))),
  /** Arguments of the stack's resources, besides those of services, that no field covers. @default none */
  overrides: overrides(),
};

/** The cluster on Fargate. */
export const fargateCluster = v.strictObject(cluster);

export type FargateClusterConfig = v.InferOutput<typeof fargateCluster>;
