import { type AwsScope, arnOf, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/**
 * Lets log delivery write to a bucket, for this account only (Amazon VPC user guide, flow logs to S3; Elastic Load Balancing
 * user guide, access logs for your Network Load Balancer).
 */
export function logDeliveryStatements(bucketName: string, awsScope: AwsScope): Statement[] {
  const bucket = bucketArn(awsScope, bucketName);
  const principals = { Service: ["delivery.logs.amazonaws.com"] };
  const onBehalf = {
    StringEquals: { "aws:SourceAccount": awsScope.account },
    ArnLike: { "aws:SourceArn": arnOf(awsScope, "logs", "*") },
  };
  return [
    {
      sid: "WriteLogs",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucket}/AWSLogs/${awsScope.account}/*`],
      conditions: {
        ...onBehalf,
        StringEquals: { ...onBehalf.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
    {
      sid: "CheckBucket",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [bucket],
      conditions: onBehalf,
    },
  ];
}
