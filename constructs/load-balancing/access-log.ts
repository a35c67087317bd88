import { Construct } from "constructs";
import { type AwsScope, arnOf, bucketArn } from "../iam/arn.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface AccessLogProps {
  readonly bucketName: string;
  /** Days after which entries are deleted. */
  readonly days: number;
  /** First part of the keys of other logs in the same bucket. @default only access logs are written to it */
  readonly prefixes?: readonly string[];
  readonly awsScope: AwsScope;
}

/** Where a load balancer writes down every request. Elastic Load Balancing writes only with keys of S3 itself. */
export class AccessLog extends Construct {
  readonly bucketName: string;
  /** What the load balancer has to wait for. */
  readonly policy: PrivateBucket["policy"];

  constructor(scope: Construct, id: string, { bucketName, days, prefixes = [], awsScope }: AccessLogProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "bucket", {
      name: bucketName,
      expireDays: days,
      statements: [
        {
          sid: "WriteLogs",
          principals: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
          actions: ["s3:PutObject"],
          resources: ["", ...prefixes.map((prefix) => `${prefix}/`)].map(
            (prefix) => `${bucketArn(awsScope, bucketName)}/${prefix}AWSLogs/${awsScope.account}/*`,
          ),
          conditions: { ArnLike: { "aws:SourceArn": arnOf(awsScope, "elasticloadbalancing", "loadbalancer/*") } },
        },
      ],
      awsScope,
    });
    this.bucketName = bucket.name;
    this.policy = bucket.policy;
  }
}
