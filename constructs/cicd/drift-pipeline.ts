import { Codepipeline, type CodepipelineStage } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import { ARTIFACTS, CODE_BUILD } from "./deploy-stage.ts";
import { type PipelineProps, pipelineArguments } from "./pipeline-arguments.ts";
import { sourceStage } from "./pipeline-source.ts";

export interface DriftPipelineProps extends PipelineProps {
  /** CodeBuild project that plans the stacks. */
  readonly planProjectName: string;
}

/** A pipeline that plans stacks, fails if anything would change, and applies nothing. Only the clock starts it. */
export class DriftPipeline extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DriftPipelineProps) {
    super(scope, id);
    const { trigger: _, ...settings } = pipelineArguments(props);
    const pipeline = new Codepipeline(this, "pipeline", {
      ...settings,
      stage: [sourceStage(props.source), driftStage(props)],
    });
    this.name = pipeline.name;
    this.arn = pipeline.arn;
  }
}

/** No artifact has the plans: they hold secrets, and the next run of the other pipeline makes its own. */
function driftStage({ planProjectName }: DriftPipelineProps): CodepipelineStage {
  const variables = [{ name: "DRIFT", value: "true", type: "PLAINTEXT" }];
  const action = {
    ...CODE_BUILD,
    name: "Drift",
    inputArtifacts: [ARTIFACTS.source],
    configuration: { ProjectName: planProjectName, EnvironmentVariables: JSON.stringify(variables) },
  };
  return { name: "Drift", action: [action] };
}
