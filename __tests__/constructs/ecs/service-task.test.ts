import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformOutput } from "cdktf";
import type { ServiceConfig } from "../../../config/config.ts";
import { ServiceTask, type ServiceTaskProps } from "../../../constructs/ecs/service-task.ts";
import { address, reference } from "../../support/reference.ts";
import { container, task as PROPS, serviceConnect } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const task = (change: Partial<ServiceConfig> = {}, props: Partial<ServiceTaskProps> = {}) =>
  Template.of((scope) => {
    const { taskDefinitionArn } = new ServiceTask(scope, "task", {
      ...PROPS,
      ...props,
      service: { ...PROPS.service, ...change },
    });
    new TerraformOutput(scope, "arn", { value: taskDefinitionArn, staticId: true });
  });

const definition = (change: Partial<ServiceConfig> = {}, props: Partial<ServiceTaskProps> = {}) =>
  task(change, props).one(EcsTaskDefinition);

const containers = (change: Partial<ServiceConfig> = {}, props: Partial<ServiceTaskProps> = {}) =>
  JSON.parse(definition(change, props).container_definitions as string) as Record<string, unknown>[];

test("the log group is there first", () => {
  expect(task().one(CloudwatchLogGroup)).toMatchObject({ name: "/ecs/web", retention_in_days: 30 });
  expect(definition().depends_on).toEqual([address(CloudwatchLogGroup, "logs")]);
});

test.each(["EC2", "FARGATE", "MANAGED_INSTANCES", "EXTERNAL"] as const)("tasks are made for %s", (platform) => {
  expect(definition({}, { platform }).requires_compatibilities).toEqual([platform]);
});

test("the task has its family and roles", () => {
  expect(definition()).toMatchObject({
    family: "web-task-def",
    execution_role_arn: "arn:execution",
    task_role_arn: "arn:task",
  });
});

test.each([
  ["bridge", 0],
  ["awsvpc", 8080],
  ["host", 8080],
] as const)("in the network mode %s the port outside is %d", (networkMode, hostPort) => {
  expect(definition({ networkMode }).network_mode).toBe(networkMode);
  expect(containers({ networkMode })).toMatchObject([{ portMappings: [{ containerPort: 8080, hostPort }] }]);
});

test("Windows has Docker's own network where a task names none, with a dynamic port", () => {
  const change = { networkMode: "bridge", os: "windows-2022-core" } as const;
  expect(definition(change)).not.toHaveProperty("network_mode");
  expect(containers(change)).toMatchObject([{ portMappings: [{ hostPort: 0 }] }]);
  expect(definition({ ...change, networkMode: "awsvpc" }).network_mode).toBe("awsvpc");
});

test.each([
  ["linux", "x86_64", "LINUX", "X86_64"],
  ["linux", "arm64", "LINUX", "ARM64"],
  ["windows-2019-core", "x86_64", "WINDOWS_SERVER_2019_CORE", "X86_64"],
  ["windows-2019-full", "x86_64", "WINDOWS_SERVER_2019_FULL", "X86_64"],
  ["windows-2022-core", "x86_64", "WINDOWS_SERVER_2022_CORE", "X86_64"],
  ["windows-2022-full", "x86_64", "WINDOWS_SERVER_2022_FULL", "X86_64"],
  ["windows-2025-core", "x86_64", "WINDOWS_SERVER_2025_CORE", "X86_64"],
] as const)("%s on %s is %s on %s for ECS", (os, architecture, operating_system_family, cpu_architecture) => {
  expect(definition({ os, architecture }).runtime_platform).toEqual({ operating_system_family, cpu_architecture });
});

test("external instances have no runtime platform", () => {
  expect(definition({}, { platform: "EXTERNAL" })).not.toHaveProperty("runtime_platform");
});

test("a task has the size that is configured", () => {
  expect(definition({ cpuUnits: 256, memoryMiB: 512 })).toMatchObject({ cpu: "256", memory: "512" });
});

test("a task has a larger disk only if one is configured", () => {
  expect(definition({ ephemeralStorageGiB: 50 }).ephemeral_storage).toEqual({ size_in_gib: 50 });
});

test.each(["cpu", "memory", "ephemeral_storage", "volume", "skip_destroy"])("%s is not set by default", (name) => {
  expect(definition()).not.toHaveProperty(name);
});

test("a volume is there to be mounted", () => {
  expect(definition({ volumes: [{ type: "bind", name: "scratch" }] }).volume).toEqual([{ name: "scratch" }]);
});

test("volumes are there in their order", () => {
  const volumes: ServiceConfig["volumes"] = [
    { type: "bind", name: "scratch" },
    { type: "ebs", name: "disk", sizeGiB: 1, volumeType: "gp3", fileSystem: "xfs" },
  ];
  expect(definition({ volumes }).volume).toEqual([{ name: "scratch" }, { name: "disk", configure_at_launch: true }]);
});

test("old revisions stay if that is configured", () => {
  expect(definition({}, { keepRevisions: true }).skip_destroy).toBe(true);
});

test("the new revision is there before the old one goes", () => {
  expect(definition().lifecycle).toEqual({ create_before_destroy: true });
});

test("its ARN has the revision", () => {
  expect(task().outputs().arn).toEqual(reference(EcsTaskDefinition, "task-definition", "arn"));
});

describe("containers", () => {
  const sidecars = [{ ...container, name: "proxy", port: 9090, essential: true }];
  const firelens = {
    type: "firelens",
    secrets: {},
    image: "fluent-bit:1",
    options: { Name: "null" },
    retentionDays: 30,
  } as const;

  test("the service's own is the first, and each logs under its name", () => {
    expect(containers({ sidecars })).toMatchObject([
      { name: "app", logConfiguration: { options: { "awslogs-stream-prefix": "app" } } },
      { name: "proxy", logConfiguration: { options: { "awslogs-stream-prefix": "proxy" } } },
    ]);
  });

  test("only the port of the service's own has a name", () => {
    const names = containers({ sidecars, serviceConnect: { ...serviceConnect, name: "web" } }).map(
      ({ portMappings }) => (portMappings as { name?: string }[])[0]?.name,
    );
    expect(names).toEqual(["port-8080", undefined]);
  });

  test("FireLens adds a router", () => {
    expect(containers({ logs: firelens })).toMatchObject([
      { name: "app", logConfiguration: { logDriver: "awsfirelens", options: { Name: "null" } } },
      { name: "log-router", image: "fluent-bit:1", logConfiguration: { logDriver: "awslogs" } },
    ]);
  });

  test.each([
    ["linux", true, [{ initProcessEnabled: true }, { initProcessEnabled: true }]],
    ["linux", false, [undefined, undefined]],
    ["windows-2022-core", true, [undefined, undefined]],
  ] as const)("on %s, with shells %s, an init process clears up: %j", (os, exec, expected) => {
    expect(containers({ os, exec, sidecars }).map(({ linuxParameters }) => linuxParameters)).toEqual(expected);
  });
});
