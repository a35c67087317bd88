import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Lets a CodeBuild project write its log, into a group that is there already. */
export const buildLogStatement = (awsScope: AwsScope, projectName: string): Statement => ({
  sid: "Logs",
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [arnOf(awsScope, "logs", `log-group:/aws/codebuild/${projectName}:*`)],
});
