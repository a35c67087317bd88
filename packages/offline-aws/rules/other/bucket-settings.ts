import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, repeated, textsOf } from "../rule.ts";

/** Days after which objects move to a tier of Intelligent-Tiering, at the earliest. */
const TIERS: Readonly<Record<string, number>> = { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 };
const MAX_TIER_DAYS = 730;

const wildcards = (text: string) => text.split("*").length - 1;

function corsProblem(rule: ObjectValue): string | undefined {
  const origin = textsOf(rule.allowed_origins).find((each) => wildcards(each) > 1);
  if (origin !== undefined) return `AllowedOrigin "${origin}" can not have more than one wildcard.`;
  const header = textsOf(rule.allowed_headers).find((each) => wildcards(each) > 1);
  if (header !== undefined) return `AllowedHeader "${header}" can not have more than one wildcard.`;
  const exposed = textsOf(rule.expose_headers).find((each) => wildcards(each) > 0);
  return exposed === undefined
    ? undefined
    : `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`;
}

function replicationProblem(planned: ObjectValue): string | undefined {
  const rules = blocksOf(planned.rule);
  if (rules.some(({ destination }) => lastName(blockOf(destination).bucket) === lastName(planned.bucket)))
    return "Destination bucket cannot be the same as the source bucket.";
  if (repeated(rules.flatMap(({ id }) => knownText(id) ?? [])) !== undefined)
    return "Rule Id must be unique. Found same Id for more than one rule.";
  const filtered = rules.filter(({ filter }) => !isMissing(filter));
  if (rules.length > 1 && repeated(filtered.map(({ priority }) => numberOf(priority) ?? 0)) !== undefined)
    return "Found duplicate priorities: Priority must be unique for every rule.";
  return filtered.some((rule) => isMissing(rule.delete_marker_replication))
    ? "DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information."
    : undefined;
}

const lastName = (value: unknown) => String(value).split(":::").pop();

export const BUCKET_SETTING_RULES: readonly AwsRule[] = [
  {
    name: "tiers-of-objects",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html",
    types: ["aws_s3_bucket_intelligent_tiering_configuration"],
    apply({ planned }) {
      const wrong = blocksOf(planned.tiering).find(({ access_tier, days }) => {
        const [least, asked] = [TIERS[String(access_tier)], numberOf(days)];
        return least !== undefined && asked !== undefined && (asked < least || asked > MAX_TIER_DAYS);
      });
      return wrong === undefined
        ? undefined
        : `InvalidArgument: 'Days' for ${String(wrong.access_tier)} must be between ${TIERS[String(wrong.access_tier)]} and ${MAX_TIER_DAYS}`;
    },
  },
  {
    name: "cors-wildcards",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html",
    types: ["aws_s3_bucket_cors_configuration"],
    apply({ planned }) {
      const problem = blocksOf(planned.cors_rule)
        .map(corsProblem)
        .find((each) => each !== undefined);
      return problem === undefined ? undefined : `InvalidRequest: ${problem}`;
    },
  },
  {
    name: "replication-rules",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html",
    types: ["aws_s3_bucket_replication_configuration"],
    apply({ planned }) {
      const problem = replicationProblem(planned);
      return problem === undefined ? undefined : `InvalidRequest: ${problem}`;
    },
  },
];
