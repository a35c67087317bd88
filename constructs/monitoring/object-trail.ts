import { Cloudtrail, type CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import type { DetectionConfig } from "../../config/detection.ts";
import { type AwsScope, arnOf, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface ObjectTrailProps extends NonNullable<DetectionConfig["trail"]> {
  /** 3 to 128 characters, unique in account and region. */
  readonly name: string;
  /** Bucket that it writes to. */
  readonly bucketName: string;
  /** Buckets whose objects' reads and writes are recorded. */
  readonly recordedBucketNames: readonly string[];
  readonly awsScope: AwsScope;
}

/** Records who reads and writes the objects of certain buckets, in another bucket. */
export class ObjectTrail extends Construct {
  constructor(scope: Construct, id: string, props: ObjectTrailProps) {
    super(scope, id);
    const { name, bucketName, retentionDays, managementEvents, recordedBucketNames, awsScope } = props;
    const bucket = new PrivateBucket(this, "bucket", {
      name: bucketName,
      expireDays: retentionDays,
      statements: trailStatements(bucketName, arnOf(awsScope, "cloudtrail", `trail/${name}`), awsScope),
      awsScope,
    });
    new Cloudtrail(this, "trail", {
      name,
      s3BucketName: bucket.name,
      enableLogFileValidation: true,
      // IAM and STS record in us-east-1, which only a trail of all regions receives elsewhere
      // (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events).
      isMultiRegionTrail: managementEvents,
      includeGlobalServiceEvents: managementEvents,
      advancedEventSelector: [
        ...(managementEvents ? [MANAGEMENT] : []),
        ...(recordedBucketNames.length > 0 ? [objectsOf(recordedBucketNames, awsScope)] : []),
      ],
      dependsOn: [bucket.policy],
    });
  }
}

const MANAGEMENT: CloudtrailAdvancedEventSelector = {
  name: "Management events",
  fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html */
const objectsOf = (bucketNames: readonly string[], awsScope: AwsScope): CloudtrailAdvancedEventSelector => ({
  name: "Objects",
  fieldSelector: [
    { field: "eventCategory", equalTo: ["Data"] },
    { field: "resources.type", equalTo: ["AWS::S3::Object"] },
    { field: "resources.ARN", startsWith: bucketNames.map((name) => `${bucketArn(awsScope, name)}/`) },
  ],
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function trailStatements(bucketName: string, trailArn: string, awsScope: AwsScope): Statement[] {
  const bucket = bucketArn(awsScope, bucketName);
  const principals = { Service: ["cloudtrail.amazonaws.com"] };
  return [
    {
      sid: "CheckBucket",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [bucket],
      conditions: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      sid: "WriteEvents",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucket}/AWSLogs/${awsScope.account}/*`],
      conditions: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
