import { Codepipeline, type CodepipelineStage } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import type { InfrastructureConfig } from "../../config/delivery/infrastructure.ts";
import { ARTIFACTS } from "./deploy-stage.ts";
import { type PipelineProps, pipelineArguments } from "./pipeline-arguments.ts";
import { sourceStage } from "./pipeline-source.ts";

/** What the plan hands to the apply; `buildspec.plan.yml` finds it by this name. */
export const REVIEW_ARTIFACT = "ReviewArtifact";

/** First part of that artifact's keys: CodePipeline shortens its own name to 20 characters, and the artifact's to 10. */
export const reviewArtifactPrefix = (pipelineName: string): string =>
  `${pipelineName.slice(0, 20)}/${REVIEW_ARTIFACT.slice(0, 10)}/`;

/** Under what name later actions know what the plan exports. */
const NAMESPACE = "Plan";
const exported = (name: "REVIEW_URL" | "REVIEW_HEADLINE" | "REVIEW_CODE" | "REVIEW_RECORD") =>
  `#{${NAMESPACE}.${name}}`;

/** Results of a review that need no approval: no change, and changes that lose no data and widen no access. */
const HARMLESS = ["0", "2"];

export interface InfrastructurePipelineProps extends PipelineProps, Pick<InfrastructureConfig, "asks"> {
  readonly planProjectName: string;
  readonly applyProjectName: string;
}

/** A pipeline that plans stacks, shows a person what would change, and applies exactly that. */
export class InfrastructurePipeline extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: InfrastructurePipelineProps) {
    super(scope, id);
    const pipeline = new Codepipeline(this, "pipeline", {
      ...pipelineArguments(props),
      executionMode: "SUPERSEDED", // a plan that waits is out of date once there is a newer one
      stage: [sourceStage(props.source), planStage(props), questionStage(props), applyStage(props)],
    });
    this.name = pipeline.name;
    this.arn = pipeline.arn;
  }
}

function planStage({ planProjectName }: InfrastructurePipelineProps): CodepipelineStage {
  const action = {
    name: "Plan",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    namespace: NAMESPACE,
    inputArtifacts: [ARTIFACTS.source],
    outputArtifacts: [REVIEW_ARTIFACT],
    configuration: { ProjectName: planProjectName },
  };
  return { name: "Plan", action: [action] };
}

/**
 * Asks a person, with a link to the review. `when-needed` enters the stage unless the result is one of the harmless
 * ones, so that an unknown result asks as well.
 */
function questionStage({ asks }: InfrastructurePipelineProps): CodepipelineStage {
  const action = {
    name: "Approve",
    category: "Approval",
    owner: "AWS",
    provider: "Manual",
    version: "1",
    configuration: {
      // The digest, which the apply compares with, tells the reader of the log of which plans this was the approval.
      CustomData: `Apply this? ${exported("REVIEW_HEADLINE")} (${exported("REVIEW_RECORD")})`,
      ExternalEntityLink: exported("REVIEW_URL"),
    },
  };
  const rules = HARMLESS.map((code) => ({
    name: `NotResult${code}`,
    ruleTypeId: { category: "Rule", owner: "AWS", provider: "VariableCheck", version: "1" },
    configuration: { Variable: exported("REVIEW_CODE"), Operator: "NE", Value: code },
  }));
  return {
    name: "Approve",
    action: [action],
    ...(asks === "when-needed" && { beforeEntry: { condition: { result: "SKIP", rule: rules } } }),
  };
}

/**
 * Applies the plans of the artifact, if they are those of the digest that the plan has exported. It gets the digest from
 * the pipeline, which nothing that the plan's role may write can change afterwards.
 */
function applyStage({ applyProjectName }: InfrastructurePipelineProps): CodepipelineStage {
  const variables = [{ name: "REVIEW_RECORD", value: exported("REVIEW_RECORD"), type: "PLAINTEXT" }];
  const action = {
    name: "Apply",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: [ARTIFACTS.source, REVIEW_ARTIFACT],
    configuration: {
      ProjectName: applyProjectName,
      PrimarySource: ARTIFACTS.source,
      EnvironmentVariables: JSON.stringify(variables),
    },
  };
  return { name: "Apply", action: [action] };
}
