import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, documentOf, isMissing, knownText, textsOf } from "../rule.ts";

const VARIABLE_TYPES = ["PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER"];

/** Values may have variables in them, which are known when the pipeline runs. */
const isText = (value: unknown) => typeof value === "string";

/** Whether a text is a list of environment variables as CodeBuild takes them. */
function areVariables(text: string): boolean {
  const list = documentOf(text);
  return (
    Array.isArray(list) &&
    list.every(
      (each) =>
        isObject(each) &&
        isText(each.name) &&
        isText(each.value) &&
        (each.type === undefined || VARIABLE_TYPES.includes(String(each.type))),
    )
  );
}

function buildProblem(action: ObjectValue): string | undefined {
  const configuration = isObject(action.configuration) ? action.configuration : {};
  const [inputs, primary] = [textsOf(action.input_artifacts), knownText(configuration.PrimarySource)];
  if (inputs.length > 1 && isMissing(configuration.PrimarySource))
    return `Action configuration for action '${String(action.name)}' is missing required configuration 'PrimarySource'`;
  if (primary !== undefined && !inputs.includes(primary))
    return `PrimarySource ${primary} of action '${String(action.name)}' must be the name of one of its input artifacts`;
  const variables = knownText(configuration.EnvironmentVariables);
  return variables === undefined || areVariables(variables)
    ? undefined
    : `EnvironmentVariables of action '${String(action.name)}' must be a JSON array of objects with name, value and type`;
}

export const ACTION_CONFIGURATION_RULES: readonly AwsRule[] = [
  {
    name: "action-configuration",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html",
    types: ["aws_codepipeline"],
    apply({ planned }) {
      const problem = blocksOf(planned.stage)
        .flatMap((stage) => blocksOf(stage.action))
        .filter(({ owner, provider }) => owner === "AWS" && provider === "CodeBuild")
        .map(buildProblem)
        .find((each) => each !== undefined);
      return problem === undefined ? undefined : `InvalidActionDeclarationException: ${problem}`;
    },
  },
];
