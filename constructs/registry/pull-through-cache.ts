import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { arn, type Place } from "../iam/arn.ts";
import { policyDocument } from "../iam/policy.ts";

export interface PullThroughCacheProps {
  /** First part of the copies' names: 2 to 30 lower-case letters, digits and . _ - /. */
  readonly prefix: string;
  /** Secret with an account at Docker Hub, whose name begins with `ecr-pullthroughcache/`. */
  readonly credentialsArn: string;
  /** Name of the role that pulls. */
  readonly roleName: string;
  readonly place: Place;
}

/** Copies of Docker Hub's images, which ECR makes when they are first pulled. */
export class PullThroughCache extends Construct {
  constructor(scope: Construct, id: string, { prefix, credentialsArn, roleName, place }: PullThroughCacheProps) {
    super(scope, id);
    new EcrPullThroughCacheRule(this, "rule", {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: credentialsArn,
    });
    new IamRolePolicy(this, "policy", {
      name: "pull-through-cache",
      role: roleName,
      policy: policyDocument([
        {
          sid: "PullThroughCache",
          actions: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:BatchImportUpstreamImage",
            "ecr:CreateRepository", // the first pull makes the repository of the copy
            "ecr:GetDownloadUrlForLayer",
          ],
          resources: [arn(place, "ecr", `repository/${prefix}/*`)],
        },
      ]),
    });
  }
}
