import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformOutput } from "cdktf";
import type { AlarmConfig } from "../../../config/services/alarm.ts";
import { ServiceAlarm, type ServiceAlarmProps } from "../../../constructs/monitoring/service-alarm.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const SETTINGS = {
  name: "web-alarm",
  metric: "cpu",
  threshold: 500,
  periodSeconds: 120,
  periods: 3,
  rollsBack: false,
} as const;

const template = (change: Partial<AlarmConfig> = {}, props: Partial<ServiceAlarmProps> = {}) =>
  Template.of((scope) => {
    const { name } = new ServiceAlarm(scope, "alarm", {
      alarm: { ...SETTINGS, ...change },
      clusterName: "shop",
      serviceName: "web",
      ...props,
    });
    new TerraformOutput(scope, "name", { value: name, staticId: true });
  });

const alarm = (...change: Parameters<typeof template>) => template(...change).one(CloudwatchMetricAlarm);

const ONE = { loadBalancer: "app/shop/1", targetGroups: ["targetgroup/web/1"] };
const TWO = { loadBalancer: "app/shop/1", targetGroups: ["targetgroup/web-1/1", "targetgroup/web-2/2"] };

const MEASURED = ["namespace", "metric_name", "period", "statistic", "extended_statistic", "dimensions"];

const ELB = "AWS/ApplicationELB";

test.each([
  ["cpu", "CPUUtilization"],
  ["memory", "MemoryUtilization"],
] as const)("%s is the average %s of the service, whatever its target groups", (metric, metric_name) => {
  for (const target of [undefined, ONE, TWO])
    expect(alarm({ metric }, { target })).toMatchObject({
      namespace: "AWS/ECS",
      metric_name,
      statistic: "Average",
      period: 120,
      dimensions: { ClusterName: "shop", ServiceName: "web" },
    });
});

test.each([
  ["unhealthy-tasks", "UnHealthyHostCount", { statistic: "Maximum" }],
  ["server-errors", "HTTPCode_Target_5XX_Count", { statistic: "Sum" }],
  ["response-time", "TargetResponseTime", { extended_statistic: "p99" }],
] as const)("with one target group, %s is %s by %j", (metric, metric_name, statistic) => {
  const made = alarm({ metric }, { target: ONE });
  const measured = Object.entries(made).filter(([name]) => MEASURED.includes(name));
  expect(Object.fromEntries(measured)).toEqual({
    namespace: ELB,
    metric_name,
    period: 120,
    dimensions: { LoadBalancer: "app/shop/1", TargetGroup: "targetgroup/web/1" },
    ...statistic,
  });
  expect(made).not.toHaveProperty("metric_query");
});

test.each([
  ["unhealthy-tasks", "UnHealthyHostCount", "Maximum", "MAX([FILL(group1, 0), FILL(group2, 0)])"],
  ["server-errors", "HTTPCode_Target_5XX_Count", "Sum", "FILL(group1, 0) + FILL(group2, 0)"],
  ["response-time", "TargetResponseTime", "p99", "MAX([FILL(group1, 0), FILL(group2, 0)])"],
] as const)("with two target groups, %s is %s by %s, combined by %s", (metric, metric_name, stat, expression) => {
  const made = alarm({ metric }, { target: TWO });
  const query = (id: string, TargetGroup: string) => ({
    id,
    metric: {
      namespace: ELB,
      metric_name,
      period: 120,
      stat,
      dimensions: { LoadBalancer: "app/shop/1", TargetGroup },
    },
  });
  expect(made.metric_query).toEqual([
    { id: "both", expression, label: metric_name, return_data: true },
    query("group1", "targetgroup/web-1/1"),
    query("group2", "targetgroup/web-2/2"),
  ]);
  for (const name of MEASURED) expect(made).not.toHaveProperty(name);
});

test.each([
  ["cpu", 500, "web: average CPU is at least 500 %"],
  ["memory", 500, "web: average memory is at least 500 %"],
  ["unhealthy-tasks", 500, "web: at least 500 tasks are unhealthy"],
  ["server-errors", 500, "web: tasks answered at least 500 times with HTTP 5xx"],
  ["response-time", 0.5, "web: 1 % of the answers take at least 500 ms"],
] as const)("for %s the threshold 500 is %d for CloudWatch: %s", (metric, threshold, alarm_description) => {
  expect(alarm({ metric }, { target: ONE })).toMatchObject({ threshold, alarm_description });
});

test("it goes off at and above the threshold, after some measurements", () => {
  expect(alarm()).toMatchObject({
    alarm_name: "web-alarm",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    evaluation_periods: 3,
  });
});

test("without requests nothing is wrong", () => {
  expect(alarm().treat_missing_data).toBe("notBreaching");
});

test.each([
  [undefined, []],
  ["arn:topic", ["arn:topic"]],
])("the topic %s hears when it goes off and when that is over", (topicArn, actions) => {
  expect(alarm({}, { topicArn })).toMatchObject({ alarm_actions: actions, ok_actions: actions });
});

test("who takes its name waits for it", () => {
  expect(template().outputs().name).toEqual(reference(CloudwatchMetricAlarm, "alarm", "alarm_name"));
});
