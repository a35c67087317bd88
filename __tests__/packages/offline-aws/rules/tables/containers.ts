import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { container, basedOn as on, type RefusalTable, type Written } from "../../../../support/refusable.ts";

const task = (change: ObjectValue, others: ObjectValue = {}) =>
  on({ family: "containers", container_definitions: container({ memory: 128, ...change }), ...others })();
const service =
  (change: ObjectValue): Written =>
  (at) => ({
    name: "containers",
    cluster: at.cluster ?? null,
    task_definition: at.task ?? null,
    launch_type: "FARGATE",
    network_configuration: [{ subnets: [at.subnetA ?? null] }],
    ...change,
  });
const published = (change: ObjectValue) =>
  service({
    service_connect_configuration: [
      { enabled: true, namespace: "shop", service: [{ port_name: "http", client_alias: [{ port: 80 }], ...change }] },
    ],
  });
const scaling = on({ name: "containers", autoscaling_group_name: "workers" });
const step = (low: number | null, high: number | null) => ({
  scaling_adjustment: 1,
  metric_interval_lower_bound: low,
  metric_interval_upper_bound: high,
});
const steps = (...all: ObjectValue[]) =>
  scaling({ policy_type: "StepScaling", adjustment_type: "ChangeInCapacity", step_adjustment: all });
const plan = on({ scheduled_action_name: "containers", autoscaling_group_name: "workers", min_size: 1 });
const hook = on({
  name: "containers",
  autoscaling_group_name: "workers",
  lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
});
const workers =
  (change: ObjectValue): Written =>
  (at) => ({
    name: "containers",
    min_size: 0,
    max_size: 2,
    vpc_zone_identifier: [at.subnetA ?? null],
    launch_template: [{ id: at.template ?? null }],
    ...change,
  });
const mixed =
  (distribution: ObjectValue): Written =>
  (at) => ({
    ...workers({})(at),
    launch_template: [],
    mixed_instances_policy: [
      {
        instances_distribution: [distribution],
        launch_template: [{ launch_template_specification: [{ launch_template_id: at.template ?? null }] }],
      },
    ],
  });

export const CONTAINERS: RefusalTable = {
  subject: "containers and their machines",
  mistakes: [
    [
      "a port as text",
      "aws_ecs_task_definition",
      task({ portMappings: [{ containerPort: "80" }] }),
      "validate",
      /cannot unmarshal string into Go struct field ContainerDefinition.PortMappings.ContainerPort of type int32/,
    ],
    [
      "a number as variable",
      "aws_ecs_task_definition",
      task({ environment: [{ name: "PORT", value: 80 }] }),
      "validate",
      /cannot unmarshal number/,
    ],
    [
      "a protocol that ports don't have",
      "aws_ecs_task_definition",
      task({ portMappings: [{ containerPort: 80, protocol: "http" }] }),
      "apply",
      /ClientException: Invalid value 'http' for 'portMappings.protocol'/,
    ],
    [
      "an image with a space",
      "aws_ecs_task_definition",
      task({ image: "nginx latest" }),
      "apply",
      /ClientException: Container.image contains invalid characters/,
    ],
    [
      "a secret and a variable of one name",
      "aws_ecs_task_definition",
      task({ environment: [{ name: "A", value: "b" }], secrets: [{ name: "A", valueFrom: "a" }] }),
      "apply",
      /ClientException: The secret name must be unique/,
    ],
    [
      "an option that awslogs does not have",
      "aws_ecs_task_definition",
      task({
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "a", "awslogs-region": "us-east-1", "awslogs-prefix": "a" },
        },
      }),
      "apply",
      /ClientException: Log driver awslogs disallows options: awslogs-prefix/,
    ],
    [
      "ports without a network",
      "aws_ecs_task_definition",
      task({}, { network_mode: "none" }),
      "apply",
      /ClientException: 'portMappings' is not supported when networkMode=none/,
    ],
    [
      "a hostname in a VPC",
      "aws_ecs_task_definition",
      task({ hostname: "a" }, { network_mode: "awsvpc" }),
      "apply",
      /ClientException: 'hostname' is not supported when networkMode=awsvpc/,
    ],
    [
      "a link to nothing",
      "aws_ecs_task_definition",
      task({ links: ["db"] }),
      "apply",
      /ClientException: Unknown container 'db'/,
    ],
    [
      "volumes of nothing",
      "aws_ecs_task_definition",
      task({ volumesFrom: [{ sourceContainer: "db" }] }),
      "apply",
      /ClientException: Unknown container 'db' in volumesFrom/,
    ],
    [
      "a port and a range",
      "aws_ecs_task_definition",
      task({ portMappings: [{ containerPort: 80, containerPortRange: "80-90" }] }),
      "apply",
      /ClientException: .* containerPortRange can't be specified together/,
    ],
    [
      "a restart after a second",
      "aws_ecs_task_definition",
      task({ restartPolicy: { enabled: true, restartAttemptPeriod: 1 } }),
      "apply",
      /ClientException: Invalid 'restartPolicy.restartAttemptPeriod'/,
    ],
    [
      "a task of a hundred units",
      "aws_ecs_task_definition",
      task({}, { cpu: "100" }),
      "apply",
      /ClientException: Invalid 'cpu' setting for task/,
    ],
    [
      "memory in another unit",
      "aws_ecs_task_definition",
      task({}, { memory: "1GiB" }),
      "apply",
      /ClientException: Invalid 'memory' setting for task/,
    ],
    [
      "an access point below a directory",
      "aws_ecs_task_definition",
      task(
        {},
        {
          volume: [
            {
              name: "d",
              efs_volume_configuration: [
                {
                  file_system_id: "fs-0123456789abcdef0",
                  root_directory: "/a",
                  transit_encryption: "ENABLED",
                  authorization_config: [{ access_point_id: "fsap-0123456789abcdef0" }],
                },
              ],
            },
          ],
        },
      ),
      "apply",
      /ClientException: If an EFS access point is specified/,
    ],
    [
      "a circle of three",
      "aws_ecs_task_definition",
      on({
        family: "containers",
        container_definitions: container(
          ...["a", "b", "c"].map((name, index, all) => ({
            name,
            memory: 128,
            portMappings: [],
            dependsOn: [{ containerName: all[(index + 1) % 3] ?? "", condition: "START" }],
          })),
        ),
      })(),
      "apply",
      /ClientException: Container dependencies must not form a cycle/,
    ],
    [
      "a discovery name with capitals",
      "aws_ecs_service",
      published({ discovery_name: "Web" }),
      "apply",
      /InvalidParameterException: The discoveryName 'Web'/,
    ],
    [
      "a volume that the task lacks",
      "aws_ecs_service",
      service({
        volume_configuration: [
          { name: "d", managed_ebs_volume: [{ role_arn: "arn:aws:iam::123456789012:role/tasks", size_in_gb: 1 }] },
        ],
      }),
      "apply",
      /InvalidParameterException: The volume configuration 'd'/,
    ],
    [
      "a role in a VPC",
      "aws_ecs_service",
      service({ iam_role: "arn:aws:iam::123456789012:role/tasks" }),
      "apply",
      /InvalidParameterException: You cannot specify an IAM role/,
    ],
    [
      "a task set of a rolling service",
      "aws_ecs_task_set",
      (at) => ({ service: at.service ?? null, cluster: at.cluster ?? null, task_definition: at.task ?? null }),
      "apply",
      /InvalidParameterException: Amazon ECS only supports task set management/,
    ],
    [
      "logs of commands nowhere",
      "aws_ecs_cluster",
      on({ name: "containers", configuration: [{ execute_command_configuration: [{ logging: "OVERRIDE" }] }] })(),
      "apply",
      /InvalidParameterException: logConfiguration must be provided/,
    ],
    [
      "a Fargate that is not there",
      "aws_ecs_cluster_capacity_providers",
      on({ cluster_name: "shop", capacity_providers: ["FARGATE_ARM"] })(),
      "apply",
      /FARGATE_ARM/,
    ],
    [
      "a cooldown of tracking",
      "aws_autoscaling_policy",
      scaling({
        policy_type: "TargetTrackingScaling",
        cooldown: 60,
        target_tracking_configuration: [
          {
            target_value: 50,
            predefined_metric_specification: [{ predefined_metric_type: "ASGAverageCPUUtilization" }],
          },
        ],
      }),
      "apply",
      /cooldown is only supported for policy type SimpleScaling/,
    ],
    [
      "steps that overlap",
      "aws_autoscaling_policy",
      steps(step(0, 20), step(10, null)),
      "apply",
      /ValidationError: There's an overlap or a gap/,
    ],
    [
      "steps that end",
      "aws_autoscaling_policy",
      steps(step(0, 20)),
      "apply",
      /ValidationError: There must be a step adjustment with an unspecified upper bound/,
    ],
    [
      "a magnitude of a number",
      "aws_autoscaling_policy",
      scaling({ adjustment_type: "ChangeInCapacity", scaling_adjustment: 1, min_adjustment_magnitude: 2 }),
      "apply",
      /ValidationError: MinAdjustmentMagnitude/,
    ],
    [
      "an adjustment that is not there",
      "aws_autoscaling_policy",
      scaling({ adjustment_type: "ChangeCapacity", scaling_adjustment: 1 }),
      "apply",
      /ValidationError: Invalid adjustment type/,
    ],
    [
      "an hour that is not there",
      "aws_autoscaling_schedule",
      plan({ recurrence: "0 25 * * *" }),
      "apply",
      /ValidationError: Given recurrence string/,
    ],
    [
      "a time zone that is not there",
      "aws_autoscaling_schedule",
      plan({ recurrence: "0 5 * * *", time_zone: "Berlin" }),
      "apply",
      /ValidationError: Given time zone/,
    ],
    [
      "an end before the start",
      "aws_autoscaling_schedule",
      plan({ start_time: "2090-01-02T00:00:00Z", end_time: "2090-01-01T00:00:00Z" }),
      "apply",
      /ValidationError: End time/,
    ],
    [
      "nothing to change",
      "aws_autoscaling_schedule",
      plan({ min_size: null, recurrence: "0 5 * * *" }),
      "apply",
      /ValidationError: At least one of MinSize/,
    ],
    [
      "messages to a cluster",
      "aws_autoscaling_lifecycle_hook",
      hook({
        notification_target_arn: "arn:aws:ecs:us-east-1:123456789012:cluster/a",
        role_arn: "arn:aws:iam::123456789012:role/tasks",
      }),
      "apply",
      /ValidationError: Unable to publish test message/,
    ],
    [
      "a process that groups don't have",
      "aws_autoscaling_group",
      workers({ suspended_processes: ["Launching"] }),
      "apply",
      /ValidationError: The process 'Launching'/,
    ],
    [
      "a group of less than nothing",
      "aws_autoscaling_group",
      workers({ min_size: -1 }),
      "apply",
      /ValidationError: min_size, -1/,
    ],
    [
      "healthy percentages too far apart",
      "aws_autoscaling_group",
      workers({ instance_maintenance_policy: [{ min_healthy_percentage: 50, max_healthy_percentage: 200 }] }),
      "apply",
      /ValidationError: The difference between MaxHealthyPercentage/,
    ],
    [
      "pools of another strategy",
      "aws_autoscaling_group",
      mixed({ spot_allocation_strategy: "capacity-optimized", spot_instance_pools: 3 }),
      "apply",
      /ValidationError: SpotInstancePools option/,
    ],
  ],
  accepted: [
    ["a task of a family and its revision", "aws_ecs_service", service({ task_definition: "web:1" })],
    ["an image by digest", "aws_ecs_task_definition", task({ image: `nginx@sha256:${"0a".repeat(32)}` })],
    [
      "members in other cases",
      "aws_ecs_task_definition",
      task({ PortMappings: null, Environment: [{ Name: "A", Value: "b" }] }),
    ],
    ["a range of ports", "aws_ecs_task_definition", task({ portMappings: [{ containerPortRange: "8000-8010" }] })],
    ["steps in both directions", "aws_autoscaling_policy", steps(step(null, -10), step(-10, 0), step(0, null))],
    [
      "a change every quarter of an hour",
      "aws_autoscaling_schedule",
      plan({ recurrence: "*/15 8-18 * * MON-FRI", time_zone: "America/Argentina/Buenos_Aires" }),
    ],
    [
      "pools of the lowest price",
      "aws_autoscaling_group",
      mixed({ spot_allocation_strategy: "lowest-price", spot_instance_pools: 3 }),
    ],
  ],
};
