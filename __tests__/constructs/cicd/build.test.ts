import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { BuildConfig } from "../../../config/delivery/delivery.ts";
import { ArtifactStore, type ArtifactStoreProps } from "../../../constructs/cicd/artifact-store.ts";
import { ImageBuild, type ImageBuildProps } from "../../../constructs/cicd/image-build.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { statements, Template } from "../../support/template.ts";

describe("artifacts", () => {
  const store = (props: Partial<ArtifactStoreProps> = {}) =>
    Template.of(
      (scope) =>
        new ArtifactStore(scope, "artifacts", {
          bucketName: "artifacts",
          keyAlias: "shop-artifacts",
          expireDays: 90,
          expirePrefixes: ["release/"],
          readerRoleArns: ["arn:aws:iam::999988887777:role/deploy"],
          userRoleArns: ["arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/pipeline"],
          awsScope,
          ...props,
        }),
    );
  const template = store();

  test("the key rotates, and has a name", () => {
    expect(template.one(KmsKey).enable_key_rotation).toBe(true);
    expect(template.one(KmsAlias)).toMatchObject({
      name: "alias/shop-artifacts",
      target_key_id: reference(KmsKey, "key", "key_id"),
    });
  });

  test("a key that was deleted by mistake can be had back for a month", () => {
    expect(template.one(KmsKey).deletion_window_in_days).toBe(30);
  });

  test("objects are encrypted with the key", () => {
    const [rule] = template.one(S3BucketServerSideEncryptionConfigurationA).rule as Record<string, unknown>[];
    expect(rule?.apply_server_side_encryption_by_default).toEqual({
      sse_algorithm: "aws:kms",
      kms_master_key_id: reference(KmsKey, "key", "arn"),
    });
  });

  test("without roles of other accounts only the account's own are let in", () => {
    const own = store({ readerRoleArns: [] });
    expect(Object.keys(statements(own.one(KmsKey).policy))).toEqual(["Administration", "Use"]);
    expect(Object.keys(statements(own.one(S3BucketPolicy).policy))).toEqual(["OnlyOverTls"]);
  });

  test("the account administers the key, the roles only use it", () => {
    const { Administration, Use } = statements(template.one(KmsKey).policy);
    expect(Administration).toMatchObject({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
    expect(Use).toMatchObject({
      Principal: { AWS: ["arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/pipeline"] },
    });
    expect(Use?.Action).not.toContain("kms:*");
  });

  test("roles of other accounts may read artifacts, and nothing else", () => {
    expect(statements(template.one(KmsKey).policy).Read).toMatchObject({
      Principal: { AWS: "arn:aws:iam::999988887777:role/deploy" },
      Action: ["kms:Decrypt", "kms:DescribeKey"],
    });
    expect(statements(template.one(S3BucketPolicy).policy).OtherAccounts).toMatchObject({
      Principal: { AWS: "arn:aws:iam::999988887777:role/deploy" },
      Action: ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion"],
    });
  });

  test("artifacts are deleted in the end, definitions are not", () => {
    const rules = template.one(S3BucketLifecycleConfiguration).rule as { filter: object[]; expiration: object[] }[];
    expect(rules.map(({ filter, expiration }) => [filter, expiration])).toEqual([
      [[{ prefix: "release/" }], [{ days: 90 }]],
    ]);
  });
});

describe("build", () => {
  const BUILD: BuildConfig = {
    size: "small",
    architecture: "x86_64",
    timeoutMinutes: 30,
    scanFailsOn: "critical",
    vpc: false,
    reports: false,
  };

  const build = (props: Partial<ImageBuildProps> = {}) =>
    Template.of(
      (scope) =>
        new ImageBuild(scope, "build", {
          name: "build",
          roleArn: "arn:role",
          keyArn: "arn:key",
          build: BUILD,
          variables: { REPOSITORY_URI: "repo" },
          logRetentionDays: 30,
          builds: true,
          ...props,
        }),
    ).one(CodebuildProject);

  test("it works with the role that it is given", () => {
    expect(build().service_role).toBe("arn:role");
  });

  test("the pipeline gives it the source and takes the result", () => {
    expect(build()).toMatchObject({
      source: { type: "CODEPIPELINE", buildspec: "buildspec.yml" },
      artifacts: { type: "CODEPIPELINE" },
      encryption_key: "arn:key",
      build_timeout: 30,
    });
  });

  test("a source without a build specification gets one", () => {
    expect(build({ buildspec: "version: 0.2" }).source).toMatchObject({ buildspec: "version: 0.2" });
  });

  test("it runs in the VPC where it has to reach what is only there", () => {
    expect(build()).not.toHaveProperty("vpc_config");
    const network = { vpcId: "vpc-1", subnetIds: ["subnet-1"], securityGroupId: "sg-1" };
    expect(build({ network }).vpc_config).toEqual({
      vpc_id: "vpc-1",
      subnets: ["subnet-1"],
      security_group_ids: ["sg-1"],
    });
  });

  test("it is privileged only where it builds images", () => {
    expect(build({ builds: false }).environment).toMatchObject({ privileged_mode: false });
    expect(build({ builds: false })).not.toHaveProperty("cache");
    expect(build().cache).toEqual({ type: "LOCAL", modes: ["LOCAL_DOCKER_LAYER_CACHE"] });
  });

  test("it may run Docker, and knows the repository", () => {
    expect(build().environment).toMatchObject({
      privileged_mode: true,
      compute_type: "BUILD_GENERAL1_SMALL",
      environment_variable: [{ name: "REPOSITORY_URI", value: "repo", type: "PLAINTEXT" }],
    });
  });

  test.each([
    ["x86_64", "LINUX_CONTAINER", "aws/codebuild/amazonlinux-x86_64-standard:5.0"],
    ["arm64", "ARM_CONTAINER", "aws/codebuild/amazonlinux-aarch64-standard:3.0"],
  ] as const)("for %s it is a %s with %s", (architecture, type, image) => {
    expect(build({ build: { ...BUILD, architecture } }).environment).toMatchObject({ type, image });
  });
});
