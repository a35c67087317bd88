import { Construct } from "constructs";
import { arnOf, bucketArn, type Place } from "../iam/arn.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface AccessLogProps {
  readonly bucketName: string;
  /** Days after which entries are deleted. */
  readonly days: number;
  readonly place: Place;
}

/** Where a load balancer writes down every request. Elastic Load Balancing writes only with keys of S3 itself. */
export class AccessLog extends Construct {
  readonly bucketName: string;
  /** What the load balancer has to wait for. */
  readonly policy: PrivateBucket["policy"];

  constructor(scope: Construct, id: string, { bucketName, days, place }: AccessLogProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "bucket", {
      name: bucketName,
      expireDays: days,
      statements: [
        {
          sid: "WriteLogs",
          principals: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
          actions: ["s3:PutObject"],
          resources: [`${bucketArn(place, bucketName)}/AWSLogs/${place.account}/*`],
          conditions: { ArnLike: { "aws:SourceArn": arnOf(place, "elasticloadbalancing", "loadbalancer/*") } },
        },
      ],
      place,
    });
    this.bucketName = bucket.name;
    this.policy = bucket.policy;
  }
}
