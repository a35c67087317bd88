import * as v from "valibot";
import { one, parse, type SynthesizedStack } from "../read.ts";
import { findStack, follow, roleName, stackOf } from "../reference.ts";
import type { Pipeline, PipelineAction, Stage, Start } from "./pipeline.ts";
import {
  type ActionJson,
  buildVariables,
  ecsGroup,
  eventRule,
  eventTarget,
  type PipelineJson,
  pipeline,
} from "./schema.ts";

/** Follows references of the pipeline's stack. */
type Follow = (text: string) => string;

/** Whether an environment has a pipeline of releases. */
export const hasPipeline = (stacks: readonly SynthesizedStack[]): boolean =>
  findStack(stacks, "cicd")?.output?.pipelineName !== undefined;

/**
 * The pipeline of an environment's releases, from its stacks. Throws if they don't say, or say what no picture shows.
 */
export function readPipeline(stacks: readonly SynthesizedStack[]): Pipeline {
  const home = stackOf(stacks, "cicd");
  const resolve: Follow = (text) => follow(stacks, home, text);
  const name = resolve(parse(v.string(), home.output?.pipelineName?.value, "output pipelineName"));
  const json = parse(pipeline, one([home], "aws_codepipeline", ["name"], name), "pipeline");
  return {
    name: json.name,
    mode: json.execution_mode,
    variables: json.variable.map(({ name, default_value }) => ({ name, defaultValue: default_value })),
    starts: [...events(home, resolve, json), ...triggers(json)],
    stages: json.stage.map(
      ({ name, action, on_failure }): Stage => ({
        name,
        rollsBack: on_failure !== undefined,
        actions: [...action]
          .sort((a, b) => (a.run_order ?? 1) - (b.run_order ?? 1))
          .map((each) => readAction(home, resolve, each, json.role_arn)),
      }),
    ),
  };
}

function events(home: SynthesizedStack, follow: Follow, { name }: PipelineJson): Start[] {
  return Object.values(home.resource?.aws_cloudwatch_event_target ?? {})
    .map((target) => parse(eventTarget, target, "event target"))
    .flatMap(({ role_arn: roleArn, ...target }) => (roleArn === undefined ? [] : [{ ...target, roleArn }]))
    .filter(({ arn }) => follow(arn) === name)
    .map((target) => {
      const rule = follow(target.rule);
      const { description } = parse(eventRule, one([home], "aws_cloudwatch_event_rule", ["name"], rule), rule);
      return {
        by: "EventBridge",
        facts: [`rule ${rule}`, description],
        role: roleName(follow(target.roleArn)),
      };
    });
}

function triggers({ trigger }: PipelineJson): Start[] {
  const pushes = trigger.flatMap(({ git_configuration }) => git_configuration.push);
  if (pushes.length === 0) return [];
  const or = (values: readonly string[]) => values.join(" or ");
  const facts = pushes.map(({ branches, file_paths, tags }) =>
    [
      ...(branches ? [`a push to ${or(branches.includes)}`] : []),
      ...(tags ? [`a push of the tag ${or(tags.includes)}`] : []),
      ...(file_paths ? [`that changes ${or(file_paths.includes)}`] : []),
    ].join(" "),
  );
  return [{ by: "a trigger of the pipeline", facts }];
}

function readAction(home: SynthesizedStack, follow: Follow, json: ActionJson, pipelineRole: string): PipelineAction {
  const { name, input_artifacts: reads, output_artifacts: writes, role_arn: other } = json;
  const role = roleName(follow(other ?? pipelineRole));
  const own = serviceRole(home, follow, json);
  return {
    name,
    reads,
    writes,
    ...describe(follow, json),
    ...deployed(home, json),
    roles: [
      ...(json.provider === "Manual"
        ? []
        : [`${other === undefined ? "role" : "role of the other environment"} ${role}`]),
      ...(own === undefined ? [] : [own]),
    ],
  };
}

function describe(follow: Follow, json: ActionJson): Pick<PipelineAction, "by" | "facts"> {
  switch (json.provider) {
    case "CodeCommit": {
      const { BranchName, RepositoryName } = json.configuration;
      return { by: "CodeCommit", facts: [`branch ${BranchName} of ${follow(RepositoryName)}`] };
    }
    case "CodeStarSourceConnection": {
      const { BranchName, FullRepositoryId } = json.configuration;
      return { by: "connection", facts: [`branch ${BranchName} of ${FullRepositoryId}`] };
    }
    case "ECR": {
      const { RepositoryName, ImageTag } = json.configuration;
      return { by: "ECR", facts: [`image ${RepositoryName}:${ImageTag}`] };
    }
    case "S3": {
      const { S3Bucket, S3ObjectKey } = json.configuration;
      return { by: "S3", facts: [`${S3ObjectKey} in ${S3Bucket}`] };
    }
    case "CodeBuild": {
      const { ProjectName } = json.configuration;
      const service = buildVariable(json, "SERVICE");
      return {
        by: "CodeBuild",
        facts: [
          `project ${follow(ProjectName)}`,
          ...(service === undefined
            ? []
            : [`service ${service} in ${buildVariable(json, "CLUSTER")}`, "image into taskdef.json"]),
        ],
      };
    }
    case "Manual":
      return { by: "a person", facts: [`is asked: ${json.configuration.CustomData}`] };
    case "ECS": {
      const { ServiceName, ClusterName, FileName } = json.configuration;
      return {
        by: "ECS",
        facts: [`service ${ServiceName} in ${follow(ClusterName)}`, `image from ${FileName}`],
      };
    }
    case "CodeDeployToECS": {
      const { ApplicationName, DeploymentGroupName, ...files } = json.configuration;
      const paths = [files.TaskDefinitionTemplatePath, files.AppSpecTemplatePath];
      const names = paths.map((path) => path.slice(path.lastIndexOf("/") + 1));
      return {
        by: "CodeDeploy",
        facts: [`group ${DeploymentGroupName} of ${ApplicationName}`, `image into ${names.join(", with ")}`],
      };
    }
  }
}

/** The service that an action of this account deploys. */
function deployed(home: SynthesizedStack, json: ActionJson): Pick<PipelineAction, "service"> {
  if (json.role_arn !== undefined) return {};
  if (json.provider === "ECS") return { service: json.configuration.ServiceName };
  if (json.provider === "CodeDeployToECS") {
    const { DeploymentGroupName: group } = json.configuration;
    const found = one([home], "aws_codedeploy_deployment_group", ["deployment_group_name"], group);
    return { service: parse(ecsGroup, found, `deployment group ${group}`).ecs_service.service_name };
  }
  const service = json.provider === "CodeBuild" ? buildVariable(json, "SERVICE") : undefined;
  return service === undefined ? {} : { service };
}

function buildVariable(
  { name: action, configuration }: Extract<ActionJson, { provider: "CodeBuild" }>,
  variable: string,
): string | undefined {
  const variables = parse(buildVariables, JSON.parse(configuration.EnvironmentVariables), `variables of ${action}`);
  return variables.find(({ name }) => name === variable)?.value;
}

/** Role of the service that the action starts, where that has one. */
function serviceRole(home: SynthesizedStack, follow: Follow, json: ActionJson): string | undefined {
  const roleOf = (schema: string, type: string, path: string, value: string) => {
    const found = one([home], type, [path], value) as Record<string, unknown>;
    return roleName(follow(parse(v.string(), found[schema], `${type} ${value}`)));
  };
  if (json.provider === "CodeBuild") {
    const project = follow(json.configuration.ProjectName);
    return `builds with ${roleOf("service_role", "aws_codebuild_project", "name", project)}`;
  }
  if (json.provider === "CodeDeployToECS") {
    const group = json.configuration.DeploymentGroupName;
    return `deploys with ${roleOf("service_role_arn", "aws_codedeploy_deployment_group", "deployment_group_name", group)}`;
  }
  return undefined;
}
