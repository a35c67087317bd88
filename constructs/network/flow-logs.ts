import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import type { AwsScope } from "../iam/arn.ts";
import { logDeliveryStatements } from "../storage/log-delivery-statements.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly bucketName: string;
  readonly retentionDays: number;
  readonly awsScope: AwsScope;
}

/** Records of all traffic of a VPC, in a bucket: unlike a log group it needs no role and costs little. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.bucketName,
      expireDays: props.retentionDays,
      statements: logDeliveryStatements(props.bucketName, props.awsScope),
      awsScope: props.awsScope,
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
