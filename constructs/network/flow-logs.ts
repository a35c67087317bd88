import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { arnOf, bucketArn, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly bucketName: string;
  readonly retentionDays: number;
  readonly place: Place;
}

/** Records of all traffic of a VPC, in a bucket: unlike a log group it needs no role and costs little. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.bucketName,
      expireDays: props.retentionDays,
      statements: logDeliveryStatements(props),
      place: props.place,
    });
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: bucket.arn,
      maxAggregationInterval: 600,
      dependsOn: [bucket.policy],
    });
  }
}

/** Lets log delivery write for this account only (Amazon VPC user guide, flow logs to S3). */
function logDeliveryStatements({ bucketName, place }: FlowLogsProps): Statement[] {
  const bucket = bucketArn(place, bucketName);
  const principals = { Service: ["delivery.logs.amazonaws.com"] };
  const onBehalf = {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "logs", "*") },
  };
  return [
    {
      sid: "WriteLogs",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucket}/AWSLogs/${place.account}/*`],
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
