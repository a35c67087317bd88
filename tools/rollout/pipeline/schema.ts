import * as v from "valibot";

/* What a picture needs of a synthesized pipeline. An action of another provider is refused. */

const text = v.string();
const texts = v.array(text);

const common = {
  name: text,
  input_artifacts: v.optional(texts, []),
  output_artifacts: v.optional(texts, []),
  run_order: v.optional(v.number()),
  role_arn: v.optional(text),
};

const action = v.variant("provider", [
  v.object({
    ...common,
    provider: v.literal("CodeCommit"),
    configuration: v.object({ RepositoryName: text, BranchName: text }),
  }),
  v.object({
    ...common,
    provider: v.literal("CodeStarSourceConnection"),
    configuration: v.object({ FullRepositoryId: text, BranchName: text }),
  }),
  v.object({
    ...common,
    provider: v.literal("ECR"),
    configuration: v.object({ RepositoryName: text, ImageTag: text }),
  }),
  v.object({
    ...common,
    provider: v.literal("S3"),
    configuration: v.object({ S3Bucket: text, S3ObjectKey: text }),
  }),
  v.object({
    ...common,
    provider: v.literal("CodeBuild"),
    configuration: v.object({ ProjectName: text, EnvironmentVariables: v.optional(text, "[]") }),
  }),
  v.object({ ...common, provider: v.literal("Manual"), configuration: v.object({ CustomData: text }) }),
  v.object({
    ...common,
    provider: v.literal("ECS"),
    configuration: v.object({ ClusterName: text, ServiceName: text, FileName: text }),
  }),
  v.object({
    ...common,
    provider: v.literal("CodeDeployToECS"),
    configuration: v.object({
      ApplicationName: text,
      DeploymentGroupName: text,
      TaskDefinitionTemplatePath: text,
      AppSpecTemplatePath: text,
    }),
  }),
]);

/** Variables that an action gives a build, as JSON. */
export const buildVariables = v.array(v.object({ name: text, value: text }));

/** The deployment group of an ECS service. */
export const ecsGroup = v.object({ ecs_service: v.object({ service_name: text }) });

const patterns = v.object({ includes: texts });
const push = v.object({
  branches: v.optional(patterns),
  file_paths: v.optional(patterns),
  tags: v.optional(patterns),
});

export const pipeline = v.object({
  name: text,
  role_arn: text,
  execution_mode: v.picklist(["SUPERSEDED", "QUEUED"]),
  variable: v.optional(v.array(v.object({ name: text, default_value: text })), []),
  trigger: v.optional(v.array(v.object({ git_configuration: v.object({ push: v.array(push) }) })), []),
  stage: v.array(
    v.object({
      name: text,
      action: v.array(action),
      on_failure: v.optional(v.object({ result: v.literal("ROLLBACK") })),
    }),
  ),
});

export type ActionJson = v.InferOutput<typeof action>;
export type PipelineJson = v.InferOutput<typeof pipeline>;

export const eventTarget = v.object({ rule: text, arn: text, role_arn: v.optional(text) });
export const eventRule = v.object({ name: text, description: text });
