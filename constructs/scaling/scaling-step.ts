import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import type { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** When a step is taken, and how large it is. */
export interface StepProps {
  readonly policyName: string;
  readonly alarmName: string;
  /** Average CPU of the service, in percent of what its tasks reserve. */
  readonly cpuPercent: number;
  /** Tasks to add or remove. */
  readonly tasks: number;
  /** Seconds of one measurement: 60, or a multiple of it. */
  readonly periodSeconds: number;
  /** Measurements in a row until the step is taken. */
  readonly periods: number;
  /** Seconds until the next step. */
  readonly cooldownSeconds: number;
}

export interface ScalingStepProps extends StepProps {
  /** `out` adds tasks at and above the threshold, `in` removes them at and below it. */
  readonly direction: "out" | "in";
  readonly target: AppautoscalingTarget;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Who hears of the alarm. @default nobody */
  readonly topicArn?: string;
}

/** Adds or removes tasks of a service when an alarm on its CPU goes off. */
export class ScalingStep extends Construct {
  constructor(scope: Construct, id: string, props: ScalingStepProps) {
    super(scope, id);
    const { target, topicArn, cpuPercent } = props;
    const out = props.direction === "out";
    const policy = new AppautoscalingPolicy(this, "policy", {
      name: props.policyName,
      policyType: "StepScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: props.cooldownSeconds,
        metricAggregationType: "Average",
        // One step that reaches from the threshold as far as it goes.
        stepAdjustment: [
          out
            ? { scalingAdjustment: props.tasks, metricIntervalLowerBound: "0" }
            : { scalingAdjustment: -props.tasks, metricIntervalUpperBound: "0" },
        ],
      },
    });
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: props.alarmName,
      alarmDescription: `Average CPU of ${props.serviceName} is ${out ? "at least" : "at most"} ${cpuPercent} %`,
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions: { ClusterName: props.clusterName, ServiceName: props.serviceName },
      statistic: "Average",
      comparisonOperator: out ? "GreaterThanOrEqualToThreshold" : "LessThanOrEqualToThreshold",
      threshold: cpuPercent,
      period: props.periodSeconds,
      evaluationPeriods: props.periods,
      alarmActions: [policy.arn, ...(topicArn ? [topicArn] : [])],
    });
  }
}
