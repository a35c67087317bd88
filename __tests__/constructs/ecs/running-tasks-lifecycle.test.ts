import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { ServiceConfig } from "../../../config/config.ts";
import { RunningTasks, type RunningTasksProps } from "../../../constructs/ecs/running-tasks.ts";
import { address } from "../../support/reference.ts";
import { deployments, running as PROPS, target } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const MEMORY = { tfResourceType: "terraform_data" };

const template = (change: Partial<ServiceConfig> = {}, props: Partial<RunningTasksProps> = {}) =>
  Template.of(
    (scope) => new RunningTasks(scope, "web", { ...PROPS, ...props, service: { ...PROPS.service, ...change } }),
  );

const service = (change: Partial<ServiceConfig> = {}, props: Partial<RunningTasksProps> = {}) =>
  template(change, props).one(EcsService);

const SCALING = { minTasks: 1, maxTasks: 2, tracking: [], schedules: [] };

const OWN = { target_group_arn: "arn:first", container_name: "app", container_port: 8080 };

test.each(["rolling", "codeDeploy"] as const)("with %s requests come from one group", (kind) => {
  expect(service({ deployment: deployments[kind] }, { target }).load_balancer).toEqual([OWN]);
});

test.each(["blueGreen", "linear", "canary"] as const)("with %s ECS moves the rule between two groups", (kind) => {
  expect(service({ deployment: deployments[kind] }, { target }).load_balancer).toEqual([
    {
      ...OWN,
      advanced_configuration: {
        alternate_target_group_arn: "arn:second",
        production_listener_rule: "arn:rule",
        role_arn: "arn:infrastructure",
      },
    },
  ]);
});

test("ECS moves the rule of the tests first, where there is one", () => {
  const withTests = { ...target, testRuleArn: "arn:test-rule" };
  expect(service({ deployment: deployments.blueGreen }, { target: withTests }).load_balancer).toMatchObject([
    { advanced_configuration: { production_listener_rule: "arn:rule", test_listener_rule: "arn:test-rule" } },
  ]);
});

test.each([
  ["nothing", {}, undefined],
  ["scaling", { scaling: SCALING }, ["desired_count"]],
  ["the pipeline", { delivered: true }, ["task_definition"]],
  ["ECS", { deployment: deployments.blueGreen }, ["load_balancer"]],
  [
    "CodeDeploy",
    { deployment: deployments.codeDeploy },
    [
      "desired_count",
      "task_definition",
      "load_balancer",
      "network_configuration",
      "platform_version",
      "capacity_provider_strategy",
    ],
  ],
])("what %s changes Terraform leaves alone", (_, props, expected) => {
  const { ignore_changes } = (service(props).lifecycle ?? {}) as { ignore_changes?: string[] };
  expect(ignore_changes).toEqual(expected);
});

test.each([
  ["rolling", "rolling"],
  ["codeDeploy", "codedeploy"],
  ["blueGreen", "native"],
  ["linear", "native"],
  ["canary", "native"],
] as const)("a service with %s is replaced when it is of another family", (kind, family) => {
  const made = template({ deployment: deployments[kind] }, { target });
  expect(made.one(MEMORY).input).toBe(family);
  expect(made.one(EcsService).lifecycle).toMatchObject({
    replace_triggered_by: [address(MEMORY, "deployment-family")],
  });
});

test("the memory that replaces a service is one that is there", () => {
  const made = template({}, { target });
  const [trigger] = (made.one(EcsService).lifecycle as { replace_triggered_by: string[] }).replace_triggered_by;
  expect(made.addresses()).toContain(trigger);
});

test("without a load balancer too: the provider keeps a strategy that is no longer configured", () => {
  expect(template().one(MEMORY)).toMatchObject({ input: "rolling" });
});

test.each([
  ["rolling", undefined],
  ["blueGreen", "25m"],
  ["canary", "40m"],
] as const)("with %s Terraform waits for the tasks as long as the steps take", (kind, timeout) => {
  const made = service({ deployment: deployments[kind], waitForSteadyState: true });
  expect(made.wait_for_steady_state).toBe(true);
  expect(made.timeouts).toEqual(timeout && { create: timeout, update: timeout });
});

test("Terraform need not wait", () => {
  const made = service({ deployment: deployments.canary, waitForSteadyState: false });
  expect(made).not.toHaveProperty("wait_for_steady_state");
  expect(made).not.toHaveProperty("timeouts");
});
