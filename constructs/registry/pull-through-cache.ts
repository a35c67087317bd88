import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { Construct } from "constructs";
import type { PullThroughCacheConfig } from "../../config/registry.ts";

/** Copies of Docker Hub's images, which ECR makes when they are first pulled. The role that pulls has to be allowed to. */
export class PullThroughCache extends Construct {
  constructor(scope: Construct, id: string, { prefix, credentialsArn }: PullThroughCacheConfig) {
    super(scope, id);
    new EcrPullThroughCacheRule(this, "rule", {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: credentialsArn,
    });
  }
}
