import { isUnknown, type ObjectValue, type Value } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, numberOf } from "../rule.ts";

/** Most MB and seconds that a destination collects, by the block of it. */
const BUFFERS: Readonly<Record<string, readonly [size: number, seconds: number]>> = {
  elasticsearch_configuration: [100, 900],
  extended_s3_configuration: [128, 900],
  http_endpoint_configuration: [64, 900],
  opensearch_configuration: [100, 900],
  opensearchserverless_configuration: [100, 900],
  s3_configuration: [128, 900],
  snowflake_configuration: [128, 900],
  splunk_configuration: [5, 60],
};

function bufferProblem(planned: ObjectValue): string | undefined {
  for (const [name, [size, seconds]] of Object.entries(BUFFERS))
    for (const block of blocksOf(planned[name])) {
      const most = [
        ["buffering_size", "sizeInMBs", size],
        ["buffering_interval", "intervalInSeconds", seconds],
      ] as const;
      const wrong = most.find(([argument, , limit]) => (numberOf(block[argument]) ?? 0) > limit);
      if (wrong !== undefined)
        return `ValidationException: 1 validation error detected: Value '${String(block[wrong[0]])}' at 'bufferingHints.${wrong[1]}' failed to satisfy constraint: Member must have value less than or equal to ${wrong[2]}`;
    }
  return undefined;
}

const isKnown = (value: Value | undefined) => value !== undefined && !isUnknown(value);

export const STREAM_RULES: readonly AwsRule[] = [
  {
    name: "delivery-buffers",
    source: "https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html",
    types: ["aws_kinesis_firehose_delivery_stream"],
    apply: ({ planned }) => bufferProblem(planned),
  },
  {
    name: "stream-shards",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kinesis/stream.go",
    types: ["aws_kinesis_stream"],
    plan(_, __, config) {
      const mode = blockOf(config.stream_mode_details).stream_mode ?? "PROVISIONED";
      if (!isKnown(config.shard_count) || !isKnown(mode)) return undefined;
      const shards = numberOf(config.shard_count) ?? 0;
      if (mode === "ON_DEMAND" && shards > 0) return "shard_count must not be set when stream_mode is ON_DEMAND";
      return mode === "PROVISIONED" && shards < 1
        ? "shard_count must be at least 1 when stream_mode is PROVISIONED"
        : undefined;
    },
  },
];
