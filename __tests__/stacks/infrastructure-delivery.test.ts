import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { CicdStack, type CicdUpstream } from "../../stacks/cicd-stack.ts";
import type { Delivering } from "../../stacks/delivering.ts";
import { IamStack } from "../../stacks/iam-stack.ts";
import { evaluated } from "../support/evaluated.ts";
import { app, demo, showcase, upstream } from "../support/outputs.ts";
import { statements, Template } from "../support/template.ts";

const cicd = (config: Delivering, given: CicdUpstream = upstream) =>
  Template.ofStack(new CicdStack(app(), "cicd", config, given));
const template = cicd(showcase);

/** The demo, which has CodeCommit, with such a pipeline. */
const withPipeline: Delivering = {
  ...demo,
  delivery: { ...demo.delivery, infrastructure: showcase.delivery.infrastructure },
};

const ofInfrastructure = (address: string) => address.includes(".infrastructure_");

test("an environment that does not ask for it has no pipeline for its stacks, and no roles for one", () => {
  const without = cicd(demo);
  expect(without.addresses().filter(ofInfrastructure)).toEqual([]);
  expect(without.outputs()).not.toHaveProperty("infrastructurePipelineName");
  const roles = Template.ofStack(new IamStack(app(), "iam", demo)).outputs();
  expect(Object.keys(roles)).not.toContain("planRoleArn");
});

test("plan and apply have a project each, with a role each, and know the environment by its own name", () => {
  const projects = ["show-plan", "show-apply"].map((name) => template.one(CodebuildProject, { name }));
  expect(projects).toMatchObject([
    { service_role: "arn:aws:iam::123456789012:role/plan", build_timeout: 90 },
    { service_role: "arn:aws:iam::123456789012:role/apply", build_timeout: 90 },
  ]);
  for (const { environment } of projects)
    expect(environment).toMatchObject({
      compute_type: "BUILD_GENERAL1_LARGE",
      environment_variable: expect.arrayContaining([{ name: "ENVIRONMENT", value: "showcase", type: "PLAINTEXT" }]),
    });
});

test("what plans and applies is part of the projects, and no file of the source can be in its place", () => {
  const text = readFileSync(resolve(__dirname, "../../buildspec.plan.yml"), "utf8");
  for (const name of ["show-plan", "show-apply"]) {
    const { buildspec } = template.one(CodebuildProject, { name }).source as { buildspec: string };
    expect(evaluated(buildspec)).toBe(text);
  }
});

test("the digest that the apply compares with comes from the pipeline, and it is the one that a person reads", () => {
  const stages = template.one(Codepipeline, { name: "show-infrastructure" }).stage as {
    name: string;
    action: { configuration: Record<string, string> }[];
  }[];
  const configuration = (stage: string) => stages.find(({ name }) => name === stage)?.action[0]?.configuration;
  expect(configuration("Approve")?.CustomData).toContain("#{Plan.REVIEW_RECORD}");
  expect(configuration("Apply")?.EnvironmentVariables).toContain('"value":"#{Plan.REVIEW_RECORD}"');
});

test("a first image, which Terraform builds, takes a Docker engine", () => {
  const privileged = (config: Delivering) =>
    cicd(config).one(CodebuildProject, { name: `${config.name}-plan` }).environment;
  expect(privileged(showcase)).toMatchObject({ privileged_mode: true });
  expect(privileged(withPipeline)).toMatchObject({ privileged_mode: false });
});

describe("what its stages pass", () => {
  test("is encrypted with a key that the roles of releases may not use", () => {
    const users = template.all(KmsKey).map(({ policy }) => statements(policy).Use?.Principal);
    expect(users).toContainEqual({
      AWS: ["plan", "apply", "infrastructure-pipeline"].map((name) => `arn:aws:iam::123456789012:role/${name}`),
    });
  });

  test("is deleted in the end, all of it", () => {
    const rules = template.all(S3BucketLifecycleConfiguration).map(({ rule }) => rule);
    expect(rules).toContainEqual([expect.objectContaining({ filter: [{ prefix: "" }], expiration: [{ days: 14 }] })]);
  });
});

test("a connection lets its role use it, too", () => {
  const roles = template.all(IamRolePolicy).map(({ role }) => role);
  expect(roles).toEqual(expect.arrayContaining(["show-pipeline-role", "show-infrastructure-pipeline-role"]));
});

test("behind a connection it is started by its own paths, and by no tag", () => {
  const { trigger } = template.one(Codepipeline, { name: "show-infrastructure" });
  expect(trigger).toMatchObject([
    { git_configuration: { push: [{ file_paths: { includes: showcase.delivery.infrastructure?.paths } }] } },
  ]);
  expect(JSON.stringify(trigger)).not.toContain("tags");
});

test("a commit to CodeCommit starts both pipelines", () => {
  const rules = cicd(withPipeline)
    .all(CloudwatchEventRule)
    .filter(({ event_pattern }) => event_pattern !== undefined);
  expect(rules.map(({ name }) => name).sort()).toEqual([
    "ecs-demo-infrastructure-trigger",
    "ecs-demo-pipeline-trigger",
  ]);
  expect(rules[0]?.event_pattern).toEqual(rules[1]?.event_pattern);
});

describe("drift", () => {
  test("is looked for on a schedule, with the project that plans, and only failures are notified", () => {
    expect(template.one(CloudwatchEventRule, { name: "show-drift-trigger" })).toMatchObject({
      schedule_expression: showcase.delivery.infrastructure?.driftSchedule,
    });
    expect(JSON.stringify(template.one(Codepipeline, { name: "show-drift" }).stage)).toContain("DRIFT");
    expect(template.one(CodestarnotificationsNotificationRule, { name: "show-drift" }).event_type_ids).toEqual([
      "codepipeline-pipeline-pipeline-execution-failed",
    ]);
  });

  test("is not looked for by default", () => {
    const { driftSchedule: _, ...infrastructure } = showcase.delivery.infrastructure as NonNullable<
      typeof showcase.delivery.infrastructure
    >;
    const without = cicd({ ...showcase, delivery: { ...showcase.delivery, infrastructure } });
    expect(without.all(Codepipeline).map(({ name }) => name)).not.toContain("show-drift");
  });
});

test("people read its name among the outputs", () => {
  expect(template.outputs()).toHaveProperty("infrastructurePipelineName");
});

test("without the roles there is no pipeline, but an error", () => {
  const { planRoleArn: _, ...iam } = upstream.iam;
  expect(() => cicd(showcase, { ...upstream, iam })).toThrow(
    "the stack iam has no roles for the infrastructure's pipeline",
  );
});
