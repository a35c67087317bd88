import type { ObjectValue, Value } from "../../protocol/values.ts";
import { isPublic, statementsOf } from "../iam/policies.ts";
import {
  type AskedChange,
  type AwsRule,
  blockOf,
  blocksOf,
  documentOf,
  isMissing,
  knownText,
  textsOf,
} from "../rule.ts";

const settingOf = (value: Value | undefined) => (typeof value === "boolean" ? value : undefined);

/** Whether S3 blocks public policies of a bucket, which it does unless it is configured not to. */
const blocksPublicPolicy = ({ planned, others, existed }: AskedChange): boolean => {
  const own = others("aws_s3_bucket_public_access_block").find(({ bucket }) => bucket === planned.bucket);
  const [account] = others("aws_s3_account_public_access_block");
  const bucket = others("aws_s3_bucket").find(({ id }) => id === planned.bucket);
  const unlisted = bucket === undefined || !existed(bucket);
  return settingOf(account?.block_public_policy) === true || settingOf(own?.block_public_policy ?? unlisted) === true;
};

/** Whether a bucket keeps the versions of its objects; a bucket with Object Lock always does. */
const isVersioned = ({ others, existed }: AskedChange, bucket: Value | undefined): boolean | undefined => {
  const known = others("aws_s3_bucket").find(({ id, arn }) => id === bucket || arn === bucket);
  if (known === undefined) return undefined;
  const versioning = others("aws_s3_bucket_versioning").find((each) => each.bucket === known.id);
  if (versioning === undefined && existed(known)) return undefined;
  return (
    known.object_lock_enabled === true ||
    blockOf(versioning?.versioning_configuration).status === "Enabled" ||
    blockOf(known.versioning).enabled === true
  );
};

export const BUCKET_ACCESS_RULES: readonly AwsRule[] = [
  {
    name: "public-bucket-policy",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    types: ["aws_s3_bucket_policy"],
    apply: (change) =>
      statementsOf(documentOf(change.planned.policy)).some(isPublic) && blocksPublicPolicy(change)
        ? `AccessDenied: User is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${String(change.planned.bucket)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`
        : undefined,
  },
  {
    name: "replicated-versions",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html",
    types: ["aws_s3_bucket_replication_configuration"],
    apply(change) {
      if (isVersioned(change, change.planned.bucket) === false)
        return "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration";
      const destinations = blocksOf(change.planned.rule).map((rule) => blockOf(rule.destination).bucket);
      return destinations.some((bucket) => isVersioned(change, bucket) === false)
        ? "InvalidRequest: Destination bucket must have versioning enabled."
        : undefined;
    },
  },
  {
    name: "object-lock",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html",
    types: ["aws_s3_bucket_object_lock_configuration"],
    apply(change) {
      for (const rule of blocksOf(change.planned.rule)) {
        const { days, years } = blockOf(rule.default_retention);
        const isSet = (value: Value | undefined) => !isMissing(value) && value !== 0;
        if (isSet(days) === isSet(years))
          return "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema";
      }
      return isVersioned(change, change.planned.bucket) === false
        ? "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"
        : undefined;
    },
  },
  {
    name: "notified-destination",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    types: ["aws_s3_bucket_notification"],
    apply: (change) =>
      hasDeafDestination(change)
        ? "InvalidArgument: Unable to validate the following destination configurations"
        : undefined,
  },
  {
    name: "cors-methods",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html",
    types: ["aws_s3_bucket_cors_configuration"],
    apply({ planned }) {
      const methods = blocksOf(planned.cors_rule).flatMap(({ allowed_methods }) => textsOf(allowed_methods));
      const wrong = methods.find((method) => !["GET", "PUT", "HEAD", "POST", "DELETE"].includes(method));
      return wrong === undefined
        ? undefined
        : `InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is ${wrong}`;
    },
  },
  {
    name: "accelerated-name",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html",
    types: ["aws_s3_bucket_accelerate_configuration"],
    apply: ({ planned }) =>
      knownText(planned.bucket)?.includes(".")
        ? "InvalidRequest: S3 Transfer Acceleration is not supported for buckets with periods (.) in their names"
        : undefined,
  },
];

/** Whether a policy may let S3 in; the one that SNS gives every topic lets only the topic's own account in. */
const letsS3In = (policy: Value | undefined): boolean => {
  const text = knownText(policy);
  return text !== undefined && !text.includes("__default_policy_ID") && statementsOf(documentOf(text)).some(mayBeForS3);
};
const mayBeForS3 = ({ Effect, Principal, NotPrincipal }: ObjectValue) =>
  Effect === "Allow" && (NotPrincipal !== undefined || /s3\.amazonaws\.com|"\*"/.test(JSON.stringify(Principal ?? "")));

/** Whether S3 may not send to a queue, topic or function of this cloud; one that was there before may have its policy. */
function hasDeafDestination({ planned, others: all, existed }: AskedChange): boolean {
  const others = (type: string) => all(type).filter((each) => !existed(each));
  const queues = blocksOf(planned.queue).flatMap(({ queue_arn }) =>
    others("aws_sqs_queue").filter(({ arn }) => arn === queue_arn),
  );
  const topics = blocksOf(planned.topic).flatMap(({ topic_arn }) =>
    others("aws_sns_topic").filter(({ arn }) => arn === topic_arn),
  );
  const functions = blocksOf(planned.lambda_function).flatMap(({ lambda_function_arn }) =>
    others("aws_lambda_function").filter(({ arn, function_name }) =>
      [arn, function_name].some((name) => name === lambda_function_arn),
    ),
  );
  const policiesOf = (type: string, key: string, values: Value[]) =>
    others(type)
      .filter((each) => values.includes(each[key] ?? null))
      .map(({ policy }) => policy);
  return (
    queues.some(
      ({ id, policy }) => ![policy, ...policiesOf("aws_sqs_queue_policy", "queue_url", [id ?? null])].some(letsS3In),
    ) ||
    topics.some(
      ({ arn, policy }) => ![policy, ...policiesOf("aws_sns_topic_policy", "arn", [arn ?? null])].some(letsS3In),
    ) ||
    functions.some(
      ({ arn, function_name }) =>
        !others("aws_lambda_permission").some(
          (each) =>
            [arn, function_name].some((name) => name === each.function_name) &&
            ["*", "s3.amazonaws.com"].includes(String(each.principal)),
        ),
    )
  );
}
