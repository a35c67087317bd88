import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { Service, type ServiceProps } from "../../../constructs/ecs/service.ts";
import { address } from "../../support/reference.ts";
import { deployments, service as PROPS, target } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const MEMORY = { tfResourceType: "terraform_data" };

const template = (props: Partial<ServiceProps> = {}) =>
  Template.of((scope) => new Service(scope, "web", { ...PROPS, ...props }));

const service = (props: Partial<ServiceProps> = {}) => template(props).one(EcsService);

const OWN = { target_group_arn: "arn:first", container_name: "app", container_port: 8080 };

test.each([deployments.rolling, deployments.codeDeploy])("with $type requests come from one group", (deployment) => {
  expect(service({ target, deployment }).load_balancer).toEqual([OWN]);
});

test.each([deployments.blueGreen, deployments.linear, deployments.canary])(
  "with $type ECS moves the rule between two groups",
  (deployment) => {
    expect(service({ target, deployment }).load_balancer).toEqual([
      {
        ...OWN,
        advanced_configuration: {
          alternate_target_group_arn: "arn:second",
          production_listener_rule: "arn:rule",
          role_arn: "arn:infrastructure",
        },
      },
    ]);
  },
);

test("ECS moves the rule of the tests first, where there is one", () => {
  const withTests = { ...target, testRuleArn: "arn:test-rule" };
  expect(service({ target: withTests, deployment: deployments.blueGreen }).load_balancer).toMatchObject([
    { advanced_configuration: { production_listener_rule: "arn:rule", test_listener_rule: "arn:test-rule" } },
  ]);
});

test.each([
  ["nothing", {}, undefined],
  ["scaling", { scales: true }, ["desired_count"]],
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
  [deployments.rolling, "rolling"],
  [deployments.codeDeploy, "codedeploy"],
  [deployments.blueGreen, "native"],
  [deployments.linear, "native"],
  [deployments.canary, "native"],
])("a service with $type is replaced when it is of another family", (deployment, family) => {
  const made = template({ target, deployment });
  expect(made.one(MEMORY).input).toBe(family);
  expect(made.one(EcsService).lifecycle).toMatchObject({
    replace_triggered_by: [address(MEMORY, "deployment-family")],
  });
});

test("the memory that replaces a service is one that is there", () => {
  const made = template({ target });
  const [trigger] = (made.one(EcsService).lifecycle as { replace_triggered_by: string[] }).replace_triggered_by;
  expect(made.addresses()).toContain(trigger);
});

test("without a load balancer too: the provider keeps a strategy that is no longer configured", () => {
  expect(template().one(MEMORY)).toMatchObject({ input: "rolling" });
});
