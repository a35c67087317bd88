import { readDeployment, type SynthesizedStack } from "../../../tools/rollout/read.ts";

const service = (more: object) => ({
  name: "web",
  desired_count: 2,
  load_balancer: [{}],
  deployment_controller: { type: "ECS" },
  ...more,
});

const stack = (type: string, ...resources: object[]): SynthesizedStack => ({
  resource: { [type]: Object.fromEntries(resources.map((resource, index) => [`r${index}`, resource])) },
});

const byEcs = (more: object) => [stack("aws_ecs_service", service(more))];
const native = (configuration: object, more: object = {}) =>
  byEcs({ deployment_configuration: { bake_time_in_minutes: "5", ...configuration }, ...more });

const group = (configName: string, { wait, test }: { wait?: number; test?: object } = {}) => ({
  ecs_service: { service_name: "web" },
  deployment_config_name: configName,
  load_balancer_info: { target_group_pair_info: { ...(test && { test_traffic_route: test }) } },
  blue_green_deployment_config: {
    deployment_ready_option: { action_on_timeout: "STOP_DEPLOYMENT", ...(wait && { wait_time_in_minutes: wait }) },
    terminate_blue_instances_on_deployment_success: { termination_wait_time_in_minutes: 60 },
  },
});
const byCodeDeploy = (json: object, ...more: SynthesizedStack[]) => [
  ...byEcs({ deployment_controller: { type: "CODE_DEPLOY" } }),
  stack("aws_codedeploy_deployment_group", json),
  ...more,
];

const twoSets = {
  service: "web",
  desiredCount: 2,
  type: "two-sets",
  shiftedBy: "ECS",
  shift: { type: "all-at-once" },
  hasTestListener: false,
  approvalMinutes: 0,
  keepOldMinutes: 5,
};

test("a rolling deployment", () => {
  const stacks = byEcs({ deployment_minimum_healthy_percent: 50, deployment_maximum_percent: 150 });
  expect(readDeployment(stacks, "web")).toEqual({
    service: "web",
    desiredCount: 2,
    type: "rolling",
    minimumHealthyPercent: 50,
    maximumPercent: 150,
  });
});

test.each([
  ["blue/green", { strategy: "BLUE_GREEN" }, { type: "all-at-once" }],
  [
    "linear",
    { strategy: "LINEAR", linear_configuration: { step_percent: 25, step_bake_time_in_minutes: "3" } },
    { type: "linear", percent: 25, minutes: 3 },
  ],
  [
    "canary",
    { strategy: "CANARY", canary_configuration: { canary_percent: 2.5, canary_bake_time_in_minutes: "15" } },
    { type: "canary", percent: 2.5, minutes: 15 },
  ],
])("a %s deployment by ECS", (_, configuration, shift) => {
  expect(readDeployment(native(configuration), "web")).toEqual({ ...twoSets, shift });
});

test("a test listener of ECS is in the service, one of CodeDeploy in the deployment group", () => {
  const rule = [{ advanced_configuration: { test_listener_rule: "arn" } }];
  const route = { listener_arns: ["arn"] };
  const stacks = [
    native({ strategy: "BLUE_GREEN" }, { load_balancer: rule }),
    byCodeDeploy(group("CodeDeployDefault.ECSAllAtOnce", { test: route })),
  ];
  for (const each of stacks) expect(readDeployment(each, "web")).toMatchObject({ hasTestListener: true });
});

test.each([
  ["CodeDeployDefault.ECSAllAtOnce", { type: "all-at-once" }],
  ["CodeDeployDefault.ECSCanary10Percent15Minutes", { type: "canary", percent: 10, minutes: 15 }],
  ["CodeDeployDefault.ECSLinear10PercentEvery3Minutes", { type: "linear", percent: 10, minutes: 3 }],
])("CodeDeploy's own way %s", (name, shift) => {
  expect(readDeployment(byCodeDeploy(group(name, { wait: 30 })), "web")).toEqual({
    ...twoSets,
    shiftedBy: "CodeDeploy",
    shift,
    approvalMinutes: 30,
    keepOldMinutes: 60,
  });
});

test.each([
  ["linear", { type: "TimeBasedLinear", time_based_linear: { percentage: 20, interval: 2 } }],
  ["canary", { type: "TimeBasedCanary", time_based_canary: { percentage: 20, interval: 2 } }],
])("a custom configuration of CodeDeploy, %s", (type, way) => {
  const config = stack("aws_codedeploy_deployment_config", { traffic_routing_config: way });
  const stacks = byCodeDeploy(group("${aws_codedeploy_deployment_config.r0.deployment_config_name}"), config);
  expect(readDeployment(stacks, "web")).toMatchObject({ shift: { type, percent: 20, minutes: 2 } });
});

test.each([
  ["no such service", [], "0 resources aws_ecs_service with name web, not one"],
  ["a daemon", byEcs({ desired_count: undefined }), "web: desired_count is missing: choose a service with a number of"],
  ["no requests", byEcs({ load_balancer: undefined }), "web: load_balancer is missing: choose a service that gets"],
  ["no limits", byEcs({}), "service web says neither how many tasks stay nor how many may run"],
  ["an unknown strategy", native({ strategy: "PURPLE" }), "web: deployment_configuration.strategy "],
  [
    "no deployment group",
    byEcs({ deployment_controller: { type: "CODE_DEPLOY" } }),
    "0 resources aws_codedeploy_deployment_group with ecs_service.service_name web, not one",
  ],
  [
    "an unknown way",
    byCodeDeploy(group("CodeDeployDefault.ECSOften")),
    "deployment configuration CodeDeployDefault.ECSOften is neither CodeDeploy's own nor a resource",
  ],
])("%s is refused", (_, stacks, message) => {
  expect(() => readDeployment(stacks, "web")).toThrow(message);
});
