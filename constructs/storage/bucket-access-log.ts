import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { PrivateBucket } from "./private-bucket.ts";

export interface BucketAccessLogProps {
  /** Bucket whose requests are logged. */
  readonly loggedBucketName: string;
  /** Bucket that gets the log. */
  readonly bucketName: string;
  /** Days after which entries are deleted. */
  readonly days: number;
  readonly awsScope: AwsScope;
}

/** Logs the requests to a bucket in another one, which keys of S3 encrypt, as log delivery takes no others. */
export class BucketAccessLog extends Construct {
  constructor(scope: Construct, id: string, props: BucketAccessLogProps) {
    super(scope, id);
    const { loggedBucketName, bucketName, days, awsScope } = props;
    const bucket = new PrivateBucket(this, "bucket", {
      name: bucketName,
      expireDays: days,
      statements: [deliveryStatement(props)],
      awsScope,
    });
    new S3BucketLoggingA(this, "logging", {
      bucket: loggedBucketName,
      targetBucket: bucket.name,
      targetPrefix: "",
      dependsOn: [bucket.policy],
    });
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
const deliveryStatement = ({ loggedBucketName, bucketName, awsScope }: BucketAccessLogProps): Statement => ({
  sid: "WriteLogs",
  principals: { Service: ["logging.s3.amazonaws.com"] },
  actions: ["s3:PutObject"],
  resources: [`${bucketArn(awsScope, bucketName)}/*`],
  conditions: {
    ArnLike: { "aws:SourceArn": bucketArn(awsScope, loggedBucketName) },
    StringEquals: { "aws:SourceAccount": awsScope.account },
  },
});
