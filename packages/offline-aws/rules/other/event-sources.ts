import { type AwsRule, knownText, numberOf } from "../rule.ts";

export const EVENT_SOURCE_RULES: readonly AwsRule[] = [
  {
    name: "event-source-batch",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    types: ["aws_lambda_event_source_mapping"],
    apply({ planned, others }) {
      const source = knownText(planned.event_source_arn);
      const queue = others("aws_sqs_queue").find(({ arn }) => arn === source);
      const timeout = others("aws_lambda_function").find(({ arn, function_name }) =>
        [arn, function_name].includes(planned.function_name as string),
      )?.timeout;
      const size = numberOf(planned.batch_size) ?? 0;
      const isQueue = source?.split(":")[2] === "sqs";
      if (isQueue && size > 10 && source?.endsWith(".fifo"))
        return "InvalidParameterValueException: Batch size for FIFO SQS queues must be 10 or less";
      if (isQueue && size > 10 && (numberOf(planned.maximum_batching_window_in_seconds) ?? 0) === 0)
        return "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10";
      if (isQueue && knownText(planned.starting_position) !== undefined)
        return "InvalidParameterValueException: StartingPosition is not valid for event sources of SQS.";
      if (/:dynamodb:.*:table\/[^/]+$/.test(source ?? ""))
        return "InvalidParameterValueException: Unrecognized event source, must be kinesis, dynamodb stream or sqs.";
      const [visible, needed] = [numberOf(queue?.visibility_timeout_seconds), numberOf(timeout)];
      return visible !== undefined && needed !== undefined && visible < needed
        ? `InvalidParameterValueException: Queue visibility timeout: ${visible} seconds is less than Function timeout: ${needed} seconds`
        : undefined;
    },
  },
  {
    name: "record-age",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    types: ["aws_lambda_event_source_mapping"],
    validate({ maximum_record_age_in_seconds: age = null }) {
      const value = numberOf(age);
      return value === undefined || value === -1 || (value >= 60 && value <= 604_800)
        ? undefined
        : `expected maximum_record_age_in_seconds to be in the range (60 - 604800), got ${value}`;
    },
  },
  {
    name: "start-of-stream",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    types: ["aws_lambda_event_source_mapping"],
    apply: ({ planned, prior }) =>
      prior === null &&
      /:(kinesis|dynamodb):/.test(knownText(planned.event_source_arn) ?? "") &&
      knownText(planned.starting_position) === undefined
        ? "InvalidParameterValueException: StartingPosition must be specified for a stream."
        : undefined,
  },
];
