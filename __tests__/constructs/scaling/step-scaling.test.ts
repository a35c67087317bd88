import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { dashboardBody } from "../../../constructs/scaling/alarm-dashboard.ts";
import { StepScaling } from "../../../constructs/scaling/step-scaling.ts";
import { place } from "../../support/place.ts";
import { Template } from "../../support/template.ts";

const STEP = { tasks: 1, periodSeconds: 300, periods: 1, cooldownSeconds: 300 };

const template = Template.of(
  (scope) =>
    new StepScaling(scope, "scaling", {
      clusterName: "shop",
      serviceName: "web",
      minTasks: 1,
      maxTasks: 4,
      scaleOut: { ...STEP, policyName: "out", alarmName: "high", cpuPercent: 60, tasks: 2 },
      scaleIn: { ...STEP, policyName: "in", alarmName: "low", cpuPercent: 20 },
    }),
);

test.each([
  ["out", { scaling_adjustment: 2, metric_interval_lower_bound: "0" }],
  ["in", { scaling_adjustment: -1, metric_interval_upper_bound: "0" }],
])("scaling %s takes the step %j", (name, step) => {
  expect(template.one(AppautoscalingPolicy, { name })).toMatchObject({
    policy_type: "StepScaling",
    step_scaling_policy_configuration: { adjustment_type: "ChangeInCapacity", cooldown: 300, step_adjustment: [step] },
  });
});

test.each([
  ["high", "GreaterThanOrEqualToThreshold", 60, "scale-out"],
  ["low", "LessThanOrEqualToThreshold", 20, "scale-in"],
])("alarm %s is %s %d and takes the step of %s", (alarm_name, comparison_operator, threshold, direction) => {
  expect(template.one(CloudwatchMetricAlarm, { alarm_name })).toMatchObject({
    comparison_operator,
    threshold,
    statistic: "Average",
    period: 300,
    evaluation_periods: 1,
    dimensions: { ClusterName: "shop", ServiceName: "web" },
    alarm_actions: [
      expect.stringMatching(new RegExp(`^\\$\\{aws_appautoscaling_policy\\.scaling_${direction}_.*\\.arn\\}$`)),
    ],
  });
});

test("no role is named, because ECS services have a service-linked one", () => {
  expect(template.one(AppautoscalingTarget)).not.toHaveProperty("role_arn");
});

test("the dashboard shows each alarm as a line", () => {
  const { widgets } = JSON.parse(dashboardBody({ alarmNames: ["high", "low", "third"], place }));
  expect(widgets.map(({ x, y, properties }: never) => [x, y, properties])).toEqual([
    [
      0,
      0,
      expect.objectContaining({
        view: "timeSeries",
        annotations: { alarms: ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:high"] },
      }),
    ],
    [12, 0, expect.objectContaining({ title: "low" })],
    [0, 6, expect.objectContaining({ title: "third" })],
  ]);
});
