import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { PipelineBuild } from "../../../constructs/cicd/pipeline-build.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new PipelineBuild(scope, "deploy", {
      description: "Deploys",
      name: "shop-deploy",
      roleArn: "arn:role",
      keyArn: "arn:key",
      buildspec: "version: 0.2\n",
      timeoutMinutes: 145,
      logRetentionDays: 14,
    }),
);
const project = template.one(CodebuildProject);

test("it runs its own text, with its own role, on what the pipeline passes", () => {
  expect(project).toMatchObject({
    name: "shop-deploy",
    service_role: "arn:role",
    source: { type: "CODEPIPELINE", buildspec: "version: 0.2\n" },
    artifacts: { type: "CODEPIPELINE" },
    encryption_key: "arn:key",
  });
});

test("it may take as long as the slowest deployment", () => {
  expect(project.build_timeout).toBe(145);
});

test("it has no Docker engine, and no variables besides those of the pipeline's action", () => {
  expect(project.environment).not.toHaveProperty("privileged_mode");
  expect(project.environment).not.toHaveProperty("environment_variable");
});

test("its log is kept for a while", () => {
  expect(template.one(CloudwatchLogGroup)).toMatchObject({
    name: "/aws/codebuild/shop-deploy",
    retention_in_days: 14,
  });
  expect(project.logs_config).toEqual({
    cloudwatch_logs: { group_name: reference(CloudwatchLogGroup, "logs", "name"), status: "ENABLED" },
  });
});
