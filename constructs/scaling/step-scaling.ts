import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface ScalingStepProps {
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

export interface StepScalingProps {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Adds tasks at and above its threshold. */
  readonly scaleOut: ScalingStepProps;
  /** Removes tasks at and below its threshold. */
  readonly scaleIn: ScalingStepProps;
}

/** Adds and removes tasks of a service when an alarm on its CPU goes off. */
export class StepScaling extends Construct {
  constructor(scope: Construct, id: string, props: StepScalingProps) {
    super(scope, id);
    // No role: for ECS services Application Auto Scaling takes its service-linked role and ignores any other.
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: props.minTasks,
      maxCapacity: props.maxTasks,
    });
    this.createStep("scale-out", target, props, props.scaleOut);
    this.createStep("scale-in", target, props, props.scaleIn);
  }

  private createStep(
    direction: "scale-out" | "scale-in",
    target: AppautoscalingTarget,
    props: StepScalingProps,
    step: ScalingStepProps,
  ): void {
    const out = direction === "scale-out";
    const scope = new Construct(this, direction);
    const policy = new AppautoscalingPolicy(scope, "policy", {
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
    new CloudwatchMetricAlarm(scope, "alarm", {
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
      alarmActions: [policy.arn],
    });
  }
}
