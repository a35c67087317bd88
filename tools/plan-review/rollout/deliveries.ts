import type { PlannedStack } from "../judge/planned-stack.ts";
import { at, documentIn, type Json, listAt, textAt } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";

/** How a pipeline of the planned stacks brings releases to a service. */
export interface Delivery {
  readonly pipeline: string;
  readonly stage: string;
  readonly by: "ECS" | "CodeDeploy";
}

/** Who delivers which service, by its name: what the pipelines look like once the plans are applied. */
export function deliveriesOf(stacks: readonly PlannedStack[]): ReadonlyMap<string, Delivery> {
  const pipelines = changesOf(stacks, "aws_codepipeline").map(({ change }) => change.after);
  const found = pipelines.flatMap((pipeline) =>
    listAt(pipeline, "stage").flatMap((stage) =>
      listAt(stage, "action").flatMap((action) => {
        const delivered = deliveredBy(action);
        if (delivered === undefined) return [];
        const [service, by] = delivered;
        const names = { pipeline: textAt(pipeline, "name") ?? "?", stage: textAt(stage, "name") ?? "?" };
        return [[service, { ...names, by }] as const];
      }),
    ),
  );
  return new Map(found);
}

/** The service that an action gives the definition of a release to. CodePipeline's own action for ECS copies what runs. */
function deliveredBy(action: Json): readonly [string, Delivery["by"]] | undefined {
  const configuration = at(action, "configuration") ?? null;
  switch (textAt(action, "provider")) {
    case "CodeBuild": {
      const service = variableIn(textAt(configuration, "EnvironmentVariables"), "SERVICE");
      return service === undefined ? undefined : [service, "ECS"];
    }
    case "CodeDeployToECS": {
      // A deployment group has the name of its service.
      const service = textAt(configuration, "DeploymentGroupName");
      return service === undefined ? undefined : [service, "CodeDeploy"];
    }
    default:
      return undefined;
  }
}

function variableIn(variables: string | undefined, wanted: string): string | undefined {
  const list = documentIn(variables);
  const found = Array.isArray(list) ? list.find((each) => textAt(each, "name") === wanted) : undefined;
  return textAt(found ?? null, "value");
}

/** Definitions that releases are made of, by service. */
export function definitionFilesOf(stacks: readonly PlannedStack[]): ReadonlyMap<string, ResourceChange> {
  const files = changesOf(stacks, "aws_s3_object").flatMap((file) => {
    const [, service] = /^definitions\/([^/]+)\/taskdef\.json$/.exec(textAt(file.change.after, "key") ?? "") ?? [];
    return service === undefined ? [] : [[service, file] as const];
  });
  return new Map(files);
}

const changesOf = (stacks: readonly PlannedStack[], type: string): ResourceChange[] =>
  stacks.flatMap(({ plan }) => plan?.resourceChanges ?? []).filter((each) => each.type === type);
