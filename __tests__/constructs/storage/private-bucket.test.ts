import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { PrivateBucket, type PrivateBucketProps } from "../../../constructs/storage/private-bucket.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const bucket = (props: Partial<PrivateBucketProps> = {}) =>
  Template.of((scope) => new PrivateBucket(scope, "bucket", { name: "shop", expireDays: 90, awsScope, ...props }));

const plain = bucket();

test("nothing in it can become public", () => {
  expect(plain.one(S3BucketPublicAccessBlock)).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(plain.one(S3BucketOwnershipControls).rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
});

test("it refuses requests without TLS", () => {
  expect(statements(plain.one(S3BucketPolicy).policy).OnlyOverTls).toEqual({
    Sid: "OnlyOverTls",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::shop", "arn:aws:s3:::shop/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

test.each([
  [undefined, { sse_algorithm: "AES256" }],
  [
    "arn:aws:kms:eu-west-1:111122223333:key/1",
    { sse_algorithm: "aws:kms", kms_master_key_id: "arn:aws:kms:eu-west-1:111122223333:key/1" },
  ],
])("with key %s objects are encrypted by %j", (kmsKeyArn, expected) => {
  const [rule] = bucket({ kmsKeyArn }).one(S3BucketServerSideEncryptionConfigurationA).rule as Record<
    string,
    unknown
  >[];
  expect(rule?.apply_server_side_encryption_by_default).toEqual(expected);
});

test("versions are kept until they expire", () => {
  expect(plain.one(S3BucketVersioningA).versioning_configuration).toEqual({ status: "Enabled" });
  expect(plain.one(S3BucketLifecycleConfiguration).rule).toEqual([
    expect.objectContaining({ expiration: [{ days: 90 }], noncurrent_version_expiration: [{ noncurrent_days: 90 }] }),
  ]);
});

test("only what begins with a prefix expires, where there are any", () => {
  const filters = ({ rule }: Record<string, unknown>) => (rule as { filter: unknown }[]).map(({ filter }) => filter);
  expect(filters(plain.one(S3BucketLifecycleConfiguration))).toEqual([[{ prefix: "" }]]);
  const [a, b] = filters(bucket({ expirePrefixes: ["a/", "b/"] }).one(S3BucketLifecycleConfiguration));
  expect([a, b]).toEqual([[{ prefix: "a/" }], [{ prefix: "b/" }]]);
});

test.each([
  S3BucketPublicAccessBlock,
  S3BucketOwnershipControls,
  S3BucketServerSideEncryptionConfigurationA,
  S3BucketVersioningA,
  S3BucketLifecycleConfiguration,
  S3BucketPolicy,
])("$tfResourceType is that of the bucket", (type) => {
  expect(plain.target(plain.one(type).bucket)).toBe(plain.one(S3Bucket));
});

test("others may do what its policy says, besides", () => {
  const read = {
    sid: "Read",
    principals: { Service: ["a.amazonaws.com"] },
    actions: ["s3:GetObject"],
    resources: ["*"],
  };
  const { policy } = bucket({ statements: [read] }).one(S3BucketPolicy);
  expect(Object.keys(statements(policy))).toEqual(["OnlyOverTls", "Read"]);
});

test("a bucket of things that must not be lost is not deleted with them", () => {
  expect(plain.one(S3Bucket).force_destroy).toBe(true);
  expect(bucket({ deleteWithObjects: false }).one(S3Bucket).force_destroy).toBe(false);
});
