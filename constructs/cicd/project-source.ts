import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { TrustSource } from "../iam/policy.ts";

/** CodeBuild, for one project (https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html). */
export const projectSource = (awsScope: AwsScope, projectName: string): TrustSource => ({
  account: awsScope.account,
  arns: [arnOf(awsScope, "codebuild", `project/${projectName}`)],
});
