import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { ScalingStep, type ScalingStepProps } from "../../../constructs/scaling/scaling-step.ts";
import { reference } from "../../support/reference.ts";
import { step as STEP } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const step = (props: Partial<ScalingStepProps> = {}) =>
  Template.of((scope) => {
    const target = new AppautoscalingTarget(scope, "target", {
      serviceNamespace: "ecs",
      resourceId: "service/shop/web",
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: 1,
      maxCapacity: 4,
    });
    const all = { step: STEP, direction: "out", target, clusterName: "shop", serviceName: "web", ...props } as const;
    new ScalingStep(scope, "step", all);
  });

test("the policy belongs to the service's target", () => {
  expect(step().one(AppautoscalingPolicy)).toMatchObject({
    name: "policy",
    policy_type: "StepScaling",
    service_namespace: reference(AppautoscalingTarget, "target", "service_namespace"),
    resource_id: reference(AppautoscalingTarget, "target", "resource_id"),
    scalable_dimension: reference(AppautoscalingTarget, "target", "scalable_dimension"),
  });
});

test.each([
  ["out", { scaling_adjustment: 2, metric_interval_lower_bound: "0" }],
  ["in", { scaling_adjustment: -2, metric_interval_upper_bound: "0" }],
] as const)("scaling %s takes the step %j, then waits", (direction, adjustment) => {
  expect(step({ direction }).one(AppautoscalingPolicy).step_scaling_policy_configuration).toEqual({
    adjustment_type: "ChangeInCapacity",
    cooldown: 120,
    metric_aggregation_type: "Average",
    step_adjustment: [adjustment],
  });
});

test.each([
  ["out", "GreaterThanOrEqualToThreshold", "Average CPU of web is at least 60 %"],
  ["in", "LessThanOrEqualToThreshold", "Average CPU of web is at most 60 %"],
] as const)("the alarm for scaling %s goes off when CPU is %s", (direction, comparison_operator, alarm_description) => {
  expect(step({ direction }).one(CloudwatchMetricAlarm)).toMatchObject({
    alarm_name: "alarm",
    alarm_description,
    comparison_operator,
    threshold: 60,
  });
});

test("the alarm watches the average CPU of the service", () => {
  expect(step().one(CloudwatchMetricAlarm)).toMatchObject({
    namespace: "AWS/ECS",
    metric_name: "CPUUtilization",
    dimensions: { ClusterName: "shop", ServiceName: "web" },
    statistic: "Average",
    period: 300,
    evaluation_periods: 3,
  });
});

test.each([
  [undefined, []],
  ["arn:topic", ["arn:topic"]],
])("the alarm takes the step, and tells the topic %s", (topicArn, topics) => {
  const policy = reference(AppautoscalingPolicy, "policy", "arn");
  expect(step({ topicArn }).one(CloudwatchMetricAlarm).alarm_actions).toEqual([policy, ...topics]);
});
