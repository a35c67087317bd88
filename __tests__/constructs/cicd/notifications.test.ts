import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { NotificationTopic } from "../../../constructs/cicd/notification-topic.ts";
import { ResultNotifications, type ResultNotificationsProps } from "../../../constructs/cicd/result-notifications.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { statements, Template } from "../../support/template.ts";

describe("the topic", () => {
  const topic = (...emails: string[]) =>
    Template.of(
      (scope) =>
        new NotificationTopic(scope, "notifications", { name: "shop", keyAlias: "shop-key", emails, awsScope }),
    );
  const PUBLISHERS = {
    Effect: "Allow",
    Principal: { Service: ["codestar-notifications.amazonaws.com", "cloudwatch.amazonaws.com"] },
    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
  };

  test("is encrypted with a customer managed key, which rotates and has a name", () => {
    expect(topic().one(SnsTopic)).toMatchObject({ name: "shop", kms_master_key_id: reference(KmsKey, "key", "arn") });
    expect(topic().one(KmsKey).enable_key_rotation).toBe(true);
    expect(topic().one(KmsAlias)).toMatchObject({
      name: "alias/shop-key",
      target_key_id: reference(KmsKey, "key", "key_id"),
    });
  });

  test("lets only the services of its account publish", () => {
    const { arn, policy } = topic().one(SnsTopicPolicy);
    expect(arn).toEqual(reference(SnsTopic, "topic", "arn"));
    expect(statements(policy)).toEqual({
      Publishers: {
        ...PUBLISHERS,
        Sid: "Publishers",
        Action: "sns:Publish",
        Resource: reference(SnsTopic, "topic", "arn"),
      },
    });
  });

  test("has a key that those services may use, and the account administers", () => {
    expect(statements(topic().one(KmsKey).policy)).toEqual({
      Administration: expect.objectContaining({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
      Publishers: {
        ...PUBLISHERS,
        Sid: "Publishers",
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "sns.eu-west-1.amazonaws.com" } },
      },
    });
  });

  test("lets rules of EventBridge publish only where there are some", () => {
    const events = Template.of(
      (scope) =>
        new NotificationTopic(scope, "notifications", {
          name: "shop",
          keyAlias: "shop-key",
          emails: [],
          events: true,
          awsScope,
        }),
    );
    const byRules = { Principal: { Service: "events.amazonaws.com" } };
    expect(statements(events.one(SnsTopicPolicy).policy).Events).toMatchObject({ ...byRules, Action: "sns:Publish" });
    expect(statements(events.one(KmsKey).policy).Events).toMatchObject(byRules);
  });

  test("writes to each address", () => {
    expect(topic().all(SnsTopicSubscription)).toEqual([]);
    const subscriptions = topic("a@example.com", "b@example.com").all(SnsTopicSubscription);
    expect(subscriptions).toEqual(
      ["a@example.com", "b@example.com"].map((endpoint) =>
        expect.objectContaining({ protocol: "email", endpoint, topic_arn: reference(SnsTopic, "topic", "arn") }),
      ),
    );
  });
});

describe("results", () => {
  const rules = (props: Partial<ResultNotificationsProps> = {}) =>
    Template.of(
      (scope) =>
        new ResultNotifications(scope, "results", {
          name: "shop-pipeline",
          resourceArn: "arn:pipeline",
          of: "pipeline",
          results: ["failed"],
          topicArn: "arn:topic",
          ...props,
        }),
    ).all(CodestarnotificationsNotificationRule);

  test("are sent to the topic in full detail", () => {
    expect(rules()).toMatchObject([
      { name: "shop-pipeline", resource: "arn:pipeline", detail_type: "FULL", target: [{ address: "arn:topic" }] },
    ]);
  });

  test.each<[ResultNotificationsProps["of"], ResultNotificationsProps["results"], string[]]>([
    ["pipeline", ["failed"], ["codepipeline-pipeline-pipeline-execution-failed"]],
    ["pipeline", ["succeeded"], ["codepipeline-pipeline-pipeline-execution-succeeded"]],
    ["pipeline", ["approval"], ["codepipeline-pipeline-manual-approval-needed"]],
    ["deployments", ["failed"], ["codedeploy-application-deployment-failed"]],
    ["deployments", ["approval", "succeeded"], ["codedeploy-application-deployment-succeeded"]],
  ])("of %s that are %j are the events %j", (of, results, events) => {
    expect(rules({ of, results }).map(({ event_type_ids }) => event_type_ids)).toEqual([events]);
  });

  test.each<[ResultNotificationsProps["of"], ResultNotificationsProps["results"]]>([
    ["deployments", ["approval"]],
    ["pipeline", []],
  ])("of %s that are %j have no rule", (of, results) => {
    expect(rules({ of, results })).toEqual([]);
  });
});
