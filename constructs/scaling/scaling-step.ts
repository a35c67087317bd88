import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import type { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { StepConfig } from "../../config/services/scaling.ts";

export interface ScalingStepProps {
  readonly step: StepConfig;
  /** `out` adds tasks at and above the threshold, `in` removes them at and below it. */
  readonly direction: "out" | "in";
  readonly target: AppautoscalingTarget;
  readonly clusterName: string;
  readonly serviceName: string;
  /** SNS topic that is notified. @default none */
  readonly topicArn?: string;
}

/** Adds or removes tasks of a service when an alarm on its CPU goes off. */
export class ScalingStep extends Construct {
  constructor(scope: Construct, id: string, props: ScalingStepProps) {
    super(scope, id);
    const { step, target, topicArn } = props;
    const out = props.direction === "out";
    const policy = new AppautoscalingPolicy(this, "policy", {
      name: step.policyName,
      policyType: "StepScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: step.cooldownSeconds,
        metricAggregationType: "Average",
        // One step that reaches from the threshold as far as it goes.
        stepAdjustment: [
          out
            ? { scalingAdjustment: step.tasks, metricIntervalLowerBound: "0" }
            : { scalingAdjustment: -step.tasks, metricIntervalUpperBound: "0" },
        ],
      },
    });
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: step.alarmName,
      alarmDescription: `Average CPU of ${props.serviceName} is ${out ? "at least" : "at most"} ${step.cpuPercent} %`,
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions: { ClusterName: props.clusterName, ServiceName: props.serviceName },
      statistic: "Average",
      comparisonOperator: out ? "GreaterThanOrEqualToThreshold" : "LessThanOrEqualToThreshold",
      threshold: step.cpuPercent,
      period: step.periodSeconds,
      evaluationPeriods: step.periods,
      alarmActions: [policy.arn, ...(topicArn ? [topicArn] : [])],
    });
  }
}
