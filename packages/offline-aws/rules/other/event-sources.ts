import type { Value } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, documentOf, knownText, numberOf } from "../rule.ts";
import { patternProblem } from "./event-patterns.ts";

/** Arguments for streams, which a queue has nothing of. */
const OF_STREAMS = [
  "bisect_batch_on_function_error",
  "parallelization_factor",
  "starting_position_timestamp",
  "tumbling_window_in_seconds",
];

/** Zero, false and the defaults of streams are as good as not set; what is not known yet is AWS's to decide. */
const isSet = (value: Value | undefined) =>
  value === true || (numberOf(value) ?? 0) > 1 || (knownText(value) !== undefined && numberOf(value) === undefined);

export const EVENT_SOURCE_RULES: readonly AwsRule[] = [
  {
    name: "kind-of-event-source",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    types: ["aws_lambda_event_source_mapping"],
    apply({ planned, region }) {
      const source = knownText(planned.event_source_arn) ?? "";
      const [, , service, at] = source.split(":");
      const invalid = (message: string) => `InvalidParameterValueException: ${message}`;
      if (["sns", "s3", "events", "logs", "lambda"].includes(service ?? ""))
        return invalid("Unrecognized event source, must be kinesis, dynamodb stream or sqs.");
      if (at !== undefined && at !== "" && at !== region)
        return invalid(`The event source must be in the region of the function: ${source}`);
      const stray = service === "sqs" ? OF_STREAMS.find((name) => isSet(planned[name])) : undefined;
      if (stray !== undefined) return invalid(`Unsupported ${stray} parameter for given event source mapping type.`);
      if (source.endsWith(".fifo") && (numberOf(planned.maximum_batching_window_in_seconds) ?? 0) > 0)
        return invalid("Batching window is not supported for FIFO queues.");
      const timestamped = knownText(planned.starting_position_timestamp) !== undefined;
      if (
        knownText(planned.starting_position) !== undefined &&
        timestamped !== (planned.starting_position === "AT_TIMESTAMP")
      )
        return invalid(
          "StartingPositionTimestamp is required for the starting position AT_TIMESTAMP, and for no other.",
        );
      return service === "dynamodb" && planned.starting_position === "AT_TIMESTAMP"
        ? invalid("Unsupported starting position AT_TIMESTAMP for event sources of DynamoDB.")
        : undefined;
    },
  },
  {
    name: "filter-of-event-source",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    types: ["aws_lambda_event_source_mapping"],
    apply({ planned }) {
      const patterns = blocksOf(blockOf(planned.filter_criteria).filter).flatMap(
        (each) => knownText(each.pattern) ?? [],
      );
      return patterns.some((pattern) => patternProblem(documentOf(pattern)) !== undefined)
        ? "InvalidParameterValueException: Invalid filter pattern definition. (Service: AWSLambda)"
        : undefined;
    },
  },
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
