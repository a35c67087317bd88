import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, repeated } from "../rule.ts";

const invalid = (message: string) => `InvalidStructureException: ${message}`;

/** Filters of one push: tags alone, or branches with or without paths. */
const isMixed = (push: ObjectValue) =>
  !isMissing(push.tags) && (!isMissing(push.branches) || !isMissing(push.file_paths));

function triggerProblem(planned: ObjectValue): string | undefined {
  const names = blocksOf(planned.trigger).flatMap(
    ({ git_configuration }) => knownText(blockOf(git_configuration).source_action_name) ?? [],
  );
  const actions = blocksOf(planned.stage).flatMap((stage) => blocksOf(stage.action));
  const isConnected = (name: string) =>
    actions.some((action) => action.name === name && action.provider === "CodeStarSourceConnection");
  if (!names.every(isConnected) || repeated(names) !== undefined)
    return invalid(
      "Triggers for connection must reference a CodeStarSourceConnection action. Note that when you specify a trigger, you cannot specify more than one trigger per source action.",
    );
  const pushes = blocksOf(planned.trigger).flatMap(({ git_configuration }) =>
    blocksOf(blockOf(git_configuration).push),
  );
  return pushes.some(isMixed)
    ? invalid(
        "The trigger configuration for the source action is not valid. Make sure to choose valid filter combinations.",
      )
    : undefined;
}

export const TRIGGER_RULES: readonly AwsRule[] = [
  {
    name: "pipeline-triggers",
    // Messages: https://github.com/aws/aws-cdk/issues/28694, https://github.com/hashicorp/terraform-provider-aws/issues/43105
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html",
    types: ["aws_codepipeline"],
    apply: ({ planned }) => triggerProblem(planned),
  },
  {
    name: "pipeline-variables",
    source: "https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineVariableDeclaration.html",
    types: ["aws_codepipeline"],
    apply({ planned }) {
      const name = repeated(blocksOf(planned.variable).map((variable) => String(variable.name)));
      return name === undefined
        ? undefined
        : invalid(`Variable names must be unique within a pipeline: ${name} is used more than once`);
    },
  },
  {
    name: "artifact-stores",
    source:
      "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/codepipeline/codepipeline.go",
    types: ["aws_codepipeline"],
    plan(planned) {
      const regions = blocksOf(planned.artifact_store).map(({ region }) => region);
      if (regions.length === 1)
        return knownText(regions[0]) === undefined
          ? undefined
          : "region cannot be set for a single-region CodePipeline Pipeline";
      if (regions.some((region) => region === null || region === ""))
        return "region must be set for a cross-region CodePipeline Pipeline";
      return repeated(regions.flatMap((region) => knownText(region) ?? [])) === undefined
        ? undefined
        : "only one Artifact Store can be defined per region for a cross-region CodePipeline Pipeline";
    },
  },
];
