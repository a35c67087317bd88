import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { TerraformOutput } from "cdktf";
import type { ServiceConfig } from "../../../config/config.ts";
import type { HookConfig } from "../../../config/services/deployment.ts";
import { RunningTasks, type RunningTasksProps } from "../../../constructs/ecs/running-tasks.ts";
import { address, reference } from "../../support/reference.ts";
import { deployments, host, running as PROPS, route, serviceConnect } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const service = (change: Partial<ServiceConfig> = {}, props: Partial<RunningTasksProps> = {}) =>
  Template.of((scope) => {
    new RunningTasks(scope, "web", { ...PROPS, ...props, service: { ...PROPS.service, ...change } });
  }).one(EcsService);

const on = (change: Partial<RunningTasksProps["host"]>) => service({}, { host: { ...host, ...change } });

test("it runs a task definition in a cluster", () => {
  expect(service()).toMatchObject({ name: "web", cluster: "arn:cluster", task_definition: "arn:task-definition:7" });
});

test("a replica has a number of tasks, a daemon one on each instance", () => {
  expect(service()).toMatchObject({ scheduling_strategy: "REPLICA", desired_count: 2 });
  const daemon = service({ scheduling: "daemon", desiredCount: undefined });
  expect(daemon).toMatchObject({ scheduling_strategy: "DAEMON" });
  expect(daemon).not.toHaveProperty("desired_count");
});

test("a replica may have more tasks for a time, a daemon must not", () => {
  expect(service()).toHaveProperty("deployment_maximum_percent", 200);
  expect(service({ scheduling: "daemon" })).not.toHaveProperty("deployment_maximum_percent");
});

test("a deployment is rolled back for the alarms that are named", () => {
  expect(service({}, { rollbackAlarmNames: ["errors"] }).alarms).toEqual({
    alarm_names: ["errors"],
    enable: true,
    rollback: true,
  });
  expect(service()).not.toHaveProperty("alarms");
});

test("ECS calls hooks with its own role", () => {
  const hooks: HookConfig[] = [{ lambdaArn: "arn:check", stages: ["PRE_SCALE_UP"] }];
  expect(service({ deployment: { ...deployments.blueGreen, hooks } }).deployment_configuration).toMatchObject({
    lifecycle_hook: [{ hook_target_arn: "arn:check", role_arn: "arn:infrastructure" }],
  });
});

test("capacity providers share the tasks", () => {
  const capacity = [
    { provider: "FARGATE", weight: 1, base: 2 },
    { provider: "FARGATE_SPOT", weight: 3, base: 0 },
  ];
  expect(on({ capacity }).capacity_provider_strategy).toEqual([
    { capacity_provider: "FARGATE", weight: 1, base: 2 },
    { capacity_provider: "FARGATE_SPOT", weight: 3, base: 0 },
  ]);
  expect(on({ capacity })).not.toHaveProperty("launch_type");
});

test.each(["EC2", "EXTERNAL"] as const)("%s is a launch type, beside which there are no capacity providers", (type) => {
  expect(on({ capacity: type }).launch_type).toBe(type);
  expect(on({ capacity: type })).not.toHaveProperty("capacity_provider_strategy");
});

test("Fargate has a version", () => {
  const onFargate = { host: { ...host, platform: "FARGATE" } } as const;
  expect(service({ platformVersion: "1.4.0" }, onFargate).platform_version).toBe("1.4.0");
});

test("only Fargate has a version", () => {
  expect(service({ platformVersion: "1.4.0" })).not.toHaveProperty("platform_version");
});

test.each([
  [true, "ENABLED"],
  [false, "DISABLED"],
])("with zone rebalancing %s it is %s", (zoneRebalancing, expected) => {
  expect(service({ zoneRebalancing }).availability_zone_rebalancing).toBe(expected);
});

test("tasks are placed by strategies, in their order", () => {
  const strategies: RunningTasksProps["host"]["placement"]["strategies"] = [
    { type: "spread", field: "attribute:ecs.availability-zone" },
    { type: "random" },
  ];
  expect(on({ placement: { strategies, constraints: [] } }).ordered_placement_strategy).toEqual(strategies);
});

test.each<[RunningTasksProps["host"]["placement"]["constraints"]]>([
  [[{ type: "distinctInstance" }]],
  [[{ type: "memberOf", expression: "attribute:stack == web" }, { type: "distinctInstance" }]],
])("tasks are placed where the constraints %j allow it", (constraints) => {
  expect(on({ placement: { constraints } }).placement_constraints).toEqual(constraints);
});

test.each(["ordered_placement_strategy", "placement_constraints", "network_configuration", "load_balancer"])(
  "%s is not set by default",
  (name) => {
    expect(service()).not.toHaveProperty(name);
  },
);

test.each([true, false])("tasks may have their own network, public %s", (publicIp) => {
  const network = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1", "sg-2"], publicIp };
  expect(service({}, { network }).network_configuration).toEqual({
    subnets: ["subnet-1"],
    security_groups: ["sg-1", "sg-2"],
    assign_public_ip: publicIp,
  });
});

test("shells may be opened only if that is configured", () => {
  expect(service({ exec: true }).enable_execute_command).toBe(true);
  expect(service()).not.toHaveProperty("enable_execute_command");
});

test.each([true, false])("managed tags %s are passed to ECS", (managedTags) => {
  expect(service({ managedTags }).enable_ecs_managed_tags).toBe(managedTags);
});

test.each([
  ["service", "SERVICE"],
  ["task-definition", "TASK_DEFINITION"],
  ["none", undefined],
] as const)("tasks get the tags of: %s", (propagateTags, expected) => {
  expect(service({ propagateTags }).propagate_tags).toBe(expected);
});

test("a task may have a while to become healthy", () => {
  const withGrace = (graceSeconds: number) =>
    service({ route: { ...route, healthCheck: { ...route.healthCheck, graceSeconds } } });
  expect(withGrace(60).health_check_grace_period_seconds).toBe(60);
  expect(withGrace(0)).not.toHaveProperty("health_check_grace_period_seconds");
});

test("it may find others, and be found", () => {
  const mesh = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", rules: [] };
  const { service_connect_configuration } = service({ serviceConnect }, { mesh });
  expect(service_connect_configuration).toEqual({ enabled: true, namespace: "arn:namespace" });
});

test("each of its tasks may have a disk", () => {
  const disk = { type: "ebs", name: "disk", sizeGiB: 40, volumeType: "gp3", fileSystem: "xfs" } as const;
  expect(service({ volumes: [disk] }).volume_configuration).toMatchObject({
    name: "disk",
    managed_ebs_volume: { role_arn: "arn:infrastructure", size_in_gb: 40 },
  });
});

test("it waits for what has to be there, and others may wait for it", () => {
  const template = Template.of((scope) => {
    const first = new CloudwatchLogGroup(scope, "first", {});
    const { name } = new RunningTasks(scope, "web", { ...PROPS, dependsOn: [first] });
    new TerraformOutput(scope, "name", { value: name, staticId: true });
  });
  expect(template.one(EcsService).depends_on).toEqual([address(CloudwatchLogGroup, "first")]);
  expect(template.outputs().name).toEqual(reference(EcsService, "service", "name"));
});
