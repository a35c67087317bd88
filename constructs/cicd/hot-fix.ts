import type { AwsScope } from "../iam/arn.ts";
import { IMAGE_VARIABLE } from "./release-pipeline.ts";

export interface HotFixProps {
  readonly awsScope: AwsScope;
  readonly pipelineName: string;
  /** ARN of the ECR repository of the images. */
  readonly repositoryArn: string;
}

/** Commands of the AWS CLI with which a person releases an earlier image again, at night and without a commit. */
export function hotFixCommands({ awsScope, pipelineName, repositoryArn }: HotFixProps): Record<string, string> {
  const aws = (rest: string, region = awsScope.region) => `aws ${rest} --region ${region}`;
  const [, , , region, account, name = ""] = repositoryArn.split(":");
  const registry = account === awsScope.account ? "" : ` --registry-id ${account}`;
  const newest = "reverse(sort_by(imageDetails,&imagePushedAt))[:10].[imageTags[0],imagePushedAt]";
  return {
    "1. list images": aws(
      `ecr describe-images${registry} --repository-name ${name.replace("repository/", "")} --query '${newest}' --output table`,
      region,
    ),
    "2. release one again": aws(
      `codepipeline start-pipeline-execution --name ${pipelineName} --variables name=${IMAGE_VARIABLE},value=TAG`,
    ),
    "3. watch it": aws(`codepipeline list-pipeline-executions --pipeline-name ${pipelineName} --max-items 3`),
    "stop what is under way": aws(
      `codepipeline stop-pipeline-execution --pipeline-name ${pipelineName} --abandon --pipeline-execution-id ID`,
    ),
  };
}
