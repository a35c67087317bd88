import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { loadConfig } from "../../config/load.ts";
import { stackOf } from "../../tools/rollout/reference.ts";
import { may, rolesOf } from "../support/iam.ts";
import { demo, showcase } from "../support/outputs.ts";
import { synthesized } from "../support/synthesized.ts";
import { Template } from "../support/template.ts";

const template = (name: "demo" | "showcase") => Template.parse(JSON.stringify(stackOf(synthesized(name), "cicd")));
const cicd = template("showcase");
const project = cicd.one(CodebuildProject, { name: "show-image-check" });

test("the clock starts a project without a source", () => {
  expect(cicd.one(CloudwatchEventRule, { name: "show-image-check" })).toMatchObject({
    schedule_expression: showcase.delivery?.imageCheckSchedule,
  });
  const targets = cicd.all(CloudwatchEventTarget).map(({ arn }) => arn);
  expect(targets).toContainEqual(expect.stringMatching(/aws_codebuild_project\.image-check_build_project/));
  expect(project).toMatchObject({ source: { type: "NO_SOURCE" }, artifacts: { type: "NO_ARTIFACTS" } });
});

test("it knows each service that the pipeline deploys, by the stage that does", () => {
  const { environment_variable: variables } = project.environment as {
    environment_variable: { name: string; value: string }[];
  };
  const services = variables.find(({ name }) => name === "SERVICES")?.value.split(" ") ?? [];
  expect(services.map((each) => each.split("/")[1])).toEqual(showcase.delivery?.services);
  const stages = cicd.one(Codepipeline, { name: "show-pipeline" }).stage as { name: string }[];
  expect(stages.map(({ name }) => name)).toEqual(expect.arrayContaining(services.map((each) => each.split("/")[2])));
});

test("the history of the pipeline keeps which image was released", () => {
  const stages = (stack: Template, name: string) => JSON.stringify(stack.one(Codepipeline, { name }).stage);
  expect(stages(cicd, "show-pipeline")).toContain('"namespace":"Release"');
  expect(stages(template("demo"), demo.names.pipeline)).not.toContain("namespace");
});

test("only failures are notified", () => {
  expect(cicd.one(CodestarnotificationsNotificationRule, { name: "show-image-check" })).toMatchObject({
    event_type_ids: ["codebuild-project-build-state-failed"],
  });
});

test("prod has it, and the demo has not", () => {
  expect(loadConfig({ ENVIRONMENT: "prod" }).delivery?.imageCheckSchedule).toBe("rate(1 hour)");
  const names = template("demo")
    .all(CodebuildProject)
    .map(({ name }) => name);
  expect(names).not.toContain(demo.names.imageCheckProject);
});

test("its role looks, and changes nothing", () => {
  const role = rolesOf(showcase).get("show-image-check-role");
  if (role === undefined) throw new Error("no role");
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;
  const cluster = { "ecs:cluster": arn("ecs", "cluster/show-fargate") };
  expect(may(role, ["ecs:DescribeTasks", arn("ecs", "task/show-fargate/0123")])).toBe(true);
  expect(may(role, ["ecs:ListTasks", "*", cluster])).toBe(true);
  expect(may(role, ["codepipeline:ListActionExecutions", arn("codepipeline", "show-pipeline")])).toBe(true);
  for (const action of ["ecs:StopTask", "ecs:UpdateService", "codepipeline:StartPipelineExecution", "s3:GetObject"])
    expect(may(role, [action, "*"])).toBe(false);
});
