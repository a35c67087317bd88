import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { toJson } from "../json.ts";
import type { SourceEvent } from "./pipeline-source.ts";

export interface SourceTriggerProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  readonly event: SourceEvent;
  readonly pipelineArn: string;
  /** Role that may start the pipeline. */
  readonly roleArn: string;
}

/** Starts a pipeline when an event says that there is something new to release. */
export class SourceTrigger extends Construct {
  constructor(scope: Construct, id: string, props: SourceTriggerProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name: props.name,
      description: props.event.description,
      eventPattern: toJson(props.event.pattern),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "pipeline",
      arn: props.pipelineArn,
      roleArn: props.roleArn,
    });
  }
}
