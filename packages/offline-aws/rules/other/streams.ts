import { isUnknown, type Value } from "../../protocol/values.ts";
import { type AwsRule, blockOf, numberOf } from "../rule.ts";

const isKnown = (value: Value | undefined) => value !== undefined && !isUnknown(value);

export const STREAM_RULES: readonly AwsRule[] = [
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
