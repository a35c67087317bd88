import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { FlowLogs } from "../../../constructs/network/flow-logs.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new FlowLogs(scope, "flow-logs", { vpcId: "vpc-1", bucketName: "shop-flow-logs", retentionDays: 30, awsScope }),
);

test("all traffic is recorded, in the bucket", () => {
  expect(template.one(FlowLog)).toMatchObject({ vpc_id: "vpc-1", traffic_type: "ALL", log_destination_type: "s3" });
});

test("delivery begins when the bucket lets it in", () => {
  expect(template.one(FlowLog).depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
});

test("log delivery may write for this account only", () => {
  const { WriteLogs } = statements(template.one(S3BucketPolicy).policy);
  expect(WriteLogs).toMatchObject({
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Resource: "arn:aws:s3:::shop-flow-logs/AWSLogs/111122223333/*",
    Condition: {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*" },
    },
  });
});
