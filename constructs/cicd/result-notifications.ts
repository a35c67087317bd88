import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { Construct } from "constructs";
import type { ResultConfig } from "../../config/delivery/delivery.ts";

export interface ResultNotificationsProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  /** ARN of a pipeline, of a CodeDeploy application or of a CodeBuild project. */
  readonly resourceArn: string;
  readonly of: "pipeline" | "deployments" | "builds";
  readonly results: readonly ResultConfig[];
  readonly topicArn: string;
}

/** Events by result (Developer Tools console user guide, concepts of notifications). Only pipelines have approvals. */
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
  builds: {
    failed: ["codebuild-project-build-state-failed"],
    succeeded: ["codebuild-project-build-state-succeeded"],
    approval: [],
  },
};

/** Notifies an SNS topic of the results of a pipeline's releases, of CodeDeploy's deployments, or of builds. */
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
