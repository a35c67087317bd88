import { arnOf, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Lets a role pull images from certain ECR repositories, if any. The login has no resource that it could be limited to. */
export function imagePullStatements(repositoryArns: readonly string[]): Statement[] {
  if (repositoryArns.length === 0) return [];
  return [
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "EcrPull",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositoryArns,
    },
  ];
}

/** Lets a role pull copies of Docker Hub's images, which ECR makes when they are first pulled. */
export function pullThroughStatements(prefix: string, place: Place): Statement[] {
  return [
    {
      sid: "PullThroughCache",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:BatchImportUpstreamImage",
        "ecr:CreateRepository", // the first pull makes the repository of the copy
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: [arnOf(place, "ecr", `repository/${prefix}/*`)],
    },
  ];
}
