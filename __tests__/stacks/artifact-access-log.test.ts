import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { stackOf } from "../../tools/rollout/reference.ts";
import { synthesized } from "../support/synthesized.ts";
import { Template } from "../support/template.ts";

const cicd = (environment: "demo" | "prod") =>
  Template.parse(JSON.stringify(stackOf(synthesized(environment), "cicd")));
const prod = cicd("prod");
const LOG = "ecs-prod-artifact-logs-123456789012-us-east-1";

test("requests to the artifacts of prod are logged in another bucket", () => {
  const { bucket, target_bucket: target } = prod.one(S3BucketLoggingA);
  expect([bucket, target]).toEqual([
    expect.stringContaining("aws_s3_bucket.artifacts_bucket_"),
    expect.stringContaining("aws_s3_bucket.artifacts_access-log_bucket_"),
  ]);
});

test("only log delivery writes there, for this bucket and account", () => {
  const policies = prod.all(S3BucketPolicy).map(({ policy }) => JSON.parse(String(policy)));
  const statements = policies.flatMap(({ Statement }) => Statement);
  expect(statements.filter(({ Sid }) => Sid === "WriteLogs")).toEqual([
    expect.objectContaining({
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${LOG}/*`,
      Condition: {
        ArnLike: {
          "aws:SourceArn": expect.stringMatching(/^arn:aws:s3:::\$\{aws_s3_bucket\.artifacts_bucket_\w+\.bucket\}$/),
        },
        StringEquals: { "aws:SourceAccount": "123456789012" },
      },
    }),
  ]);
});

test("they are not logged by default", () => {
  expect(cicd("demo").all(S3BucketLoggingA)).toEqual([]);
});
