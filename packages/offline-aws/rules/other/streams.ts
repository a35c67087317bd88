import { isUnknown, type Value } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import { statementsOf } from "../iam/policies.ts";
import { type AwsRule, blockOf, documentOf, numberOf } from "../rule.ts";

/** Destinations of a delivery stream, each a block with the role that Firehose assumes. */
const DESTINATIONS = [
  "elasticsearch_configuration",
  "extended_s3_configuration",
  "http_endpoint_configuration",
  "iceberg_configuration",
  "kinesis_source_configuration",
  "opensearch_configuration",
  "opensearchserverless_configuration",
  "redshift_configuration",
  "snowflake_configuration",
];

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
  {
    name: "delivery-role",
    source: "https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html",
    types: ["aws_kinesis_firehose_delivery_stream"],
    apply({ planned, account, others }) {
      const roles = DESTINATIONS.flatMap((block) => textsAt(planned, `${block}.role_arn`));
      const trusts = (arn: string) =>
        statementsOf(documentOf(others("aws_iam_role").find((role) => role.arn === arn)?.assume_role_policy)).some(
          ({ Principal }) => /firehose\.amazonaws\.com|^"\*"$/.test(JSON.stringify(Principal ?? "")),
        );
      const wrong = roles.find((arn) => arn.split(":")[4] === account && !trusts(arn));
      return wrong === undefined
        ? undefined
        : `InvalidArgumentException: Firehose is unable to assume role ${wrong}. Please check the role provided.`;
    },
  },
];
