import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, numberOf, textsOf } from "../rule.ts";

const ACTIONS = ["alarm_actions", "ok_actions", "insufficient_data_actions"];

/** What an alarm can do: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const ACTION_SERVICES = /^(automate|sns|swf|autoscaling|lambda|ssm|ssm-incidents|aiops|application-autoscaling)$/;

function actionProblem(planned: ObjectValue, region: string): string | undefined {
  for (const arn of ACTIONS.flatMap((name) => textsOf(planned[name]))) {
    const [prefix, , service = "", at = ""] = arn.split(":");
    if (prefix !== "arn") continue;
    if (!ACTION_SERVICES.test(service)) return `Unsupported service ${service} specified in action ${arn}`;
    if (at !== region) return `Invalid region ${at} specified. Only ${region} is supported.`;
    if (service === "sns" && arn.endsWith(".fifo")) return `Invalid action ${arn}: FIFO topics are not supported`;
  }
  return undefined;
}

/** Namespaces of AWS, whose metrics come once a minute at most. */
const isReserved = (namespace: unknown) => /^AWS\//.test(String(namespace));

export const ALARM_ACTION_RULES: readonly AwsRule[] = [
  {
    name: "alarm-actions",
    // Message: https://github.com/cds-snc/notification-terraform/pull/128
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    types: ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"],
    apply({ planned, region }) {
      const problem = actionProblem(planned, region);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "alarm-dimensions",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html",
    types: ["aws_cloudwatch_metric_alarm"],
    apply({ planned }) {
      const dimensions = [planned, ...blocksOf(planned.metric_query).map(({ metric }) => blockOf(metric))]
        .map((each) => each.dimensions)
        .flatMap((each) => Object.entries((each ?? {}) as ObjectValue));
      const wrong = dimensions.find(
        ([name, value]) => name.startsWith(":") || value === "" || name.length > 255 || String(value).length > 1024,
      );
      return wrong === undefined
        ? undefined
        : `ValidationError: 1 validation error detected: the dimension ${wrong[0]} needs a name of at most 255 characters that does not begin with a colon, and a value of 1 to 1,024 characters`;
    },
  },
  {
    name: "alarm-high-resolution",
    // "If you specify 10, 20, or 30 … If you use a high-resolution period, the metric must not be of AWS"
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    types: ["aws_cloudwatch_metric_alarm"],
    apply({ planned }) {
      const queries = blocksOf(planned.metric_query);
      const metrics = [planned, ...queries.map(({ metric }) => blockOf(metric))];
      const fast = metrics.find(
        ({ period, namespace }) =>
          isReserved(namespace) && (numberOf(period) ?? 60) > 0 && (numberOf(period) ?? 60) < 60,
      );
      return fast === undefined
        ? undefined
        : `ValidationError: Period must not be ${String(fast.period)}: periods of less than 60 seconds are for custom metrics`;
    },
  },
];
