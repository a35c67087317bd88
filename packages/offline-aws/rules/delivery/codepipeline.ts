import { isObject, type ObjectValue } from "../../protocol/values.ts";
import {
  type AskedChange,
  type AwsRule,
  blocksOf,
  isMissing,
  knownText,
  numberOf,
  repeated,
  textsOf,
} from "../rule.ts";
import { ACTION_TYPES } from "./actions.ts";

const named = (name: unknown) => String(name);

function stageProblem(stages: readonly ObjectValue[]): string | undefined {
  if (stages.length < 2)
    return "InvalidStructureException: Pipeline has only one stage(s). There should be a minimum of 2 stages in a pipeline";
  const stage = repeated(stages.map(({ name }) => named(name)));
  if (stage !== undefined)
    return `InvalidStageDeclarationException: Stage names must be unique within a pipeline: ${stage} is used more than once`;
  for (const [index, { name, action }] of stages.entries()) {
    const actions = blocksOf(action);
    const twin = repeated(actions.map((each) => named(each.name)));
    if (twin !== undefined)
      return `InvalidStageDeclarationException: Action names must be unique within a stage: ${twin} is used more than once in ${named(name)}`;
    const sources = actions.filter(({ category }) => category === "Source");
    if (index === 0 && sources.length < actions.length)
      return "InvalidStructureException: Pipeline should start with a stage that only contains source actions";
    if (index > 0 && sources.length > 0)
      return `InvalidStructureException: Source action(s) ${sources.map((each) => named(each.name)).join(", ")} may only occur in the first stage`;
  }
  return undefined;
}

function artifactProblem(stages: readonly ObjectValue[]): string | undefined {
  const made: string[] = [];
  for (const { action } of stages) {
    const actions = [...blocksOf(action)].sort((a, b) => (numberOf(a.run_order) ?? 1) - (numberOf(b.run_order) ?? 1));
    for (const each of actions) {
      const missing = textsOf(each.input_artifacts).find((name) => !made.includes(name));
      if (missing !== undefined)
        return `InvalidStructureException: Input Artifact Bundle ${missing} in action ${named(each.name)} is not declared as Output Artifact Bundle in any of the preceding actions`;
      for (const name of textsOf(each.output_artifacts)) {
        if (made.includes(name))
          return `InvalidStructureException: Output Artifact Bundle name must be unique within the pipeline. ${name} has been used more than once.`;
        made.push(name);
      }
    }
  }
  const namespace = repeated(
    stages.flatMap(({ action }) => blocksOf(action)).flatMap((each) => knownText(each.namespace) ?? []),
  );
  return namespace === undefined
    ? undefined
    : `InvalidActionDeclarationException: Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline. Namespace=[${namespace}]`;
}

function actionProblem(action: ObjectValue, region: string): string | undefined {
  const [category, owner, provider, version] = ["category", "owner", "provider", "version"].map((name) =>
    String(action[name]),
  );
  const name = named(action.name);
  if (owner === "Custom") return undefined;
  const known = ACTION_TYPES[`${category} ${owner} ${provider}`];
  if (known === undefined || !known.versions.includes(String(version)))
    return `InvalidActionDeclarationException: ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}') in action '${name}' is not available in region ${region.toUpperCase().replaceAll("-", "_")}`;
  const configuration = isObject(action.configuration) ? action.configuration : {};
  const missing = known.required.find((key) => isMissing(configuration[key]));
  if (missing !== undefined)
    return `InvalidActionDeclarationException: Action configuration for action '${name}' is missing required configuration '${missing}'`;
  const allowed = known.optional === undefined ? undefined : [...known.required, ...known.optional];
  const unknown = Object.keys(configuration).find((key) => allowed?.includes(key) === false);
  if (unknown !== undefined)
    return `InvalidActionDeclarationException: Action configuration for action '${name}' contains unknown configuration '${unknown}'`;
  for (const [argument, word, limits] of [
    ["input_artifacts", "input", known.inputs],
    ["output_artifacts", "output", known.outputs],
  ] as const) {
    const count = textsOf(action[argument]).length;
    const [low, high] = limits;
    if (count < low)
      return `InvalidActionDeclarationException: Action ${name} declares ${count} ${word} artifacts which is less than the minimum count (${low})`;
    if (count > high)
      return `InvalidActionDeclarationException: Action ${name} declares ${count} ${word} artifacts which is more than the maximum count (${high})`;
  }
  return undefined;
}

function pipelineProblem({ planned, region }: AskedChange): string | undefined {
  const stages = blocksOf(planned.stage);
  const name = knownText(planned.name);
  if (name !== undefined && !/^[A-Za-z0-9.@_-]{1,100}$/.test(name))
    return `ValidationException: 1 validation error detected: Value '${name}' at 'pipeline.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+`;
  const problem = stageProblem(stages) ?? artifactProblem(stages);
  if (problem !== undefined) return problem;
  for (const action of stages.flatMap((stage) => blocksOf(stage.action))) {
    const wrong = actionProblem(action, region);
    if (wrong !== undefined) return wrong;
  }
  const artifact = stages
    .flatMap((stage) => blocksOf(stage.action))
    .flatMap((action) => textsOf(action.output_artifacts))
    .find((each) => !/^[A-Za-z0-9_-]{1,100}$/.test(each));
  if (artifact !== undefined)
    return `ValidationException: 1 validation error detected: Value '${artifact}' at 'pipeline.stages.member.actions.member.outputArtifacts.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_\\-]+`;
  const stores = blocksOf(planned.artifact_store).map((store) => knownText(store.region) ?? region);
  const away = stages
    .flatMap((stage) => blocksOf(stage.action))
    .find((action) => !stores.includes(knownText(action.region) ?? region));
  if (away !== undefined)
    return `InvalidStructureException: The artifact store for the region ${String(away.region)} of action ${named(away.name)} is missing`;
  if (planned.pipeline_type === "V1")
    for (const name of ["trigger", "variable"])
      if (blocksOf(planned[name]).length > 0)
        return `InvalidStructureException: ${name === "trigger" ? "Triggers" : "Variables"} are only supported for pipelines of type V2`;
  if (planned.pipeline_type === "V1" && ["QUEUED", "PARALLEL"].includes(String(planned.execution_mode)))
    return `InvalidStructureException: Execution mode ${String(planned.execution_mode)} is only supported for pipelines of type V2`;
  return undefined;
}

export const CODEPIPELINE_RULES: readonly AwsRule[] = [
  {
    name: "pipeline",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
    types: ["aws_codepipeline"],
    apply: pipelineProblem,
  },
];
