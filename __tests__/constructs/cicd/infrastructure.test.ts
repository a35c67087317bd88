import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import {
  InfrastructurePipeline,
  type InfrastructurePipelineProps,
  reviewArtifactPrefix,
} from "../../../constructs/cicd/infrastructure-pipeline.ts";
import { ReviewBuild, type ReviewBuildProps } from "../../../constructs/cicd/review-build.ts";
import { Template } from "../../support/template.ts";

type Stage = { name: string; action: Record<string, unknown>[]; before_entry?: unknown };

describe("the pipeline for stacks", () => {
  const pipeline = (props: Partial<InfrastructurePipelineProps> = {}) =>
    Template.of(
      (scope) =>
        new InfrastructurePipeline(scope, "pipeline", {
          name: "stacks",
          roleArn: "arn:role",
          artifactBucketName: "artifacts",
          artifactKeyArn: "arn:key",
          source: { type: "codecommit", repositoryName: "source", repositoryArn: "arn:source", branch: "main" },
          planProjectName: "plan",
          applyProjectName: "apply",
          asks: "always",
          ...props,
        }),
    ).one(Codepipeline);
  const stagesOf = (props: Partial<InfrastructurePipelineProps> = {}) => pipeline(props).stage as Stage[];
  const [source, plan, approve, apply] = stagesOf().map((stage) => ({ ...stage, action: stage.action[0] }));

  test("fetches, plans, asks and applies", () => {
    expect(stagesOf().map(({ name }) => name)).toEqual(["Source", "Plan", "Approve", "Apply"]);
  });

  test("lets a newer plan overtake one that waits", () => {
    expect(pipeline()).toMatchObject({ pipeline_type: "V2", execution_mode: "SUPERSEDED" });
  });

  test("encrypts what its stages pass", () => {
    expect(pipeline().artifact_store).toEqual([
      { type: "S3", location: "artifacts", encryption_key: { id: "arn:key", type: "KMS" } },
    ]);
  });

  test("plans the source, and tells later stages what came of it", () => {
    expect(plan?.action).toMatchObject({
      provider: "CodeBuild",
      namespace: "Plan",
      input_artifacts: source?.action?.output_artifacts,
      output_artifacts: ["ReviewArtifact"],
      configuration: { ProjectName: "plan" },
    });
  });

  test("asks with the review's headline, the digest that is compared, and a link", () => {
    expect(approve?.action).toMatchObject({
      provider: "Manual",
      configuration: {
        CustomData: "Apply this? #{Plan.REVIEW_HEADLINE} (#{Plan.REVIEW_RECORD})",
        ExternalEntityLink: "#{Plan.REVIEW_URL}",
      },
    });
  });

  test("always asks, unless told otherwise", () => {
    expect(approve).not.toHaveProperty("before_entry");
  });

  test("that asks when needed skips the question only for results that need no approval", () => {
    const rule = (code: string) => ({
      name: `NotResult${code}`,
      rule_type_id: { category: "Rule", owner: "AWS", provider: "VariableCheck", version: "1" },
      configuration: { Variable: "#{Plan.REVIEW_CODE}", Operator: "NE", Value: code },
    });
    expect(stagesOf({ asks: "when-needed" })[2]?.before_entry).toEqual({
      condition: { result: "SKIP", rule: [rule("0"), rule("2")] },
    });
  });

  test.each([
    ["0", false],
    ["2", false],
    ["3", true],
    ["", true], // nothing that is known
  ])("that asks when needed asks after result %p: %p", (code, asks) => {
    type Rule = { configuration: { Operator: string; Value: string } };
    const approve = stagesOf({ asks: "when-needed" })[2] as { before_entry?: { condition: { rule: Rule[] } } };
    const enters = approve.before_entry?.condition.rule.every(
      ({ configuration: { Operator, Value } }) => Operator === "NE" && code !== Value,
    );
    expect(enters).toBe(asks);
  });

  test("applies the source with the plans, and says by another way which plans they were", () => {
    expect(apply?.action).toMatchObject({
      provider: "CodeBuild",
      input_artifacts: ["SourceArtifact", "ReviewArtifact"],
      configuration: { ProjectName: "apply", PrimarySource: "SourceArtifact" },
    });
    const configuration = apply?.action?.configuration as { EnvironmentVariables?: string } | undefined;
    expect(JSON.parse(configuration?.EnvironmentVariables ?? "null")).toEqual([
      { name: "REVIEW_RECORD", value: "#{Plan.REVIEW_RECORD}", type: "PLAINTEXT" },
    ]);
  });

  test("is started by a push that changes one of some paths, where a connection says which those are", () => {
    const connection = {
      type: "connection" as const,
      connectionArn: "arn:connection",
      provider: "github" as const,
      repository: "acme/shop",
      branch: "main",
      paths: ["config/**"],
      tags: [],
    };
    expect(pipeline({ source: connection }).trigger).toMatchObject([
      { git_configuration: { push: [{ branches: { includes: ["main"] }, file_paths: { includes: ["config/**"] } }] } },
    ]);
    expect(pipeline()).not.toHaveProperty("trigger");
  });
});

test.each([
  ["stacks", "stacks/ReviewArti/"],
  ["a-pipeline-with-a-long-name", "a-pipeline-with-a-lo/ReviewArti/"],
])("the keys of what the plan of %s passes begin with %s", (name, prefix) => {
  expect(reviewArtifactPrefix(name)).toBe(prefix);
});

describe("the build that plans or applies", () => {
  const template = (props: Partial<ReviewBuildProps> = {}) =>
    Template.of(
      (scope) =>
        new ReviewBuild(scope, "build", {
          name: "shop-plan",
          step: "plan",
          environmentName: "shop",
          buildspec: "version: 0.2",
          roleArn: "arn:role",
          artifactBucketName: "artifacts",
          artifactKeyArn: "arn:key",
          infrastructure: { size: "medium", timeoutMinutes: 60 },
          architecture: "x86_64",
          docker: false,
          logRetentionDays: 30,
          ...props,
        }),
    );
  const project = (props: Partial<ReviewBuildProps> = {}) => template(props).one(CodebuildProject);

  test("does what its own text says, with the role and the key that it is given", () => {
    expect(project()).toMatchObject({
      source: { type: "CODEPIPELINE", buildspec: "version: 0.2" },
      artifacts: { type: "CODEPIPELINE" },
      service_role: "arn:role",
      encryption_key: "arn:key",
      build_timeout: 60,
    });
  });

  test.each(["plan", "apply"] as const)(
    "knows that it is to %s, for which environment, and where reviews go",
    (step) => {
      expect(project({ step }).environment).toMatchObject({
        compute_type: "BUILD_GENERAL1_MEDIUM",
        environment_variable: [
          { name: "STEP", value: step, type: "PLAINTEXT" },
          { name: "ENVIRONMENT", value: "shop", type: "PLAINTEXT" },
          { name: "REVIEW_BUCKET", value: "artifacts", type: "PLAINTEXT" },
        ],
      });
    },
  );

  test.each([true, false])("is privileged only where Terraform needs Docker: %s", (docker) => {
    expect(project({ docker }).environment).toMatchObject({ privileged_mode: docker });
  });

  test("keeps its log for some days", () => {
    expect(template().one(CloudwatchLogGroup)).toMatchObject({
      name: "/aws/codebuild/shop-plan",
      retention_in_days: 30,
    });
  });
});
