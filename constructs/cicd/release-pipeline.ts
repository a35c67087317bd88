import { Codepipeline, type CodepipelineStage } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import { ARTIFACTS, approvalStage, CODE_BUILD, type DeployStageProps, deployStages } from "./deploy-stage.ts";
import { type PipelineProps, pipelineArguments } from "./pipeline-arguments.ts";
import { sourceStage } from "./pipeline-source.ts";

/** The pipeline's variable: which image to release. */
export const IMAGE_VARIABLE = "IMAGE_TAG";

/** Its value where no image is named: build a new one. */
export const NEW_IMAGE = "new";

/** CodeBuild projects that a release goes through. */
export interface ReleaseProjects {
  /** Builds the image, as the source says. */
  readonly buildProjectName: string;
  /** Makes a release of the image, as Terraform says. */
  readonly releaseProjectName: string;
  /** Deploys a release by ECS. @default the pipeline deploys nothing so */
  readonly deployProjectName?: string;
}

export interface ReleasePipelineProps extends PipelineProps, Pick<DeliveryConfig, "approval" | "executionMode"> {
  readonly projects: ReleaseProjects;
  /** Stages that deploy, one after the other. */
  readonly deployments: readonly DeployStageProps[];
  /**
   * Namespace under which CodePipeline's history keeps the variables of the release
   * (https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html). @default none
   */
  readonly releaseNamespace?: string;
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
        ...(props.approval === undefined ? [] : [approvalStage("Approval", props.approval.message)]),
        ...props.deployments.flatMap(deployStages),
      ],
    });
    this.name = pipeline.name;
    this.arn = pipeline.arn;
  }
}

/**
 * The first action runs what is in the source, so all that the second takes from it is the name of an image. Whatever else
 * is deployed, the second takes from where only Terraform writes.
 */
function buildStage({ projects, releaseNamespace }: ReleasePipelineProps): CodepipelineStage {
  const { buildProjectName, releaseProjectName } = projects;
  const variables = [{ name: IMAGE_VARIABLE, value: `#{variables.${IMAGE_VARIABLE}}`, type: "PLAINTEXT" }];
  const build = {
    ...CODE_BUILD,
    name: "Build",
    inputArtifacts: [ARTIFACTS.source],
    outputArtifacts: [ARTIFACTS.build],
    configuration: { ProjectName: buildProjectName, EnvironmentVariables: JSON.stringify(variables) },
  };
  const release = {
    ...CODE_BUILD,
    name: "Release",
    runOrder: 2,
    inputArtifacts: [ARTIFACTS.build],
    outputArtifacts: [ARTIFACTS.image, ARTIFACTS.definitions],
    configuration: { ProjectName: releaseProjectName },
    ...(releaseNamespace !== undefined && { namespace: releaseNamespace }),
  };
  return { name: "Build", action: [build, release] };
}
