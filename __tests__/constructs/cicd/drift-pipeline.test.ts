import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { DriftPipeline } from "../../../constructs/cicd/drift-pipeline.ts";
import type { PipelineSource } from "../../../constructs/cicd/pipeline-source.ts";
import { SourceTrigger } from "../../../constructs/cicd/source-trigger.ts";
import { Template } from "../../support/template.ts";

const CONNECTION: PipelineSource = {
  type: "connection",
  connectionArn: "arn:connection",
  repository: "acme/shop",
  provider: "github",
  branch: "main",
  paths: ["stacks/**"],
  tags: [],
};

const pipeline = Template.of(
  (scope) =>
    new DriftPipeline(scope, "drift", {
      name: "shop-drift",
      roleArn: "arn:role",
      artifactBucketName: "artifacts",
      artifactKeyArn: "arn:key",
      source: CONNECTION,
      planProjectName: "plan",
    }),
).one(Codepipeline);

test("it plans the source, and has nothing that applies", () => {
  const stages = pipeline.stage as { name: string; action: Record<string, unknown>[] }[];
  expect(stages.map(({ name }) => name)).toEqual(["Source", "Drift"]);
  expect(stages[1]?.action).toEqual([
    expect.objectContaining({
      provider: "CodeBuild",
      input_artifacts: ["SourceArtifact"],
      configuration: {
        ProjectName: "plan",
        EnvironmentVariables: JSON.stringify([{ name: "DRIFT", value: "true", type: "PLAINTEXT" }]),
      },
    }),
  ]);
});

test("plans, which hold secrets, are in no artifact", () => {
  expect(JSON.stringify((pipeline.stage as object[])[1])).not.toContain("output_artifacts");
});

test("a push does not start it", () => {
  expect(pipeline).not.toHaveProperty("trigger");
});

test("the clock does", () => {
  const rule = Template.of(
    (scope) =>
      new SourceTrigger(scope, "trigger", {
        name: "shop-drift-trigger",
        event: { description: "Looks for drift", schedule: "rate(1 day)" },
        targetArn: "arn:pipeline",
        roleArn: "arn:role",
      }),
  ).one(CloudwatchEventRule);
  expect(rule).toMatchObject({ name: "shop-drift-trigger", schedule_expression: "rate(1 day)" });
  expect(rule).not.toHaveProperty("event_pattern");
});
