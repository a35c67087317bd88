import type { Statement } from "./policy.ts";

/** Lets a role pull images from certain ECR repositories. The login has no resource that it could be limited to. */
export function imagePullStatements(repositoryArns: readonly string[]): Statement[] {
  return [
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "EcrPull",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositoryArns,
    },
  ];
}
