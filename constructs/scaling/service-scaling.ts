import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import type { ScalingConfig, ScheduleConfig, TrackingConfig } from "../../config/services/scaling.ts";
import { ScalingStep } from "./scaling-step.ts";

export interface ServiceScalingProps {
  readonly scaling: ScalingConfig;
  readonly clusterName: string;
  readonly serviceName: string;
  /** `LOAD-BALANCER/TARGET-GROUP` in the form of CloudWatch, to count requests. @default none */
  readonly requestsLabel?: string;
  /** Topic that is notified of the alarms of steps. @default none */
  readonly topicArn?: string;
}

const TRACKING_METRICS = {
  cpu: "ECSServiceAverageCPUUtilization",
  memory: "ECSServiceAverageMemoryUtilization",
  requests: "ALBRequestCountPerTarget",
} as const;

/** Changes the number of a service's tasks: by steps, by tracking measurements, by the clock; all of them together. */
export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const target = this.createTarget(props);
    const { scaling, clusterName, serviceName, topicArn, requestsLabel } = props;
    const { steps, tracking, schedules } = scaling;
    for (const direction of ["out", "in"] as const)
      if (steps !== undefined)
        new ScalingStep(this, `scale-${direction}`, {
          step: steps[direction],
          direction,
          target,
          clusterName,
          serviceName,
          topicArn,
        });
    for (const each of tracking) this.createTracking(target, each, requestsLabel);
    for (const schedule of schedules) this.createSchedule(target, schedule);
  }

  private createTarget({ clusterName, serviceName, scaling }: ServiceScalingProps): AppautoscalingTarget {
    const { minTasks, maxTasks, schedules } = scaling;
    // No role: for ECS services Application Auto Scaling takes its service-linked role and ignores any other.
    return new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      resourceId: `service/${clusterName}/${serviceName}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: minTasks,
      maxCapacity: maxTasks,
      // Schedules set both, so Terraform must not set them back.
      ...(schedules.length > 0 && { lifecycle: { ignoreChanges: ["min_capacity", "max_capacity"] } }),
    });
  }

  private createTracking(
    { serviceNamespace, resourceId, scalableDimension }: AppautoscalingTarget,
    { policyName, metric, ...tracking }: TrackingConfig,
    requestsLabel: string | undefined,
  ): void {
    new AppautoscalingPolicy(new Construct(this, `tracking-${metric}`), "policy", {
      name: policyName,
      policyType: "TargetTrackingScaling",
      serviceNamespace,
      resourceId,
      scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: tracking.target,
        scaleOutCooldown: tracking.scaleOutCooldownSeconds,
        scaleInCooldown: tracking.scaleInCooldownSeconds,
        disableScaleIn: !tracking.scaleIn,
        predefinedMetricSpecification: {
          predefinedMetricType: TRACKING_METRICS[metric],
          ...(metric === "requests" && { resourceLabel: requestsLabel }),
        },
      },
    });
  }

  private createSchedule(
    { serviceNamespace, resourceId, scalableDimension }: AppautoscalingTarget,
    { name, when, timezone, minTasks, maxTasks }: ScheduleConfig,
  ): void {
    new AppautoscalingScheduledAction(new Construct(this, `schedule-${name}`), "action", {
      name,
      serviceNamespace,
      resourceId,
      scalableDimension,
      schedule: when,
      timezone,
      scalableTargetAction: { minCapacity: String(minTasks), maxCapacity: String(maxTasks) },
    });
  }
}
