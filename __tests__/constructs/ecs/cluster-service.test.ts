import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { ClusterService, type ClusterServiceProps } from "../../../constructs/ecs/cluster-service.ts";
import { Template } from "../../support/template.ts";

const PROPS: ClusterServiceProps = {
  name: "web",
  cluster: { name: "shop", arn: "arn:cluster" },
  vpcId: "vpc-1",
  region: "eu-west-1",
  taskFamily: "web-task-def",
  container: { name: "app", image: "nginx:1.29", port: 8080, memoryReservationMiB: 128, environment: {} },
  executionRoleArn: "arn:execution",
  taskRoleArn: "arn:task",
  logGroupName: "/ecs/web",
  logRetentionDays: 30,
  desiredCount: 2,
  deployment: { minimumHealthyPercent: 100, maximumPercent: 200, circuitBreaker: true },
  capacity: [{ provider: "capacity", weight: 1 }],
  taskDefinitionOwner: "terraform",
  loadBalancer: { listenerArn: "arn:listener", securityGroupId: "sg-balancer" },
  targetGroupName: "web",
  dependsOn: [],
};

const ROUTE: ClusterServiceProps["route"] = {
  priority: 1,
  paths: ["*"],
  healthCheck: { path: "/", intervalSeconds: 30, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 2 },
  deregistrationDelaySeconds: 30,
};

const NETWORK: ClusterServiceProps["taskNetwork"] = {
  subnetIds: ["subnet-1"],
  publicIp: false,
  securityGroupName: "web-tasks",
};

const STEP = {
  policyName: "p",
  alarmName: "a",
  cpuPercent: 50,
  tasks: 1,
  periodSeconds: 300,
  periods: 1,
  cooldownSeconds: 300,
};
const SCALING = {
  minTasks: 1,
  maxTasks: 4,
  scaleOut: STEP,
  scaleIn: { ...STEP, policyName: "q", alarmName: "b", cpuPercent: 10 },
};

const service = (props: Partial<ClusterServiceProps> = {}) =>
  Template.of((scope) => new ClusterService(scope, "web", { ...PROPS, ...props }));

const container = (template: Template) => {
  const [first] = JSON.parse(template.one(EcsTaskDefinition).container_definitions as string);
  return first;
};

describe("on instances", () => {
  const template = service({ route: ROUTE });

  test("containers share the instance's network, and Docker chooses the port", () => {
    expect(template.one(EcsTaskDefinition)).toMatchObject({
      network_mode: "bridge",
      requires_compatibilities: ["EC2"],
    });
    expect(container(template).portMappings).toEqual([{ containerPort: 8080, hostPort: 0, protocol: "tcp" }]);
  });

  test("instances are what the load balancer knows", () => {
    expect(template.one(LbTargetGroup).target_type).toBe("instance");
  });

  test("tasks are spread over zones first, which rebalancing needs", () => {
    expect(template.one(EcsService)).toMatchObject({
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "spread", field: "instanceId" },
      ],
      availability_zone_rebalancing: "ENABLED",
    });
  });

  test("tasks have no network of their own", () => {
    expect(template.one(EcsService)).not.toHaveProperty("network_configuration");
    expect(template.all(SecurityGroup)).toEqual([]);
  });

  test("without a size of the task the containers' limits count", () => {
    expect(template.one(EcsTaskDefinition)).not.toHaveProperty("cpu");
    expect(container(template)).toMatchObject({ memoryReservation: 128 });
    expect(container(template)).not.toHaveProperty("memory");
  });
});

describe("on Fargate", () => {
  const template = service({ taskNetwork: NETWORK, route: ROUTE, cpuUnits: 256, memoryMiB: 512 });

  test("a task has its own network and its size", () => {
    expect(template.one(EcsTaskDefinition)).toMatchObject({
      network_mode: "awsvpc",
      requires_compatibilities: ["FARGATE"],
      cpu: "256",
      memory: "512",
    });
    expect(container(template).portMappings).toEqual([{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }]);
  });

  test("tasks are what the load balancer knows", () => {
    expect(template.one(LbTargetGroup).target_type).toBe("ip");
  });

  test("tasks live in the subnets, in a security group of the service", () => {
    expect(template.one(EcsService)).toMatchObject({
      network_configuration: {
        subnets: ["subnet-1"],
        assign_public_ip: false,
        security_groups: [expect.stringContaining("aws_security_group.")],
      },
      platform_version: "LATEST",
    });
    expect(template.one(SecurityGroup).name).toBe("web-tasks");
  });
});

test("logs go to the service's group, which is there first", () => {
  const template = service();
  expect(template.one(CloudwatchLogGroup)).toMatchObject({ name: "/ecs/web", retention_in_days: 30 });
  expect(template.one(EcsTaskDefinition).depends_on).toEqual([expect.stringMatching(/^aws_cloudwatch_log_group\./)]);
  expect(container(template).logConfiguration).toEqual({
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" },
  });
});

test("settings are sorted by name", () => {
  const template = service({ container: { ...PROPS.container, environment: { B: "2", A: "1" } } });
  expect(container(template).environment).toEqual([
    { name: "A", value: "1" },
    { name: "B", value: "2" },
  ]);
});

test("the service waits for its listener rule, because ECS refuses an unused target group", () => {
  expect(service({ route: ROUTE }).one(EcsService).depends_on).toEqual([
    expect.stringMatching(/^aws_lb_listener_rule\./),
  ]);
});

test("without a route there is no load balancer", () => {
  expect(service().one(EcsService)).not.toHaveProperty("load_balancer");
  expect(service().all(LbTargetGroup)).toEqual([]);
});

test("a failing deployment is rolled back, unless that is switched off", () => {
  expect(service().one(EcsService).deployment_circuit_breaker).toEqual({ enable: true, rollback: true });
  const without = service({ deployment: { ...PROPS.deployment, circuitBreaker: false } });
  expect(without.one(EcsService).deployment_circuit_breaker).toEqual({ enable: false, rollback: false });
});

test("without room for more tasks zones are not rebalanced, because ECS refuses it", () => {
  const tight = service({ deployment: { minimumHealthyPercent: 50, maximumPercent: 100, circuitBreaker: true } });
  expect(tight.one(EcsService).availability_zone_rebalancing).toBe("DISABLED");
});

test.each([
  [{}, undefined],
  [{ scaling: SCALING }, { ignore_changes: ["desired_count"] }],
  [{ taskDefinitionOwner: "pipeline" as const }, { ignore_changes: ["task_definition"] }],
  [
    { scaling: SCALING, taskDefinitionOwner: "pipeline" as const },
    { ignore_changes: ["desired_count", "task_definition"] },
  ],
])("with %j Terraform leaves alone what others change", (props, expected) => {
  expect(service(props).one(EcsService).lifecycle).toEqual(expected);
});

test("a service that scales has a scalable target", () => {
  expect(service({ scaling: SCALING }).one(AppautoscalingTarget)).toMatchObject({
    resource_id: expect.stringMatching(/^service\/shop\/\$\{aws_ecs_service\./),
    min_capacity: 1,
    max_capacity: 4,
  });
  expect(service().all(AppautoscalingTarget)).toEqual([]);
});
