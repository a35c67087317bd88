import { Construct } from "constructs";
import { createTopicRule, type TopicRuleProps } from "../monitoring/topic-rule.ts";

export interface RoleUseAlarmProps extends Pick<TopicRuleProps, "name" | "topicArn"> {
  /** Roles that only services of AWS take. */
  readonly roleArns: readonly string[];
}

/** Services that take the roles of a delivery, also on behalf of another role. */
const SERVICES = ["codebuild", "codedeploy", "codepipeline", "events"].map((name) => `${name}.amazonaws.com`);

/** Every way to take a role that has a principal of its own (STS API reference). */
const CALLS = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"];

/**
 * Tells a topic that something else than the services of a delivery takes one of its roles: a person, another role, or what has
 * their credentials. CloudTrail writes down who asks, and in whose name AWS does (CloudTrail user guide, userIdentity element).
 */
export class RoleUseAlarm extends Construct {
  constructor(scope: Construct, id: string, { name, roleArns, topicArn }: RoleUseAlarmProps) {
    super(scope, id);
    createTopicRule(this, {
      name,
      description: "A role of the delivery is taken outside of it",
      // Taking a role is a read (EventBridge user guide, receiving read-only management events from AWS services).
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      eventPattern: {
        source: ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["sts.amazonaws.com"],
          eventName: CALLS,
          requestParameters: { roleArn: roleArns },
          userIdentity: { invokedBy: [{ exists: false }, { "anything-but": SERVICES }] },
        },
      },
      topicArn,
      text: '"The role <role> was asked for outside of the delivery, by <who> from <from> at <time>; error: <error>."',
      values: {
        error: "$.detail.errorCode",
        from: "$.detail.sourceIPAddress",
        role: "$.detail.requestParameters.roleArn",
        time: "$.time",
        who: "$.detail.userIdentity.arn",
      },
    });
  }
}
