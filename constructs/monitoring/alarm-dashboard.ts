import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { type AwsScope, arnOf } from "../iam/arn.ts";

export interface AlarmDashboardProps {
  /** 1 to 255 letters, digits, _ and -. */
  readonly name: string;
  /** Alarms to show, each as a line with its threshold. */
  readonly alarmNames: readonly string[];
  readonly awsScope: AwsScope;
}

/** A CloudWatch dashboard with a line for each alarm. */
export class AlarmDashboard extends Construct {
  /** Its URL in the console. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: AlarmDashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, "dashboard", { dashboardName: props.name, dashboardBody: dashboardBody(props) });
    const { region } = props.awsScope;
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${props.name}`;
  }
}

/** Dashboards are 24 units wide; two widgets fit side by side. */
const WIDTH = 12;
const HEIGHT = 6;

/** The dashboard's JSON (CloudWatch API reference, dashboard body structure). */
export function dashboardBody({ alarmNames, awsScope }: Pick<AlarmDashboardProps, "alarmNames" | "awsScope">): string {
  const widgets = alarmNames.map((name, index) => ({
    type: "metric",
    x: (index % 2) * WIDTH,
    y: Math.floor(index / 2) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title: name,
      region: awsScope.region,
      view: "timeSeries",
      stacked: false,
      annotations: { alarms: [arnOf(awsScope, "cloudwatch", `alarm:${name}`)] },
    },
  }));
  return JSON.stringify({ widgets });
}
