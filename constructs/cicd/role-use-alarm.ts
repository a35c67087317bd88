import { Construct } from "constructs";
import { createTopicRule, type TopicRuleProps } from "../monitoring/topic-rule.ts";

export interface RoleUseAlarmProps extends Pick<TopicRuleProps, "name" | "topicArn"> {
  /** Roles that only AWS services assume. */
  readonly roleArns: readonly string[];
}

/** Services that assume the roles of a delivery, also on behalf of another role. */
const SERVICES = ["codebuild", "codedeploy", "codepipeline", "events"].map((name) => `${name}.amazonaws.com`);

/** Every way to assume a role that has its own principal (STS API reference). */
const CALLS = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"];

/**
 * Notifies a topic when anything but the services of a delivery assumes one of its roles: a user, another role, or
 * whoever has their credentials. CloudTrail records the caller, and on whose behalf AWS calls (CloudTrail user guide,
 * userIdentity element).
 */
export class RoleUseAlarm extends Construct {
  constructor(scope: Construct, id: string, { name, roleArns, topicArn }: RoleUseAlarmProps) {
    super(scope, id);
    createTopicRule(this, {
      name,
      description: "A role of the delivery is taken outside of it",
      // Assuming a role is a read event (EventBridge user guide, receiving read-only management events from AWS
      // services).
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
