import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { StateBucket } from "../../../constructs/storage/state-bucket.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const GIVEN = "arn:aws:kms:eu-west-1:111122223333:key/1";

const bucket = (kmsKeyArn?: string, at = awsScope) =>
  Template.of(
    (scope) => new StateBucket(scope, "state", { name: "shop-state", keyAlias: "shop-state", kmsKeyArn, awsScope: at }),
  );
const template = bucket();

test("neither bucket nor key is destroyed by mistake", () => {
  expect(template.one(S3Bucket)).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  expect(template.one(KmsKey)).toMatchObject({ deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } });
});

test("states stay, and their newest old versions; older ones and what is left of locks go", () => {
  expect(template.one(S3BucketLifecycleConfiguration).rule).toEqual([
    expect.objectContaining({
      filter: [{ prefix: "" }],
      expiration: [{ expired_object_delete_marker: true }],
      noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 20 }],
    }),
  ]);
});

test("other accounts are denied everything", () => {
  expect(statements(template.one(S3BucketPolicy).policy).OnlyThisAccount).toEqual({
    Sid: "OnlyThisAccount",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::shop-state", "arn:aws:s3:::shop-state/*"],
    Condition: { StringNotEquals: { "aws:PrincipalAccount": awsScope.account } },
  });
});

test("its key is rotated, has its name, and encrypts what is written without a word about keys", () => {
  const key = template.one(KmsKey);
  expect(key.enable_key_rotation).toBe(true);
  const alias = template.one(KmsAlias);
  expect(alias.name).toBe("alias/shop-state");
  expect(template.target(alias.target_key_id)).toBe(key);
  const [rule] = template.one(S3BucketServerSideEncryptionConfigurationA).rule as Record<
    string,
    Record<string, string>
  >[];
  expect(template.target(rule?.apply_server_side_encryption_by_default?.kms_master_key_id)).toBe(key);
});

test.each([
  ["aws", "amazonaws.com"],
  ["aws-cn", "amazonaws.com.cn"],
])("in %s the key is used through S3 by the account alone", (partition, domain) => {
  const { ThroughS3 } = statements(bucket(undefined, { ...awsScope, partition }).one(KmsKey).policy);
  expect(ThroughS3?.Condition).toEqual({
    StringEquals: { "kms:CallerAccount": awsScope.account, "kms:ViaService": `s3.${awsScope.region}.${domain}` },
  });
});

test("a key that exists takes the place of a new one", () => {
  const given = bucket(GIVEN);
  expect([...given.all(KmsKey), ...given.all(KmsAlias)]).toEqual([]);
  const [rule] = given.one(S3BucketServerSideEncryptionConfigurationA).rule as object[];
  expect(rule).toMatchObject({ apply_server_side_encryption_by_default: { kms_master_key_id: GIVEN } });
});
