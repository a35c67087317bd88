import { Codepipeline, type CodepipelineStage } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import { ARTIFACTS, approvalStage, type DeployStageProps, deployStages } from "./deploy-stage.ts";
import { type PipelineProps, pipelineArguments } from "./pipeline-arguments.ts";
import { sourceStage } from "./pipeline-source.ts";

/** The pipeline's variable: which image to release. */
export const IMAGE_VARIABLE = "IMAGE_TAG";

/** Its value where nobody names an image: build a new one. */
export const NEW_IMAGE = "new";

export interface ReleasePipelineProps extends PipelineProps {
  readonly projectName: string;
  /** What a person is asked between build and deployment. @default nobody is asked */
  readonly approval?: string;
  /** A newer release overtakes one that waits, or they wait in a row. */
  readonly executionMode: "superseded" | "queued";
  /** Stages that deploy, one after the other. */
  readonly deployments: readonly DeployStageProps[];
}

/**
 * A pipeline that builds each change of a source and deploys it: Source, Build, Approval, and a stage for each deployment.
 * Started with the variable `IMAGE_TAG` it releases that image of an earlier build again.
 */
export class ReleasePipeline extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ReleasePipelineProps) {
    super(scope, id);
    const pipeline = new Codepipeline(this, "pipeline", {
      ...pipelineArguments(props),
      executionMode: props.executionMode.toUpperCase(),
      variable: [
        { name: IMAGE_VARIABLE, defaultValue: NEW_IMAGE, description: `Tag of an earlier image, or ${NEW_IMAGE}` },
      ],
      stage: [
        sourceStage(props.source),
        buildStage(props),
        ...(props.approval === undefined ? [] : [approvalStage("Approval", props.approval)]),
        ...props.deployments.flatMap(deployStages),
      ],
    });
    this.name = pipeline.name;
    this.arn = pipeline.arn;
  }
}

function buildStage({ projectName }: ReleasePipelineProps): CodepipelineStage {
  const variables = [{ name: IMAGE_VARIABLE, value: `#{variables.${IMAGE_VARIABLE}}`, type: "PLAINTEXT" }];
  const action = {
    name: "Build",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: [ARTIFACTS.source],
    outputArtifacts: [ARTIFACTS.image, ARTIFACTS.definitions],
    configuration: { ProjectName: projectName, EnvironmentVariables: JSON.stringify(variables) },
  };
  return { name: "Build", action: [action] };
}
