import type { Parsed } from "../config.ts";
import type { NamedBalancer } from "./domain.ts";
import { loadBalancerOf } from "./load-balancer.ts";
import { networkLoadBalancerOf } from "./network-load-balancer.ts";
import { clusterOf } from "./resolve.ts";

export const CLUSTER_KINDS = ["ec2", "fargate"] as const;

/** The load balancers that the clusters may have, with where they are configured. */
export const balancersOf = (environment: Parsed): { path: string[]; balancer: () => NamedBalancer }[] =>
  CLUSTER_KINDS.flatMap((kind) => {
    const cluster = clusterOf(kind, environment);
    return [
      { path: [`${kind}Cluster`, "loadBalancer"], balancer: () => loadBalancerOf(cluster) },
      { path: [`${kind}Cluster`, "networkLoadBalancer"], balancer: () => networkLoadBalancerOf(cluster) },
    ];
  });
