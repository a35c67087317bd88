import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import type { NotificationsConfig } from "../../config/delivery/delivery.ts";
import { freeId } from "../free-id.ts";
import type { AwsScope } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";
import { policyDocument } from "../iam/policy.ts";

export interface NotificationTopicProps extends Pick<NotificationsConfig, "emails"> {
  /** 1 to 256 letters, digits, _ and -, unique in account and region. */
  readonly name: string;
  /** Alias of its key, without `alias/`. */
  readonly keyAlias: string;
  /** Key that exists, whose policy lets the publishers use it. @default one is created */
  readonly keyArn?: string;
  /** Whether rules of EventBridge publish too. @default false */
  readonly events?: boolean;
  readonly awsScope: AwsScope;
}

/** Services that publish: notifications of pipelines and deployments, and alarms. */
const PUBLISHERS = ["codestar-notifications.amazonaws.com", "cloudwatch.amazonaws.com"];

/**
 * Is documented to publish without conditions
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions).
 */
const EVENT_BRIDGE = { Service: ["events.amazonaws.com"] };

/** An SNS topic for results and alarms. It has a customer managed key, because services can't use the AWS managed one. */
export class NotificationTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const ofAccount = { StringEquals: { "aws:SourceAccount": props.awsScope.account } };
    const keyArn = props.keyArn ?? this.createKey(props);
    const topic = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: keyArn });
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          sid: "Publishers",
          principals: { Service: PUBLISHERS },
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: ofAccount,
        },
        ...(props.events
          ? [{ sid: "Events", principals: EVENT_BRIDGE, actions: ["sns:Publish"], resources: [topic.arn] }]
          : []),
      ]),
    });
    for (const email of props.emails)
      new SnsTopicSubscription(new Construct(this, freeId(this, `to-${email}`)), "subscription", {
        topicArn: topic.arn,
        protocol: "email",
        endpoint: email,
      });
    this.arn = policy.arn; // the topic's, once services may publish to it
  }

  private createKey(props: NotificationTopicProps): string {
    const key = new KmsKey(this, "key", {
      description: `Messages of the topic ${props.name}`,
      enableKeyRotation: true,
      deletionWindowInDays: 7, // messages are on their way for minutes
      policy: keyPolicy(props.awsScope, [
        {
          sid: "Publishers",
          principals: { Service: PUBLISHERS },
          actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
          resources: ["*"],
          // SNS asks for the key, and not every publisher tells it the account: the topic's policy does that (Developer
          // Tools console user guide, configure SNS topics for notifications).
          conditions: { StringEquals: { "kms:ViaService": `sns.${props.awsScope.region}.amazonaws.com` } },
        },
        ...(props.events
          ? [
              {
                sid: "Events",
                principals: EVENT_BRIDGE,
                actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
                resources: ["*"],
              },
            ]
          : []),
      ]),
    });
    new KmsAlias(this, "alias", { name: `alias/${props.keyAlias}`, targetKeyId: key.keyId });
    return key.arn;
  }
}
