import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { toJson } from "../json.ts";

export interface FindingNotificationsProps {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  /** Topic that EventBridge may publish to. */
  readonly topicArn: string;
}

/** The lowest severity that GuardDuty calls medium (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html). */
const MEDIUM = 4;

/** Notifies a topic of GuardDuty findings in the account and region, of medium severity and higher. */
export class FindingNotifications extends Construct {
  constructor(scope: Construct, id: string, { name, topicArn }: FindingNotificationsProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name,
      description: "GuardDuty findings of medium severity and higher",
      eventPattern: toJson({
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: [">=", MEDIUM] }] },
      }),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "topic",
      arn: topicArn,
      inputTransformer: {
        inputPaths: {
          finding: "$.detail.type",
          region: "$.region",
          severity: "$.detail.severity",
          title: "$.detail.title",
          id: "$.detail.id",
        },
        inputTemplate: '"GuardDuty in <region>, severity <severity>: <title> (<finding>, finding <id>)."',
      },
    });
  }
}
