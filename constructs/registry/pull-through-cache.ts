import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { Construct } from "constructs";

export interface PullThroughCacheProps {
  /** First part of the copies' names: 2 to 30 lower-case letters, digits and . _ - /. */
  readonly prefix: string;
  /** Secret with an account at Docker Hub, whose name begins with `ecr-pullthroughcache/`. */
  readonly credentialsArn: string;
}

/** Copies of Docker Hub's images, which ECR makes when they are first pulled. The role that pulls has to be allowed to. */
export class PullThroughCache extends Construct {
  constructor(scope: Construct, id: string, { prefix, credentialsArn }: PullThroughCacheProps) {
    super(scope, id);
    new EcrPullThroughCacheRule(this, "rule", {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: credentialsArn,
    });
  }
}
