import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { AccessLog } from "../../../constructs/load-balancing/access-log.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const template = Template.of((scope) => new AccessLog(scope, "log", { bucketName: "shop-access", days: 14, awsScope }));

test("entries are kept for some days", () => {
  expect(template.one(S3Bucket).bucket).toBe("shop-access");
  expect(template.one(S3BucketLifecycleConfiguration).rule).toMatchObject([{ expiration: [{ days: 14 }] }]);
});

test("only load balancers of the account and region write there", () => {
  const policy = statements(template.one(S3BucketPolicy).policy);
  expect(Object.keys(policy)).toEqual(["OnlyOverTls", "WriteLogs"]);
  expect(policy.WriteLogs).toEqual({
    Sid: "WriteLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::shop-access/AWSLogs/111122223333/*",
    Condition: {
      ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/*" },
    },
  });
});

test("S3's own keys encrypt it, because load balancers write with no others", () => {
  expect(template.one(S3BucketServerSideEncryptionConfigurationA).rule).toMatchObject([
    { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
  ]);
});
