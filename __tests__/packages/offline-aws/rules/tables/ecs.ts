import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { container, type RefusalTable, type Written } from "../../../../support/refusable.ts";

const TASK = "aws_ecs_task_definition";
const SERVICE = "aws_ecs_service";

const fargate =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    family: "tried",
    cpu: "256",
    memory: "512",
    network_mode: "awsvpc",
    requires_compatibilities: ["FARGATE"],
    execution_role_arn: at.role ?? null,
    container_definitions: container(),
    ...change,
  });

const ec2 =
  (...containers: ObjectValue[]): Written =>
  () => ({ family: "tried", container_definitions: container(...containers.map((each) => ({ memory: 64, ...each }))) });

const awslogs = {
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "g", "awslogs-region": "r" } },
};

export const TASK_DEFINITION: RefusalTable = {
  subject: "task definition",
  mistakes: [
    ["no JSON", TASK, fargate({ container_definitions: "nothing" }), "validate", /container_definitions is invalid/],
    [
      "one container without a list",
      TASK,
      fargate({ container_definitions: "{}" }),
      "validate",
      /cannot unmarshal object/,
    ],
    [
      "a text for a number",
      TASK,
      fargate({ container_definitions: container({ cpu: "1" }) }),
      "validate",
      /Cpu of type int32/,
    ],
    ["no size", TASK, fargate({ cpu: null, memory: null }), "apply", /ClientException: Fargate requires that 'cpu'/],
    [
      "256 with 4096",
      TASK,
      fargate({ memory: "4096" }),
      "apply",
      /No Fargate configuration exists for given values: 256 CPU, 4096 memory/,
    ],
    ["a size of no step", TASK, fargate({ cpu: "1 vCPU", memory: "2.5 GB" }), "apply", /No Fargate configuration/],
    ["bridge on Fargate", TASK, fargate({ network_mode: "bridge" }), "apply", /Fargate only supports network mode/],
    [
      "awslogs without a role",
      TASK,
      fargate({ execution_role_arn: null, container_definitions: container(awslogs) }),
      "apply",
      /execution role ARN to support log driver awslogs/,
    ],
    [
      "awslogs without a group",
      TASK,
      fargate({ container_definitions: container({ logConfiguration: { logDriver: "awslogs" } }) }),
      "apply",
      /requires options: awslogs-region, awslogs-group/,
    ],
    [
      "an image of ECR without a role",
      TASK,
      fargate({
        execution_role_arn: null,
        container_definitions: container({ image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1" }),
      }),
      "apply",
      /to support ECR images/,
    ],
    ["secrets without a role", TASK, ec2({ secrets: [{ name: "A", valueFrom: "x" }] }), "apply", /'executionRoleArn'/],
    ["nothing essential", TASK, ec2({ essential: false }), "apply", /essential/],
    [
      "a name twice",
      TASK,
      ec2({ portMappings: [] }, { portMappings: [] }),
      "apply",
      /unique within a task definition: web/,
    ],
    ["a name with a space", TASK, ec2({ name: "a b" }), "apply", /Invalid container name/],
    ["no image", TASK, ec2({ image: "" }), "apply", /Container.image should not be null or empty/],
    ["no memory", TASK, ec2({ memory: null }), "apply", /At least one of 'memory' or 'memoryReservation'/],
    [
      "a dependency on nothing",
      TASK,
      ec2({ dependsOn: [{ containerName: "db", condition: "START" }] }),
      "apply",
      /Cannot depend on container \+ 'db'/,
    ],
    [
      "health of what has no check",
      TASK,
      ec2({ dependsOn: [{ containerName: "db", condition: "HEALTHY" }] }, { name: "db", portMappings: [] }),
      "apply",
      /health check/,
    ],
    [
      "success of what is essential",
      TASK,
      ec2({ dependsOn: [{ containerName: "db", condition: "SUCCESS" }] }, { name: "db", portMappings: [] }),
      "apply",
      /cannot be an essential container/,
    ],
    [
      "another port of the host",
      TASK,
      fargate({ container_definitions: container({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }) }),
      "apply",
      /host ports and container ports in port mappings must match/,
    ],
    ["a port of 70000", TASK, ec2({ portMappings: [{ containerPort: 70_000 }] }), "apply", /ports must be between/],
    [
      "an unknown volume",
      TASK,
      ec2({ mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] }),
      "apply",
      /Unknown volume 'data'/,
    ],
    [
      "more CPU than the task has",
      TASK,
      fargate({ container_definitions: container({ cpu: 512 }) }),
      "apply",
      /sum of all container 'cpu'/,
    ],
    [
      "more memory than the task has",
      TASK,
      fargate({ container_definitions: container({ memory: 1024 }) }),
      "apply",
      /'memory' setting for container '[a-z]+' is greater than for the task/,
    ],
    [
      "more memory reserved than the task has",
      TASK,
      fargate({
        container_definitions: container(
          { memoryReservation: 256 },
          { name: "db", memoryReservation: 512, portMappings: [] },
        ),
      }),
      "apply",
      /sum of all container 'memoryReservation'/,
    ],
    ["a health check without CMD", TASK, ec2({ healthCheck: { command: ["curl"] } }), "apply", /must begin with CMD/],
    [
      "json-file on Fargate",
      TASK,
      fargate({ container_definitions: container({ logConfiguration: { logDriver: "json-file" } }) }),
      "apply",
      /Log driver 'json-file'/,
    ],
    [
      "privileged on Fargate",
      TASK,
      fargate({ container_definitions: container({ privileged: true }) }),
      "apply",
      /privileged/,
    ],
  ],
  accepted: [
    ["Fargate", TASK, fargate()],
    ["sizes with units", TASK, fargate({ cpu: "1 vCPU", memory: "3 GB" })],
    ["16 vCPU", TASK, fargate({ cpu: "16384", memory: "122880" })],
    [
      "limits of memory that add up to more",
      TASK,
      fargate({ container_definitions: container({ memory: 400 }, { name: "db", memory: 400, portMappings: [] }) }),
    ],
    ["a container on EC2", TASK, ec2({})],
    ["a port of the host on a bridge", TASK, ec2({ portMappings: [{ containerPort: 80, hostPort: 8080 }] })],
    ["logs with a role", TASK, fargate({ container_definitions: container(awslogs) })],
    [
      "a volume",
      TASK,
      (at) => ({
        ...ec2({ mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] })(at),
        volume: [{ name: "data" }],
      }),
    ],
  ],
};

const service =
  (change: ObjectValue | Written = {}): Written =>
  (at) => ({
    name: "tried",
    cluster: at.cluster ?? null,
    task_definition: at.task ?? null,
    launch_type: "FARGATE",
    desired_count: 1,
    network_configuration: [{ subnets: [at.subnetA ?? null], security_groups: [at.group ?? null] }],
    ...(typeof change === "function" ? change(at) : change),
  });

const balanced =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    load_balancer: [{ target_group_arn: at.targets ?? null, container_name: "web", container_port: 80, ...change }],
  });

export const ECS_SERVICE: RefusalTable = {
  subject: "service",
  mistakes: [
    [
      "an unknown container",
      SERVICE,
      service(balanced({ container_name: "app" })),
      "apply",
      /The container app does not exist in the task definition/,
    ],
    [
      "a port that is not mapped",
      SERVICE,
      service(balanced({ container_port: 81 })),
      "apply",
      /The container web did not have a container port 81 defined/,
    ],
    [
      "a grace period without a balancer",
      SERVICE,
      service({ health_check_grace_period_seconds: 30 }),
      "apply",
      /grace period is only valid/,
    ],
    ["a name with a dot", SERVICE, service({ name: "a.b" }), "apply", /Service name/],
    [
      "a group of another VPC",
      SERVICE,
      service((at) => ({
        network_configuration: [{ subnets: [at.subnetA ?? null], security_groups: [at.otherGroup ?? null] }],
      })),
      "apply",
      /belong to different networks/,
    ],
    ["no network", SERVICE, service({ network_configuration: [] }), "apply", /Network Configuration must be provided/],
    [
      "an unknown subnet",
      SERVICE,
      service({ network_configuration: [{ subnets: ["subnet-1"] }] }),
      "apply",
      /InvalidSubnetID.NotFound/,
    ],
    [
      "targets that are machines",
      SERVICE,
      service((at) => balanced({ target_group_arn: at.machines ?? null })(at)),
      "apply",
      /incompatible with the awsvpc network mode/,
    ],
    [
      "both a launch type and a strategy",
      SERVICE,
      service({ capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }] }),
      "apply",
      /Specifying both a launch type/,
    ],
    [
      "100 and 100 percent",
      SERVICE,
      service({ deployment_minimum_healthy_percent: 100, deployment_maximum_percent: 100 }),
      "apply",
      /block deployments/,
    ],
    [
      "placement on Fargate",
      SERVICE,
      service({ ordered_placement_strategy: [{ type: "spread", field: "host" }] }),
      "apply",
      /Placement strategies are not supported/,
    ],
    ["a shell without a role", SERVICE, service({ enable_execute_command: true }), "apply", /valid taskRoleArn/],
    [
      "a port name that is not mapped",
      SERVICE,
      service({
        service_connect_configuration: [{ enabled: true, namespace: "n", service: [{ port_name: "https" }] }],
      }),
      "apply",
      /portName/,
    ],
  ],
  accepted: [
    ["one that is balanced", SERVICE, service(balanced())],
    ["one that is not", SERVICE, service({ name: "quiet" })],
    [
      "percentages that let it move",
      SERVICE,
      service({ name: "moved", deployment_minimum_healthy_percent: 50, deployment_maximum_percent: 100 }),
    ],
  ],
};
