import { IMAGE_VARIABLE } from "./release-pipeline.ts";

export interface HotFixProps {
  readonly region: string;
  readonly pipelineName: string;
  /** ECR repository of the images. */
  readonly repositoryName: string;
}

/** Commands of the AWS CLI with which a person releases an earlier image again, at night and without a commit. */
export function hotFixCommands({ region, pipelineName, repositoryName }: HotFixProps): Record<string, string> {
  const aws = (rest: string) => `aws ${rest} --region ${region}`;
  const newest = "reverse(sort_by(imageDetails,&imagePushedAt))[:10].[imageTags[0],imagePushedAt]";
  return {
    "1. list images": aws(`ecr describe-images --repository-name ${repositoryName} --query '${newest}' --output table`),
    "2. release one again": aws(
      `codepipeline start-pipeline-execution --name ${pipelineName} --variables name=${IMAGE_VARIABLE},value=TAG`,
    ),
    "3. watch it": aws(`codepipeline list-pipeline-executions --pipeline-name ${pipelineName} --max-items 3`),
    "stop what is under way": aws(
      `codepipeline stop-pipeline-execution --pipeline-name ${pipelineName} --abandon --pipeline-execution-id ID`,
    ),
  };
}
