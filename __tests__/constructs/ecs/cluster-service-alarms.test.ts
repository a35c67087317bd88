import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { AlarmConfig } from "../../../config/services/alarm.ts";
import type { ScalingConfig } from "../../../config/services/scaling.ts";
import { blueGreen, clusterService, route } from "../../support/cluster-service.ts";
import { reference } from "../../support/reference.ts";
import { step } from "../../support/service-props.ts";
import type { Template } from "../../support/template.ts";

const ALARM = { threshold: 80, periodSeconds: 60, periods: 3, rollsBack: false } as const;
const CPU: AlarmConfig = { ...ALARM, name: "web-cpu", metric: "cpu" };
const ERRORS: AlarmConfig = { ...ALARM, name: "web-errors", metric: "server-errors", rollsBack: true };

const STEPS = { out: { ...step, alarmName: "high" }, in: { ...step, alarmName: "low" } };
const SCALING: ScalingConfig = { minTasks: 1, maxTasks: 4, tracking: [], schedules: [] };
const REQUESTS = {
  policyName: "requests",
  metric: "requests",
  target: 100,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 60,
  scaleIn: true,
} as const;

const shown = (template: Template) => {
  const { widgets } = JSON.parse(template.one(CloudwatchDashboard).dashboard_body as string);
  return widgets.map(({ properties }: { properties: { title: string } }) => properties.title);
};

test("alarms watch the service in its cluster", () => {
  expect(clusterService({ alarms: [CPU] }).one(CloudwatchMetricAlarm)).toMatchObject({
    alarm_name: "web-cpu",
    dimensions: { ClusterName: "shop", ServiceName: "web" },
  });
});

test("alarms watch the target group of the service", () => {
  const { dimensions } = clusterService({ alarms: [ERRORS], route }).one(CloudwatchMetricAlarm);
  expect(dimensions).toEqual({
    LoadBalancer: expect.stringMatching(/^\$\{aws_lb\..+\.arn_suffix\}$/),
    TargetGroup: expect.stringMatching(/^\$\{aws_lb_target_group\..+\.arn_suffix\}$/),
  });
});

test("alarms watch both groups where they take turns", () => {
  const { metric_query } = clusterService({ ...blueGreen, alarms: [ERRORS], route }).one(CloudwatchMetricAlarm);
  expect(metric_query).toHaveLength(3);
});

test("the service waits for the alarms that it is rolled back for, and no others", () => {
  const service = clusterService({ alarms: [CPU, ERRORS], route }).one(EcsService);
  expect(service.alarms).toMatchObject({
    alarm_names: [reference(CloudwatchMetricAlarm, "alarm-web-errors_alarm", "alarm_name")],
  });
});

test("alarms that roll nothing back leave deployments alone", () => {
  expect(clusterService({ alarms: [CPU] }).one(EcsService)).not.toHaveProperty("alarms");
});

test.each([
  [undefined, []],
  ["arn:topic", ["arn:topic"]],
])("the topic %s is notified of alarms", (alarmTopicArn, actions) => {
  const alarm = clusterService({ alarms: [CPU], alarmTopicArn }).one(CloudwatchMetricAlarm);
  expect(alarm).toMatchObject({ alarm_actions: actions, ok_actions: actions });
});

test("a service that scales has a scalable target, which waits for it", () => {
  expect(clusterService({ scaling: SCALING }).one(AppautoscalingTarget)).toMatchObject({
    resource_id: expect.stringMatching(/^service\/shop\/\$\{aws_ecs_service\..+\.name\}$/),
    min_capacity: 1,
    max_capacity: 4,
  });
});

test("a service that does not scale has none", () => {
  expect(clusterService().all(AppautoscalingTarget)).toEqual([]);
});

test("requests are counted at the load balancer for the target group", () => {
  const template = clusterService({ route, scaling: { ...SCALING, tracking: [REQUESTS] } });
  expect(template.one(AppautoscalingPolicy).target_tracking_scaling_policy_configuration).toMatchObject({
    predefined_metric_specification: {
      resource_label: expect.stringMatching(
        /^\$\{aws_lb\.[^}]+\.arn_suffix\}\/\$\{aws_lb_target_group\.[^}]+\.arn_suffix\}$/,
      ),
    },
  });
});

test("the topic is notified of steps too", () => {
  const template = clusterService({ scaling: { ...SCALING, steps: STEPS }, alarmTopicArn: "arn:topic" });
  const heard = template.all(CloudwatchMetricAlarm).map(({ alarm_actions }) => alarm_actions);
  expect(heard).toEqual([expect.arrayContaining(["arn:topic"]), expect.arrayContaining(["arn:topic"])]);
});

test.each([
  ["steps", { scaling: { ...SCALING, steps: STEPS } }, ["high", "low"]],
  ["alarms", { alarms: [CPU] }, ["web-cpu"]],
  ["steps and alarms", { scaling: { ...SCALING, steps: STEPS }, alarms: [CPU] }, ["high", "low", "web-cpu"]],
])("a dashboard shows %s", (_, props, expected) => {
  expect(shown(clusterService(props))).toEqual(expected);
});

test("without steps and alarms there is nothing to show", () => {
  const look = jest.fn();
  const template = clusterService({ scaling: { ...SCALING, tracking: [] } }, {}, ({ dashboardUrl }) =>
    look(dashboardUrl),
  );
  expect(template.all(CloudwatchDashboard)).toEqual([]);
  expect(look).toHaveBeenCalledWith(undefined);
});

test("a person finds the dashboard", () => {
  const look = jest.fn();
  clusterService({ alarms: [CPU], dashboardName: "web-alarms" }, {}, ({ dashboardUrl }) => look(dashboardUrl));
  expect(look).toHaveBeenCalledWith(
    "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/web-alarms",
  );
});
