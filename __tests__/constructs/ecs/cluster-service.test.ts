import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { clusterService } from "../../support/cluster-service.ts";
import { reference } from "../../support/reference.ts";
import { container, serviceConnect } from "../../support/service-props.ts";
import type { Template } from "../../support/template.ts";

const MESH = { mesh: { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", rules: [] } };
const DISK = { type: "ebs", name: "disk", sizeGiB: 40, volumeType: "gp3", fileSystem: "xfs" } as const;

const plain = clusterService();
const containers = (template: Template) => JSON.parse(template.one(EcsTaskDefinition).container_definitions as string);

test("the service runs its task definition in the cluster", () => {
  expect(plain.one(EcsTaskDefinition).family).toBe("web-task-def");
  expect(plain.one(EcsService)).toMatchObject({
    name: "web",
    cluster: "arn:cluster",
    task_definition: reference(EcsTaskDefinition, "task-definition", "arn"),
  });
});

test("who creates the service learns its task definition", () => {
  const look = jest.fn();
  clusterService({}, {}, ({ taskDefinitionArn }) => look(taskDefinitionArn));
  expect(look).toHaveBeenCalledWith(expect.stringContaining("TfToken"));
});

test("containers log to the service's group in the region", () => {
  expect(plain.one(CloudwatchLogGroup).name).toBe("/ecs/web");
  expect(containers(plain)).toMatchObject([
    { logConfiguration: { options: { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1" } } },
  ]);
});

test("sidecars are in the task", () => {
  const template = clusterService({ sidecars: [{ ...container, name: "proxy", port: 9090, essential: true }] });
  expect(containers(template)).toMatchObject([{ name: "app" }, { name: "proxy" }]);
});

test.each([
  [true, true],
  [false, undefined],
])("with keepTaskRevisions %s old revisions stay: %s", (keepTaskRevisions, expected) => {
  expect(clusterService({}, { keepTaskRevisions }).one(EcsTaskDefinition).skip_destroy).toBe(expected);
});

test.each([
  ["replica", "REPLICA"],
  ["daemon", "DAEMON"],
] as const)("a %s is %s for ECS", (scheduling, expected) => {
  expect(clusterService({ scheduling }).one(EcsService).scheduling_strategy).toBe(expected);
});

test.each([
  [{}, undefined],
  [{ delivered: true }, ["task_definition"]],
  [{ scaling: { minTasks: 1, maxTasks: 2, tracking: [], schedules: [] } }, ["desired_count"]],
])("with %j Terraform leaves alone what others change", (props, expected) => {
  const { ignore_changes } = (clusterService(props).one(EcsService).lifecycle ?? {}) as { ignore_changes?: string[] };
  expect(ignore_changes).toEqual(expected);
});

test("shells need the service and an init process in its containers", () => {
  const template = clusterService({ exec: true });
  expect(template.one(EcsService).enable_execute_command).toBe(true);
  expect(containers(template)).toMatchObject([{ linuxParameters: { initProcessEnabled: true } }]);
});

test("a disk is in the task, and the service creates it", () => {
  const template = clusterService({ volumes: [DISK] });
  expect(template.one(EcsTaskDefinition).volume).toEqual([{ name: "disk", configure_at_launch: true }]);
  expect(template.one(EcsService).volume_configuration).toMatchObject({
    name: "disk",
    managed_ebs_volume: { role_arn: "arn:infrastructure", size_in_gb: 40 },
  });
});

test("a service that others find has a port with a name, by which the service names it", () => {
  const template = clusterService({ serviceConnect: { ...serviceConnect, name: "web" } }, MESH);
  expect(containers(template)).toMatchObject([{ portMappings: [{ name: "port-8080", appProtocol: "http" }] }]);
  expect(template.one(EcsService).service_connect_configuration).toMatchObject({
    enabled: true,
    namespace: "arn:namespace",
    service: [{ port_name: "port-8080", discovery_name: "web" }],
  });
});

test("a service that only calls others has no port with a name", () => {
  const template = clusterService({ serviceConnect }, MESH);
  expect(containers(template)[0].portMappings[0]).not.toHaveProperty("name");
  expect(template.one(EcsService).service_connect_configuration).toEqual({
    enabled: true,
    namespace: "arn:namespace",
  });
});

test("a service that does not use Service Connect has no configuration of it where others do", () => {
  expect(clusterService({}, MESH).one(EcsService)).not.toHaveProperty("service_connect_configuration");
});

test.each(["service_connect_configuration", "volume_configuration", "network_configuration"])(
  "%s is not set by default",
  (name) => {
    expect(plain.one(EcsService)).not.toHaveProperty(name);
  },
);
