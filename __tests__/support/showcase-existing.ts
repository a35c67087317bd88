import { showcase } from "../../config/environments/showcase.ts";

/** What the showcase names, and AWS has to have: static addresses of a load balancer. */
export const SHOWCASE_EXISTING = showcase.ec2Cluster.networkLoadBalancer.elasticIpAllocationIds.map((id) => ({
  type: "aws_eip",
  id,
}));
