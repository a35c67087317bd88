import { Construct } from "constructs";
import { createTopicRule, type TopicRuleProps } from "./topic-rule.ts";

type FindingNotificationsProps = Pick<TopicRuleProps, "name" | "topicArn">;

/** The lowest severity that GuardDuty calls medium (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html). */
const MEDIUM = 4;

/** Notifies a topic of GuardDuty findings in the account and region, of medium severity and higher. */
export class FindingNotifications extends Construct {
  constructor(scope: Construct, id: string, { name, topicArn }: FindingNotificationsProps) {
    super(scope, id);
    createTopicRule(this, {
      name,
      description: "GuardDuty findings of medium severity and higher",
      eventPattern: {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: [">=", MEDIUM] }] },
      },
      topicArn,
      text: '"GuardDuty in <region>, severity <severity>: <title> (<finding>, finding <id>)."',
      values: {
        finding: "$.detail.type",
        region: "$.region",
        severity: "$.detail.severity",
        title: "$.detail.title",
        id: "$.detail.id",
      },
    });
  }
}
