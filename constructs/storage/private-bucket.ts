import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { policyDocument, type Statement } from "../iam/policy.ts";

export interface PrivateBucketProps {
  /** 3 to 63 lower-case letters, digits and hyphens; unique in the world. */
  readonly name: string;
  /** Days after which objects are deleted. @default they stay */
  readonly expireDays?: number;
  /** Days after which old versions are deleted. @default `expireDays` */
  readonly oldVersionDays?: number;
  /** Old versions of each object that stay, the newest ones, however old they are: 1 to 100. @default none */
  readonly keptVersions?: number;
  /** First parts of the keys of what is deleted. @default everything */
  readonly expirePrefixes?: readonly string[];
  /** KMS key that encrypts the objects. @default keys of S3 itself, which log delivery needs */
  readonly kmsKeyArn?: string;
  /** What others may do, besides the account's own roles. @default nothing */
  readonly statements?: readonly Statement[];
  /** Whether deleting the bucket deletes what is in it. @default true: all of it expires anyway */
  readonly deleteWithObjects?: boolean;
  /** Whether Terraform refuses to delete it. @default false */
  readonly preventDestroy?: boolean;
  readonly awsScope: AwsScope;
}

/** A bucket for what the system itself writes: never public, only over TLS, versioned, encrypted, and cleaned up. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What a service has to wait for that writes here by the bucket's policy. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { name: bucket, arn } = this.createBucket(props);
    this.close(bucket);
    this.encrypt(bucket, props.kmsKeyArn);
    this.cleanUp(bucket, props);
    this.policy = this.restrict(bucket, props);
    this.name = bucket;
    this.arn = arn;
  }

  private createBucket({ name, deleteWithObjects = true, preventDestroy = false }: PrivateBucketProps) {
    const bucket = new S3Bucket(this, "bucket", {
      bucket: name,
      forceDestroy: deleteWithObjects,
      ...(preventDestroy && { lifecycle: { preventDestroy } }),
    });
    return { name: bucket.bucket, arn: bucket.arn };
  }

  private close(bucket: string): void {
    new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
  }

  private encrypt(bucket: string, kmsMasterKeyId: string | undefined): void {
    const key = kmsMasterKeyId === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId };
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: key, bucketKeyEnabled: true }],
    });
  }

  private cleanUp(bucket: string, props: PrivateBucketProps): void {
    const { expireDays: days, oldVersionDays = days, keptVersions, expirePrefixes = [""] } = props;
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: expirePrefixes.map((prefix, index) => ({
        id: index === 0 ? "expire" : `expire-${index + 1}`,
        status: "Enabled",
        filter: [{ prefix }],
        // A marker without versions is all that is left of an object that was deleted.
        expiration: [days === undefined ? { expiredObjectDeleteMarker: true } : { days }],
        ...(oldVersionDays !== undefined && {
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays, newerNoncurrentVersions: keptVersions }],
        }),
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      })),
      dependsOn: [versioning],
    });
  }

  private restrict(bucket: string, { name, statements = [], awsScope }: PrivateBucketProps): S3BucketPolicy {
    const arn = bucketArn(awsScope, name);
    const plain: Statement = {
      sid: "OnlyOverTls",
      effect: "Deny",
      principals: "*",
      actions: ["s3:*"],
      resources: [arn, `${arn}/*`],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
    return new S3BucketPolicy(this, "policy", { bucket, policy: policyDocument([plain, ...statements]) });
  }
}
