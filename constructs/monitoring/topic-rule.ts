import { CloudwatchEventRule, type CloudwatchEventRuleConfig } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { Construct } from "constructs";
import { toJson } from "../json.ts";

export interface TopicRuleProps extends Pick<CloudwatchEventRuleConfig, "description" | "state"> {
  /** 1 to 64 characters, unique in account and region. */
  readonly name: string;
  readonly eventPattern: object;
  /** Topic that EventBridge may publish to. */
  readonly topicArn: string;
  /** What is written, as a JSON string with `<name>` for each value. */
  readonly text: string;
  /** Where each value is in the event, by its name in the text. */
  readonly values: Readonly<Record<string, string>>;
}

/** Writes a sentence to a topic when an event occurs. */
export function createTopicRule(scope: Construct, props: TopicRuleProps): void {
  const { eventPattern, topicArn, text, values, ...settings } = props;
  const rule = new CloudwatchEventRule(scope, "rule", { ...settings, eventPattern: toJson(eventPattern) });
  new CloudwatchEventTarget(scope, "target", {
    rule: rule.name,
    targetId: "topic",
    arn: topicArn,
    inputTransformer: { inputPaths: { ...values }, inputTemplate: text },
  });
}
