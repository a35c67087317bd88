import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const group =
  (change: ObjectValue | Written = {}): Written =>
  (at) => ({
    name: "tried",
    min_size: 1,
    max_size: 2,
    vpc_zone_identifier: [at.subnetA ?? null],
    launch_template: [{ id: at.template ?? null, version: "$Latest" }],
    ...(typeof change === "function" ? change(at) : change),
  });

const target =
  (change: ObjectValue = {}): Written =>
  () => ({
    min_capacity: 1,
    max_capacity: 4,
    resource_id: "service/shop/web",
    scalable_dimension: "ecs:service:DesiredCount",
    service_namespace: "ecs",
    ...change,
  });

const GROUP = "aws_autoscaling_group";
const TARGET = "aws_appautoscaling_target";

export const SCALING: RefusalTable = {
  subject: "scaling",
  mistakes: [
    [
      "more at least than at most",
      GROUP,
      group({ min_size: 3 }),
      "apply",
      /ValidationError: Max bound, 2, must be greater than or equal to min bound, 3/,
    ],
    ["more wanted than at most", GROUP, group({ desired_capacity: 5 }), "apply", /Desired capacity:5 must be between/],
    [
      "no subnet",
      GROUP,
      group({ vpc_zone_identifier: [] }),
      "apply",
      /At least one Availability Zone or VPC Subnet is required/,
    ],
    ["an unknown subnet", GROUP, group({ vpc_zone_identifier: ["subnet-0123456789abcdef0"] }), "apply", /subnet/],
    [
      "a zone of another region",
      GROUP,
      group({ vpc_zone_identifier: [], availability_zones: ["eu-west-1a"] }),
      "apply",
      /Invalid availability zones/,
    ],
    ["no template", GROUP, group({ launch_template: [] }), "validate", /must be specified/],
    [
      "a group of another VPC",
      GROUP,
      group((at) => ({ vpc_zone_identifier: [at.otherSubnet ?? null] })),
      "apply",
      /does not exist in VPC/,
    ],
    [
      "targets that are addresses",
      GROUP,
      group((at) => ({ target_group_arns: [at.targets ?? null] })),
      "apply",
      /Provided Target Groups/,
    ],
    [
      "an unknown group",
      "aws_autoscaling_policy",
      () => ({
        name: "tried",
        autoscaling_group_name: "none",
        adjustment_type: "ChangeInCapacity",
        scaling_adjustment: 1,
      }),
      "apply",
      /ValidationError/,
    ],
    [
      "more at least than at most",
      TARGET,
      target({ min_capacity: 5 }),
      "apply",
      /Maximum capacity cannot be less than minimum capacity/,
    ],
    [
      "a service that is not there",
      TARGET,
      target({ resource_id: "service/shop/none" }),
      "apply",
      /ECS service doesn't exist: service\/shop\/none/,
    ],
    [
      "a dimension of another service",
      TARGET,
      target({ scalable_dimension: "dynamodb:table:ReadCapacityUnits" }),
      "apply",
      /Unsupported service namespace, resource type or scalable dimension/,
    ],
    [
      "a resource without its cluster",
      TARGET,
      target({ resource_id: "web" }),
      "apply",
      /Unsupported service namespace/,
    ],
    [
      "a policy without its target",
      "aws_appautoscaling_policy",
      () => ({
        name: "tried",
        policy_type: "TargetTrackingScaling",
        resource_id: "service/shop/web",
        scalable_dimension: "ecs:service:DesiredCount",
        service_namespace: "ecs",
        target_tracking_scaling_policy_configuration: [
          {
            target_value: 50,
            predefined_metric_specification: [{ predefined_metric_type: "ECSServiceAverageCPUUtilization" }],
          },
        ],
      }),
      "apply",
      /ObjectNotFoundException: No scalable target registered/,
    ],
  ],
  accepted: [
    ["a group", GROUP, group()],
    ["targets that are machines", GROUP, group((at) => ({ name: "served", target_group_arns: [at.machines ?? null] }))],
    ["a target", TARGET, target()],
  ],
};
