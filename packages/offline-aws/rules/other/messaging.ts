import { isObject, type ObjectValue } from "../../protocol/values.ts";
import {
  type AskedChange,
  type AwsRule,
  blockOf,
  documentOf,
  isMissing,
  knownText,
  lastPart,
  numberOf,
} from "../rule.ts";
import { patternProblem } from "./event-patterns.ts";

/** Protocols that deliver a message as it is: https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
const RAW = ["sqs", "http", "https", "firehose"];

function queueProblem({ planned, account, others }: AskedChange): string | undefined {
  const redrive = documentOf(planned.redrive_policy);
  if (knownText(planned.redrive_policy) === undefined || !isObject(redrive)) return undefined;
  const invalid = (reason: string) =>
    `InvalidParameterValue: Value ${String(planned.redrive_policy)} for parameter RedrivePolicy is invalid. Reason: ${reason}`;
  const count = Number(redrive.maxReceiveCount);
  if (!(count >= 1 && count <= 1000))
    return invalid("Invalid value for maxReceiveCount: it must be between 1 and 1000.");
  const target = knownText(redrive.deadLetterTargetArn);
  if (target === undefined) return invalid("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
  if (target.split(":")[4] === account && !others("aws_sqs_queue").some(({ arn }) => arn === target))
    return invalid("Dead letter target does not exist.");
  return target.endsWith(".fifo") === (planned.fifo_queue === true)
    ? undefined
    : invalid("Dead-letter queue must be same type of queue as the source.");
}

/** What SNS says of a filter: one of attributes has no levels. */
function filterProblem({ filter_policy: policy, filter_policy_scope: scope }: ObjectValue): string | undefined {
  const filter = documentOf(policy);
  if (knownText(policy) === undefined || !isObject(filter) || Object.keys(filter).length === 0) return undefined;
  if (scope !== "MessageBody" && Object.values(filter).some(isObject))
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  return patternProblem(filter);
}

/** Forms of endpoints, by protocol. */
const ENDPOINTS: Readonly<Record<string, readonly [form: RegExp, message: string]>> = {
  sqs: [/^arn:aws[a-z-]*:sqs:.+/, "SQS endpoint ARN"],
  lambda: [/^arn:aws[a-z-]*:lambda:.+/, "Lambda endpoint ARN"],
  firehose: [/^arn:aws[a-z-]*:firehose:.+/, "Delivery Stream ARN"],
  email: [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "Email address"],
  "email-json": [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "Email address"],
  http: [/^http:\/\/.+/, "Endpoint must match the specified protocol"],
  https: [/^https:\/\/.+/, "Endpoint must match the specified protocol"],
  sms: [/^\+?[1-9][0-9 ()-]+$/, "Invalid SMS endpoint"],
};

export const MESSAGING_RULES: readonly AwsRule[] = [
  {
    name: "fifo-name",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
    types: ["aws_sqs_queue", "aws_sns_topic"],
    plan(planned) {
      const name = knownText(planned.name);
      const isFifo = planned.fifo_queue === true || planned.fifo_topic === true;
      if (name === undefined) return undefined;
      const [most, kind] = "fifo_queue" in planned ? [80, "queue"] : [256, "topic"];
      const form = isFifo ? /^[a-zA-Z0-9_-]+\.fifo$/ : /^[a-zA-Z0-9_-]+$/;
      return form.test(name) && name.length <= most ? undefined : `invalid ${kind} name: ${name}`;
    },
  },
  {
    name: "display-name",
    // "The display name must be maximum 100 characters long, including hyphens (-), underscores (_), spaces, and tabs."
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html",
    types: ["aws_sns_topic"],
    apply: ({ planned }) =>
      (knownText(planned.display_name) ?? "").length > 100
        ? "InvalidParameter: Invalid parameter: DisplayName Reason: it must have at most 100 characters"
        : undefined,
  },
  {
    name: "redrive-policy",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    types: ["aws_sqs_queue"],
    apply: queueProblem,
  },
  {
    name: "redrive-allow-policy",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
    types: ["aws_sqs_queue", "aws_sqs_queue_redrive_allow_policy"],
    apply({ planned }) {
      const policy = documentOf(planned.redrive_allow_policy);
      if (!isObject(policy)) return undefined;
      const { redrivePermission: permission, sourceQueueArns: sources } = policy;
      const isWrong =
        !["allowAll", "denyAll", "byQueue"].includes(String(permission)) ||
        (permission === "byQueue") !== (Array.isArray(sources) && sources.length > 0 && sources.length <= 10);
      return isWrong
        ? `InvalidParameterValue: Value ${String(planned.redrive_allow_policy)} for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the redrive allow policy, as it's in an unsupported format.`
        : undefined;
    },
  },
  {
    name: "deduplication",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
    types: ["aws_sqs_queue"],
    plan: (planned) =>
      planned.content_based_deduplication === true && planned.fifo_queue !== true
        ? "content-based deduplication can only be set for FIFO queue"
        : undefined,
  },
  {
    name: "topic-deduplication",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sns/topic.go",
    types: ["aws_sns_topic"],
    plan: (planned) =>
      planned.content_based_deduplication === true && planned.fifo_topic !== true
        ? "content-based deduplication can only be set for FIFO topics"
        : undefined,
  },
  {
    name: "waiting",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
    types: ["aws_sqs_queue"],
    apply({ planned }) {
      const seconds = numberOf(planned.receive_wait_time_seconds) ?? 0;
      return seconds >= 0 && seconds <= 20
        ? undefined
        : `InvalidAttributeValue: Value ${seconds} for parameter ReceiveMessageWaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`;
    },
  },
  {
    name: "fifo-throughput",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
    types: ["aws_sqs_queue"],
    apply: ({ planned }) =>
      planned.fifo_throughput_limit === "perMessageGroupId" && planned.deduplication_scope !== "messageGroup"
        ? "InvalidAttributeValue: perMessageGroupId is allowed only where DeduplicationScope is messageGroup"
        : undefined,
  },
  {
    name: "subscription",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html",
    types: ["aws_sns_topic_subscription"],
    apply({ planned, account, others }) {
      const topic = String(planned.topic_arn);
      if (topic.split(":")[4] === account && !others("aws_sns_topic").some(({ arn }) => arn === topic))
        return "NotFound: Topic does not exist";
      const [form, message] = ENDPOINTS[String(planned.protocol)] ?? [];
      const endpoint = knownText(planned.endpoint) ?? "";
      if (form?.test(endpoint) === false) return `InvalidParameter: Invalid parameter: ${message}`;
      if (planned.protocol === "firehose" && isMissing(planned.subscription_role_arn))
        return "InvalidParameter: Invalid parameter: SubscriptionRoleArn Reason: it is required for the protocol firehose";
      // "You can subscribe only Amazon SQS queues": https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
      if (topic.endsWith(".fifo") && knownText(planned.protocol) !== undefined && planned.protocol !== "sqs")
        return `InvalidParameter: Invalid parameter: Invalid protocol type: ${String(planned.protocol)}`;
      if (planned.raw_message_delivery === true && !RAW.includes(String(planned.protocol)))
        return `InvalidParameter: Invalid parameter: Attributes Reason: Delivery protocol [${String(planned.protocol)}] does not support raw message delivery.`;
      const letters = knownText(blockOf([documentOf(planned.redrive_policy) ?? null]).deadLetterTargetArn);
      if (letters !== undefined && letters.split(":")[2] !== "sqs")
        return "InvalidParameter: Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn";
      const filter = filterProblem(planned);
      if (filter !== undefined) return `InvalidParameter: Invalid parameter: FilterPolicy: ${filter}`;
      return planned.protocol === "sqs" && lastPart(endpoint).endsWith(".fifo") && !topic.endsWith(".fifo")
        ? "InvalidParameter: Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics"
        : undefined;
    },
  },
];
