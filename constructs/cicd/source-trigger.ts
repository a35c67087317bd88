import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { toJson } from "../json.ts";
import type { SourceEvent } from "./pipeline-source.ts";

/** A time that starts a pipeline or a build. */
export interface ScheduledStart {
  readonly description: string;
  /** `cron(…)` or `rate(…)`, in UTC. */
  readonly schedule: string;
}

export interface SourceTriggerProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  readonly event: SourceEvent | ScheduledStart;
  /** Pipeline or CodeBuild project that is started. */
  readonly targetArn: string;
  /** Unique among the targets of the rule. @default `pipeline` */
  readonly targetId?: string;
  /** Role that may start it. */
  readonly roleArn: string;
}

/** Starts a pipeline or a build when an event says that there is something new to release, or by the clock. */
export class SourceTrigger extends Construct {
  constructor(scope: Construct, id: string, props: SourceTriggerProps) {
    super(scope, id);
    const { event } = props;
    const rule = new CloudwatchEventRule(this, "rule", {
      name: props.name,
      description: event.description,
      ...("schedule" in event ? { scheduleExpression: event.schedule } : { eventPattern: toJson(event.pattern) }),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: props.targetId ?? "pipeline",
      arn: props.targetArn,
      roleArn: props.roleArn,
    });
  }
}
