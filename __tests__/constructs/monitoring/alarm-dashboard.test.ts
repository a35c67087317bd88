import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { TerraformOutput } from "cdktf";
import { AlarmDashboard, dashboardBody } from "../../../constructs/monitoring/alarm-dashboard.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { Template } from "../../support/template.ts";

const PROPS = { name: "shop", alarmNames: ["high", "low"], awsScope };

const template = Template.of((scope) => {
  const { url } = new AlarmDashboard(scope, "dashboard", PROPS);
  new TerraformOutput(scope, "url", { value: url, staticId: true });
});

const widgets = (...alarmNames: string[]) => JSON.parse(dashboardBody({ alarmNames, awsScope })).widgets;

test("an alarm is a line with its threshold", () => {
  expect(widgets("high")).toEqual([
    {
      type: "metric",
      x: 0,
      y: 0,
      width: 12,
      height: 6,
      properties: {
        title: "high",
        region: "eu-west-1",
        view: "timeSeries",
        stacked: false,
        annotations: { alarms: ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:high"] },
      },
    },
  ]);
});

test("two alarms are side by side, the next ones below", () => {
  expect(widgets("a", "b", "c", "d").map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
    [0, 0],
    [12, 0],
    [0, 6],
    [12, 6],
  ]);
});

test("the dashboard shows them under its name", () => {
  expect(template.one(CloudwatchDashboard)).toMatchObject({
    dashboard_name: "shop",
    dashboard_body: dashboardBody(PROPS),
  });
});

test("a person finds it in the console of the region", () => {
  expect(template.outputs().url).toBe(
    "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/shop",
  );
});
