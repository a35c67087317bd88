import { type AskedChange, type AwsRule, knownText } from "../rule.ts";

/** Whether CloudWatch Logs may not invoke a function of this cloud. */
function isDeaf({ planned, others, existed }: AskedChange): boolean {
  const destination = planned.destination_arn;
  const found = others("aws_lambda_function").find(({ arn }) => arn === destination);
  if (found === undefined || existed(found)) return false;
  return !others("aws_lambda_permission").some(
    ({ function_name, principal }) =>
      [found.arn, found.function_name].includes(function_name as string) && /^(\*|logs\..*)$/.test(String(principal)),
  );
}

export const LOG_DESTINATION_RULES: readonly AwsRule[] = [
  {
    name: "subscribed-destination",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html",
    types: ["aws_cloudwatch_log_subscription_filter"],
    apply(change) {
      const { planned } = change;
      const service = knownText(planned.destination_arn)?.split(":")[2] ?? "";
      if (["kinesis", "firehose"].includes(service) && knownText(planned.role_arn) === undefined)
        return `InvalidParameterException: destinationArn for vendor ${service} cannot be used without roleArn`;
      return isDeaf(change)
        ? "InvalidParameterException: Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function."
        : undefined;
    },
  },
];
