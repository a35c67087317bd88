import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";

export interface CommitTriggerProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  readonly repositoryArn: string;
  readonly branch: string;
  readonly pipelineArn: string;
  /** Role that may start the pipeline. */
  readonly roleArn: string;
}

/** Starts a pipeline when a branch of a CodeCommit repository moves. */
export class CommitTrigger extends Construct {
  constructor(scope: Construct, id: string, props: CommitTriggerProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name: props.name,
      description: `A commit on ${props.branch} starts the pipeline`,
      eventPattern: JSON.stringify({
        source: ["aws.codecommit"],
        "detail-type": ["CodeCommit Repository State Change"],
        resources: [props.repositoryArn],
        detail: {
          event: ["referenceCreated", "referenceUpdated"],
          referenceType: ["branch"],
          referenceName: [props.branch],
        },
      }),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "pipeline",
      arn: props.pipelineArn,
      roleArn: props.roleArn,
    });
  }
}
