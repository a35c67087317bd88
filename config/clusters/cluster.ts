import * as v from "valibot";
import { choice, retentionDays, rules, text } from "../fields.ts";
import { overrides } from "../overrides.ts";
import { loadBalancer } from "./load-balancer.ts";
import { LOAD_BALANCER_RULES, NETWORK_LOAD_BALANCER_RULES } from "./load-balancer-rules.ts";
import { networkLoadBalancer } from "./network-load-balancer.ts";

/** A private DNS namespace, managed by Cloud Map. */
/** The form of a private domain. */
export const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const dnsNamespace = v.strictObject({
  /** Domain of the names, such as `shop.internal`, unique in the VPC. @default `CLUSTER.internal` */
  name: v.optional(
    text(DOMAIN, "is not a domain: use labels of up to 63 lower-case letters, digits and -, with dots between them"),
  ),
  /** Id of an existing private DNS namespace with that name, in this region and for this VPC. @default created */
  id: v.optional(text(/^ns-[a-z0-9]{16}$/, "is not a namespace: write its id as Cloud Map shows it, ns-…")),
});

/** What both clusters have. */
export const cluster = {
  /** CloudWatch Container Insights: metrics of tasks, and with `enhanced` also of each container. @default "enabled" */
  containerInsights: v.optional(choice("enabled", "enhanced", "disabled"), "enabled"),
  /** Days that CloudWatch Logs keeps the log of shells in containers (ECS Exec). @default 90 */
  execLogRetentionDays: v.optional(retentionDays(), 90),
  /** Application Load Balancer that the services of the cluster share. @default created if a service has a `route` to it */
  loadBalancer: v.optional(v.pipe(loadBalancer, rules(...LOAD_BALANCER_RULES))),
  /** Namespace of the DNS names of services with `serviceDiscovery`. @default created if a service has one */
  dnsNamespace: v.optional(dnsNamespace, {}),
  /**
   * Network Load Balancer of the cluster, for TCP, UDP and TLS.
   * @default created if a service has a `route` of type `"network"`
   */
  networkLoadBalancer: v.optional(v.pipe(networkLoadBalancer, rules(...NETWORK_LOAD_BALANCER_RULES))),
  /** Arguments of the stack's resources, besides those of services, that no field covers. @default none */
  overrides: v.optional(overrides, []),
};

/** The cluster on Fargate. */
export const fargateCluster = v.strictObject(cluster);

export type FargateClusterConfig = v.InferOutput<typeof fargateCluster>;
