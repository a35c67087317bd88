import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { AlarmConfig } from "../../config/services/alarm.ts";

export interface ServiceAlarmProps {
  readonly alarm: AlarmConfig;
  readonly clusterName: string;
  readonly serviceName: string;
  /** The load balancer and the service's target groups, as metrics know them. @default no load balancer */
  readonly target?: {
    readonly loadBalancer: string;
    readonly targetGroups: readonly string[];
    /** @default "AWS/ApplicationELB" */
    readonly namespace?: "AWS/ApplicationELB" | "AWS/NetworkELB";
  };
  /** SNS topic that is notified. @default none */
  readonly topicArn?: string;
}

interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  /** How measurements of two target groups become one. */
  readonly combine: string;
  readonly describe: (threshold: number) => string;
}

// Operators take what one group lacks as 0, and have no point where both lack it. FILL would have one there: the newest points
// of a load balancer come late, so the alarm would stay where it is (CloudWatch user guide, using metric math, FILL).
const HIGHEST = "IF(group1 >= group2, group1, group2)";
const SUM = "group1 + group2";

const ECS = { namespace: "AWS/ECS", stat: "Average", combine: HIGHEST };
const ELB = { namespace: "AWS/ApplicationELB", combine: HIGHEST };

const ALARM_METRICS: Record<AlarmConfig["metric"], Metric> = {
  cpu: { ...ECS, metricName: "CPUUtilization", describe: (percent) => `average CPU is at least ${percent} %` },
  memory: { ...ECS, metricName: "MemoryUtilization", describe: (percent) => `average memory is at least ${percent} %` },
  "unhealthy-tasks": {
    ...ELB,
    metricName: "UnHealthyHostCount",
    stat: "Maximum",
    describe: (tasks) => `at least ${tasks} tasks are unhealthy`,
  },
  "server-errors": {
    ...ELB,
    metricName: "HTTPCode_Target_5XX_Count",
    stat: "Sum",
    combine: SUM,
    describe: (answers) => `tasks answered at least ${answers} times with HTTP 5xx`,
  },
  "response-time": {
    ...ELB,
    metricName: "TargetResponseTime",
    stat: "p99",
    describe: (milliseconds) => `1 % of the answers take at least ${milliseconds} ms`,
  },
};

/** An alarm on a service. Where target groups take turns, it watches both. */
export class ServiceAlarm extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ServiceAlarmProps) {
    super(scope, id);
    const { alarm: settings, topicArn } = props;
    const { metric, threshold } = settings;
    const actions = topicArn ? [topicArn] : [];
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: settings.name,
      alarmDescription: `${props.serviceName}: ${ALARM_METRICS[metric].describe(threshold)}`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: metric === "response-time" ? threshold / 1000 : threshold, // CloudWatch measures seconds
      evaluationPeriods: settings.periods,
      treatMissingData: "notBreaching", // no requests, no errors
      ...measurement(props),
      alarmActions: actions,
      okActions: actions,
    });
    this.name = alarm.alarmName;
  }
}

function measurement({ alarm: { metric, periodSeconds }, clusterName, serviceName, target }: ServiceAlarmProps) {
  const { metricName, stat, combine, ...of } = ALARM_METRICS[metric];
  const isOfTasks = of.namespace === ECS.namespace;
  const namespace = isOfTasks ? of.namespace : (target?.namespace ?? of.namespace);
  const statistic = stat.startsWith("p") ? { extendedStatistic: stat } : { statistic: stat };
  const one = { namespace, metricName, period: periodSeconds, ...statistic };
  if (isOfTasks) return { ...one, dimensions: { ClusterName: clusterName, ServiceName: serviceName } };
  const dimensions = (target?.targetGroups ?? []).map((targetGroup) => ({
    LoadBalancer: target?.loadBalancer ?? "",
    TargetGroup: targetGroup,
  }));
  if (dimensions.length === 1) return { ...one, dimensions: dimensions[0] };
  const queries: CloudwatchMetricAlarmMetricQuery[] = dimensions.map((each, index) => ({
    id: `group${index + 1}`,
    metric: { namespace, metricName, period: periodSeconds, stat, dimensions: each },
  }));
  return { metricQuery: [{ id: "both", expression: combine, label: metricName, returnData: true }, ...queries] };
}
