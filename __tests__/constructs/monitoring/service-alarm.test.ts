import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformOutput } from "cdktf";
import type { AlarmConfig } from "../../../config/services/alarm.ts";
import { ServiceAlarm, type ServiceAlarmProps } from "../../../constructs/monitoring/service-alarm.ts";
import { type AlarmSettings, alarmState, evaluated, type Series } from "../../support/alarm-state.ts";
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
  ["unhealthy-tasks", "UnHealthyHostCount", "Maximum", "IF(group1 >= group2, group1, group2)"],
  ["server-errors", "HTTPCode_Target_5XX_Count", "Sum", "group1 + group2"],
  ["response-time", "TargetResponseTime", "p99", "IF(group1 >= group2, group1, group2)"],
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

/** What the newest periods of a load balancer look like: their points are still on their way. */
const LATE = [undefined, undefined];

const state = (metric: AlarmConfig["metric"], group1: Series, group2: Series) => {
  const made = alarm({ metric, threshold: 5 }, { target: TWO }) as unknown as AlarmSettings & {
    metric_query: { id: string; expression: string }[];
  };
  const [both] = made.metric_query;
  return alarmState(evaluated(both?.expression ?? "", group1, group2), { ...made, threshold: 5 });
};

const IDLE = [undefined, undefined, undefined, undefined, undefined];

describe.each(["unhealthy-tasks", "server-errors", "response-time"] as const)("%s of two target groups", (metric) => {
  test.each([
    ["the first", [9, 9, 9], [undefined, undefined, undefined]],
    ["the second", [undefined, undefined, undefined], [9, 9, 9]],
    ["first the one and then the other", [9, 9, undefined], [undefined, undefined, 9]],
  ])("go off for %s, while the newest points are late", (_which, group1, group2) => {
    expect(state(metric, [...group1, ...LATE], [...group2, ...LATE])).toBe("ALARM");
  });

  test.each([
    ["both are quiet", [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    ["one is quiet and one gets no requests", [9, 9, 0, 0, 0], IDLE],
    ["neither gets requests", IDLE, IDLE],
    ["only some periods were wrong", [9, 0, 9, 0, 9], IDLE],
  ])("are fine while %s", (_when, group1, group2) => {
    expect(state(metric, group1, group2)).toBe("OK");
  });
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
