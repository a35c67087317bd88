import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { type AwsScope, bucketArn, domainOf } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";
import type { Statement } from "../iam/policy.ts";
import { PrivateBucket } from "./private-bucket.ts";

export interface StateBucketProps {
  /** 3 to 63 lower-case letters, digits, hyphens and dots; unique in the world. */
  readonly name: string;
  /** Alias of the key that is created, without `alias/`. */
  readonly keyAlias: string;
  /** Key that exists. @default one is created */
  readonly kmsKeyArn?: string;
  readonly awsScope: AwsScope;
}

/** Days after which an old version of a state is deleted, except for the newest ones. */
const OLD_VERSION_DAYS = 90;
/** Versions of a state to go back to, however long ago it changed last. */
const KEPT_VERSIONS = 20;

/** A bucket that keeps what Terraform knows: versioned, for its own account alone, and not to be deleted by mistake. */
export class StateBucket extends Construct {
  readonly name: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    this.keyArn = props.kmsKeyArn ?? this.createKey(props);
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.name,
      kmsKeyArn: this.keyArn,
      oldVersionDays: OLD_VERSION_DAYS,
      keptVersions: KEPT_VERSIONS,
      deleteWithObjects: false,
      preventDestroy: true,
      statements: [onlyThisAccount(props)],
      awsScope: props.awsScope,
    });
    this.name = bucket.name;
  }

  private createKey({ name, keyAlias, awsScope }: StateBucketProps): string {
    const key = new KmsKey(this, "key", {
      description: `Terraform state in ${name}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30, // state can't be read without it
      policy: keyPolicy(awsScope, [throughS3(awsScope)]),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "alias", { name: `alias/${keyAlias}`, targetKeyId: key.keyId });
    return key.arn;
  }
}

/**
 * Whoever may read or write objects of the account may use the key for that, and for nothing else, as with the key that AWS
 * itself has for S3 (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html, kms:ViaService).
 */
function throughS3(awsScope: AwsScope): Statement {
  const { account, region } = awsScope;
  return {
    sid: "ThroughS3",
    principals: { AWS: ["*"] },
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
    resources: ["*"],
    conditions: {
      StringEquals: { "kms:CallerAccount": account, "kms:ViaService": `s3.${region}.${domainOf(awsScope)}` },
    },
  };
}

/** Other accounts are kept out, whatever is allowed to them later. */
function onlyThisAccount({ name, awsScope }: StateBucketProps): Statement {
  const arn = bucketArn(awsScope, name);
  return {
    sid: "OnlyThisAccount",
    effect: "Deny",
    principals: "*",
    actions: ["s3:*"],
    resources: [arn, `${arn}/*`],
    conditions: { StringNotEquals: { "aws:PrincipalAccount": awsScope.account } },
  };
}
