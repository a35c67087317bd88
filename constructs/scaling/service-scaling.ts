import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { ScalingStep, type StepProps } from "./scaling-step.ts";

/** Keeps a measurement near a value. */
export interface TrackingProps {
  readonly policyName: string;
  readonly metric: "cpu" | "memory" | "requests";
  /** Percent, or requests for each task and minute. */
  readonly target: number;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
  /** Whether it also removes tasks. */
  readonly scaleIn: boolean;
}

/** Other limits from a time on. */
export interface ScheduleProps {
  readonly name: string;
  /** `cron(…)`, `rate(…)` or `at(…)`. */
  readonly when: string;
  readonly timezone: string;
  readonly minTasks: number;
  readonly maxTasks: number;
}

export interface ServiceScalingProps {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly steps?: { readonly out: StepProps; readonly in: StepProps };
  readonly tracking: readonly TrackingProps[];
  readonly schedules: readonly ScheduleProps[];
  /** `LOAD-BALANCER/TARGET-GROUP` in the form of CloudWatch, to count requests. @default none */
  readonly requestsLabel?: string;
  /** Who hears of the alarms of steps. @default nobody */
  readonly topicArn?: string;
}

const METRICS = {
  cpu: "ECSServiceAverageCPUUtilization",
  memory: "ECSServiceAverageMemoryUtilization",
  requests: "ALBRequestCountPerTarget",
} as const;

/** Changes the number of a service's tasks: by steps, by tracking measurements, by the clock; all of them together. */
export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const target = this.createTarget(props);
    const { clusterName, serviceName, topicArn, steps } = props;
    for (const direction of ["out", "in"] as const)
      if (steps !== undefined)
        new ScalingStep(this, `scale-${direction}`, {
          ...steps[direction],
          direction,
          target,
          clusterName,
          serviceName,
          topicArn,
        });
    for (const tracking of props.tracking) this.createTracking(target, tracking, props.requestsLabel);
    for (const schedule of props.schedules) this.createSchedule(target, schedule);
  }

  private createTarget({ clusterName, serviceName, minTasks, maxTasks, schedules }: ServiceScalingProps) {
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
    { policyName, metric, ...tracking }: TrackingProps,
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
          predefinedMetricType: METRICS[metric],
          ...(metric === "requests" && { resourceLabel: requestsLabel }),
        },
      },
    });
  }

  private createSchedule(
    { serviceNamespace, resourceId, scalableDimension }: AppautoscalingTarget,
    { name, when, timezone, minTasks, maxTasks }: ScheduleProps,
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
