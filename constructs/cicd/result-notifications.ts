import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { Construct } from "constructs";
import type { ResultConfig } from "../../config/delivery/delivery.ts";

export interface ResultNotificationsProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  /** ARN of a pipeline or of a CodeDeploy application. */
  readonly resourceArn: string;
  readonly of: "pipeline" | "deployments";
  readonly results: readonly ResultConfig[];
  readonly topicArn: string;
}

/** Events by result (Developer Tools console user guide, concepts of notifications). CodeDeploy knows no approval. */
const EVENTS: Record<ResultNotificationsProps["of"], Record<ResultConfig, readonly string[]>> = {
  pipeline: {
    failed: ["codepipeline-pipeline-pipeline-execution-failed"],
    succeeded: ["codepipeline-pipeline-pipeline-execution-succeeded"],
    approval: ["codepipeline-pipeline-manual-approval-needed"],
  },
  deployments: {
    failed: ["codedeploy-application-deployment-failed"],
    succeeded: ["codedeploy-application-deployment-succeeded"],
    approval: [],
  },
};

/** Tells an SNS topic what has become of a pipeline's releases, or of CodeDeploy's deployments. */
export class ResultNotifications extends Construct {
  constructor(scope: Construct, id: string, props: ResultNotificationsProps) {
    super(scope, id);
    const events = props.results.flatMap((result) => EVENTS[props.of][result]);
    if (events.length === 0) return;
    new CodestarnotificationsNotificationRule(this, "rule", {
      name: props.name,
      resource: props.resourceArn,
      detailType: "FULL",
      eventTypeIds: events,
      target: [{ address: props.topicArn }],
    });
  }
}
