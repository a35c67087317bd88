import * as v from "valibot";
import { securityGroupId, text } from "../fields.ts";
import { hostName } from "./existing-load-balancer.ts";

/** A Network Load Balancer that exists, in the VPC of the environment: services create their listeners on it. */
export const existingNetworkLoadBalancer = v.strictObject({
  /** ARN of the load balancer. The ports of its new listeners must be free on it. */
  arn: text(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/net\/[A-Za-z0-9-]+\/[0-9a-f]+$/,
    "is not the ARN of a Network Load Balancer: write it as AWS shows it, arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/net/…",
  ),
  /** Security group of the load balancer. Tasks let it in; it has to let clients in, and the load balancer out to the tasks. */
  securityGroupId: securityGroupId(),
  /** Host name at which clients reach it. */
  dnsName: hostName(),
});

export type ExistingNetworkLoadBalancerConfig = v.InferOutput<typeof existingNetworkLoadBalancer>;

/** Completes it; metrics know it by the last part of its ARN. */
export const resolveExistingNetwork = (existing: ExistingNetworkLoadBalancerConfig) => ({
  ...existing,
  arnSuffix: existing.arn.split("/").slice(1).join("/"),
});

export type ResolvedExistingNetworkLoadBalancer = ReturnType<typeof resolveExistingNetwork>;
