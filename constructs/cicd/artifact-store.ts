import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";
import type { Statement } from "../iam/policy.ts";
import { BucketAccessLog, type BucketAccessLogProps } from "../storage/bucket-access-log.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";

export interface ArtifactStoreProps {
  readonly bucketName: string;
  /** Alias of the key, without `alias/`. */
  readonly keyAlias: string;
  /** Days after which artifacts are deleted. */
  readonly expireDays: number;
  /** First parts of the artifacts' keys; other objects stay. */
  readonly expirePrefixes: readonly string[];
  /** Key that exists. @default one is created, which only the roles below may use */
  readonly givenKeyArn?: string;
  /** ARNs of the roles that write and read artifacts. */
  readonly userRoleArns: readonly string[];
  /** ARNs of roles of other accounts that read artifacts. */
  readonly readerRoleArns: readonly string[];
  /** Where requests to the bucket are logged, and for how many days. @default they are not logged */
  readonly accessLog?: Pick<BucketAccessLogProps, "bucketName" | "days">;
  readonly awsScope: AwsScope;
}

/** Where the stages of a pipeline hand each other their results: a bucket, and the key that encrypts it. */
export class ArtifactStore extends Construct {
  readonly bucketName: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    super(scope, id);
    this.keyArn = props.givenKeyArn ?? this.createKey(props);
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.bucketName,
      expireDays: props.expireDays,
      expirePrefixes: props.expirePrefixes,
      statements: readerStatements(props),
      kmsKeyArn: this.keyArn,
      awsScope: props.awsScope,
    });
    if (props.accessLog !== undefined)
      new BucketAccessLog(this, "access-log", {
        loggedBucketName: bucket.name,
        bucketName: props.accessLog.bucketName,
        days: props.accessLog.days,
        awsScope: props.awsScope,
      });
    this.bucketName = bucket.name;
  }

  private createKey(props: ArtifactStoreProps): string {
    const key = new KmsKey(this, "key", {
      description: `Artifacts in ${props.bucketName}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30, // artifacts and definitions can't be read without it
      policy: keyPolicy(props.awsScope, [
        {
          sid: "Use", // without a word in the roles' own policies
          principals: { AWS: props.userRoleArns },
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          resources: ["*"],
        },
        ...(props.readerRoleArns.length > 0
          ? [
              {
                sid: "Read",
                principals: { AWS: props.readerRoleArns },
                actions: ["kms:Decrypt", "kms:DescribeKey"],
                resources: ["*"],
              },
            ]
          : []),
      ]),
    });
    new KmsAlias(this, "alias", { name: `alias/${props.keyAlias}`, targetKeyId: key.keyId });
    return key.arn;
  }
}

/** Roles of another account need the bucket's word besides their own. */
function readerStatements({ bucketName, readerRoleArns, awsScope }: ArtifactStoreProps): Statement[] {
  if (readerRoleArns.length === 0) return [];
  const bucket = bucketArn(awsScope, bucketName);
  return [
    {
      sid: "OtherAccounts",
      principals: { AWS: readerRoleArns },
      actions: ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion"],
      resources: [bucket, `${bucket}/*`],
    },
  ];
}
