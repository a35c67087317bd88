import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { toJson } from "../json.ts";
import type { SourceEvent } from "./pipeline-source.ts";

/** A time that starts a pipeline. */
export interface ScheduledStart {
  readonly description: string;
  /** `cron(…)` or `rate(…)`, in UTC. */
  readonly schedule: string;
}

export interface SourceTriggerProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  readonly event: SourceEvent | ScheduledStart;
  readonly pipelineArn: string;
  /** Role that may start the pipeline. */
  readonly roleArn: string;
}

/** Starts a pipeline when an event says that there is something new to release, or by the clock. */
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
      targetId: "pipeline",
      arn: props.pipelineArn,
      roleArn: props.roleArn,
    });
  }
}
