import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ScalingConfig } from "../../../config/services/scaling.ts";
import { ServiceScaling, type ServiceScalingProps } from "../../../constructs/scaling/service-scaling.ts";
import { reference } from "../../support/reference.ts";
import { step } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const scaling = (change: Partial<ScalingConfig> = {}, props: Partial<ServiceScalingProps> = {}) =>
  Template.of(
    (scope) =>
      new ServiceScaling(scope, "scaling", {
        clusterName: "shop",
        serviceName: "web",
        scaling: { minTasks: 1, maxTasks: 4, tracking: [], schedules: [], ...change },
        ...props,
      }),
  );

const TRACKING = {
  policyName: "keep-cpu",
  metric: "cpu",
  target: 60,
  scaleOutCooldownSeconds: 30,
  scaleInCooldownSeconds: 300,
  scaleIn: true,
} as const;

const NIGHT = {
  name: "night",
  when: "cron(0 22 * * ? *)",
  timezone: "Europe/Berlin",
  minTasks: 0,
  maxTasks: 1,
} as const;

const STEPS = {
  out: { ...step, policyName: "out", alarmName: "high" },
  in: { ...step, policyName: "in", alarmName: "low", tasks: 1 },
};

const OF_TARGET = {
  service_namespace: reference(AppautoscalingTarget, "target", "service_namespace"),
  resource_id: reference(AppautoscalingTarget, "target", "resource_id"),
  scalable_dimension: reference(AppautoscalingTarget, "target", "scalable_dimension"),
};

describe("target", () => {
  test("the number of tasks stays between the limits", () => {
    expect(scaling().one(AppautoscalingTarget)).toMatchObject({
      service_namespace: "ecs",
      resource_id: "service/shop/web",
      scalable_dimension: "ecs:service:DesiredCount",
      min_capacity: 1,
      max_capacity: 4,
    });
  });

  test("no role is named, because ECS services have a service-linked one", () => {
    expect(scaling().one(AppautoscalingTarget)).not.toHaveProperty("role_arn");
  });

  test("limits that schedules change Terraform leaves alone", () => {
    expect(scaling({ schedules: [NIGHT] }).one(AppautoscalingTarget).lifecycle).toEqual({
      ignore_changes: ["min_capacity", "max_capacity"],
    });
    expect(scaling().one(AppautoscalingTarget)).not.toHaveProperty("lifecycle");
  });
});

describe("steps", () => {
  const template = scaling({ steps: STEPS }, { topicArn: "arn:topic" });

  test.each([
    ["out", 2],
    ["in", -1],
  ])("scaling %s changes the number by %d", (name, scaling_adjustment) => {
    expect(template.one(AppautoscalingPolicy, { name }).step_scaling_policy_configuration).toMatchObject({
      step_adjustment: [{ scaling_adjustment }],
    });
  });

  test.each([
    ["high", "scale-out"],
    ["low", "scale-in"],
  ])("the alarm %s takes the step of %s, and tells the topic", (alarm_name, id) => {
    expect(template.one(CloudwatchMetricAlarm, { alarm_name })).toMatchObject({
      dimensions: { ClusterName: "shop", ServiceName: "web" },
      alarm_actions: [reference(AppautoscalingPolicy, `${id}_policy`, "arn"), "arn:topic"],
    });
  });

  test("there are none if none are configured", () => {
    expect(scaling().all(CloudwatchMetricAlarm)).toEqual([]);
    expect(scaling().all(AppautoscalingPolicy)).toEqual([]);
  });
});

describe("tracking", () => {
  test.each([
    ["cpu", { predefined_metric_type: "ECSServiceAverageCPUUtilization" }],
    ["memory", { predefined_metric_type: "ECSServiceAverageMemoryUtilization" }],
    [
      "requests",
      { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: "app/shop/1/targetgroup/web/2" },
    ],
  ] as const)("%s is measured as %j", (metric, predefined_metric_specification) => {
    const template = scaling(
      { tracking: [{ ...TRACKING, metric }] },
      { requestsLabel: "app/shop/1/targetgroup/web/2" },
    );
    expect(template.one(AppautoscalingPolicy).target_tracking_scaling_policy_configuration).toMatchObject({
      predefined_metric_specification,
    });
  });

  test.each(["cpu", "memory"] as const)("%s is measured at no target group", (metric) => {
    const template = scaling(
      { tracking: [{ ...TRACKING, metric }] },
      { requestsLabel: "app/shop/1/targetgroup/web/2" },
    );
    expect(template.one(AppautoscalingPolicy)).not.toHaveProperty(
      "target_tracking_scaling_policy_configuration.predefined_metric_specification.resource_label",
    );
  });

  test("a measurement is kept near its target", () => {
    expect(scaling({ tracking: [TRACKING] }).one(AppautoscalingPolicy)).toMatchObject({
      ...OF_TARGET,
      name: "keep-cpu",
      policy_type: "TargetTrackingScaling",
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        scale_out_cooldown: 30,
        scale_in_cooldown: 300,
      },
    });
  });

  test.each([
    [true, false],
    [false, true],
  ])("with scaleIn %s removing tasks is off: %s", (scaleIn, disable_scale_in) => {
    const template = scaling({ tracking: [{ ...TRACKING, scaleIn }] });
    expect(template.one(AppautoscalingPolicy).target_tracking_scaling_policy_configuration).toMatchObject({
      disable_scale_in,
    });
  });
});

test("a schedule sets other limits", () => {
  expect(scaling({ schedules: [NIGHT] }).one(AppautoscalingScheduledAction)).toMatchObject({
    ...OF_TARGET,
    name: "night",
    schedule: "cron(0 22 * * ? *)",
    timezone: "Europe/Berlin",
    scalable_target_action: { min_capacity: "0", max_capacity: "1" },
  });
});

test("a service may scale in every way at a time", () => {
  const tracking = [TRACKING, { ...TRACKING, policyName: "keep-memory", metric: "memory" as const }];
  const template = scaling({ steps: STEPS, tracking, schedules: [NIGHT, { ...NIGHT, name: "day" }] });
  const names = template.all(AppautoscalingPolicy).map(({ name }) => name);
  expect(names.sort()).toEqual(["in", "keep-cpu", "keep-memory", "out"]);
  expect(template.all(AppautoscalingScheduledAction)).toHaveLength(2);
});
