import type { Statement } from "../iam/policy.ts";
import { PULL } from "../registry/repository-actions.ts";

/** Repositories of Amazon ECR that images are pulled from. Public images need no permission. */
export interface PulledRepositories {
  /** ARNs of those that images are pushed to. */
  readonly repositoryArns: readonly string[];
  /** ARNs, with `*`, of those that ECR may fill when they are pulled from, and make before that. */
  readonly cacheArns: readonly string[];
}

/** Additional permissions for a pull through cache (ECR user guide, IAM permissions for pull through cache). */
const FILL = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"];

/** Lets a role pull images from certain repositories, if any. The login has no resource that it could be limited to. */
export function imagePullStatements({ repositoryArns, cacheArns }: PulledRepositories): Statement[] {
  if (repositoryArns.length + cacheArns.length === 0) return [];
  return [
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    { sid: "EcrPull", actions: PULL, resources: repositoryArns },
    { sid: "PullThroughCache", actions: [...PULL, ...FILL].sort(), resources: cacheArns },
  ].filter(({ resources }) => resources.length > 0);
}
