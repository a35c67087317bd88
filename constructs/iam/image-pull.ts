import type { Statement } from "./policy.ts";

/** Lets a role pull images from one ECR repository. The login has no resource that it could be limited to. */
export function imagePullStatements(repositoryArn: string): Statement[] {
  return [
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "EcrPull",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [repositoryArn],
    },
  ];
}
