import type { ObjectValue } from "../../protocol/values.ts";
import { statementsOf } from "../iam/policies.ts";
import { type AwsRule, blocksOf, documentOf, isMissing, knownText, textsOf } from "../rule.ts";

const listed = (value: unknown): string[] => [value].flat().map(String);

/** Whether a bucket policy lets CloudTrail write. */
const letsWrite = (policy: ObjectValue): boolean =>
  statementsOf(documentOf(policy.policy)).some(
    ({ Effect, Principal, Action }) =>
      Effect === "Allow" &&
      JSON.stringify(Principal).includes("cloudtrail.amazonaws.com") &&
      listed(Action).some((action) => ["s3:PutObject", "s3:*", "*"].includes(action)),
  );

function selectorProblem(selector: ObjectValue): string | undefined {
  const fields = blocksOf(selector.field_selector);
  const valuesOf = (name: string) => textsOf(fields.find(({ field }) => field === name)?.equals);
  const [category] = valuesOf("eventCategory");
  if (category === undefined) return "EventCategory is a required field for advanced event selectors";
  return category === "Data" && valuesOf("resources.type").length !== 1
    ? "resources.type is a required field for data events"
    : undefined;
}

export const TRAIL_RULES: readonly AwsRule[] = [
  {
    name: "trail-logs",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
    types: ["aws_cloudtrail"],
    apply({ planned }) {
      const [group, role] = [planned.cloud_watch_logs_group_arn, planned.cloud_watch_logs_role_arn].map(isMissing);
      if (!group && role)
        return "InvalidCloudWatchLogsRoleArnException: The role for the log group must be specified with it.";
      if (group && !role)
        return "InvalidCloudWatchLogsLogGroupArnException: The log group for the role must be specified with it.";
      const arn = knownText(planned.cloud_watch_logs_group_arn);
      return arn === undefined || /:log-group:[^:]+:\*$/.test(arn)
        ? undefined
        : `InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN: ${arn}`;
    },
  },
  {
    name: "trail-name",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
    types: ["aws_cloudtrail"],
    apply({ planned }) {
      const name = knownText(planned.name) ?? "";
      return /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(name) && !/^\d+\.\d+\.\d+\.\d+$/.test(name)
        ? undefined
        : `InvalidTrailNameException: Trail name ${name} is not valid.`;
    },
  },
  {
    name: "trail-bucket",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    types: ["aws_cloudtrail"],
    apply({ planned, others, existed }) {
      const bucket = knownText(planned.s3_bucket_name);
      const found = others("aws_s3_bucket").find((each) => each.bucket === bucket);
      if (found === undefined || existed(found)) return undefined;
      return others("aws_s3_bucket_policy").some((each) => each.bucket === bucket && letsWrite(each))
        ? undefined
        : `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucket}`;
    },
  },
  {
    name: "trail-selectors",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html",
    types: ["aws_cloudtrail"],
    apply({ planned }) {
      const problem = blocksOf(planned.advanced_event_selector)
        .map(selectorProblem)
        .find((each) => each !== undefined);
      return problem === undefined ? undefined : `InvalidEventSelectorsException: ${problem}`;
    },
  },
];
