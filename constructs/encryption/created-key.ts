import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { AwsScope } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";
import type { Statement } from "../iam/policy.ts";

export interface CreatedKeyProps {
  /** Alias, without `alias/`. */
  readonly alias: string;
  readonly description: string;
  /** What others than IAM of the account may do. @default nothing */
  readonly statements?: readonly Statement[];
  readonly awsScope: AwsScope;
}

/** A KMS key that rotates each year. What it has encrypted can be read for 30 days after it is gone. */
export class CreatedKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description, statements = [], awsScope }: CreatedKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: keyPolicy(awsScope, statements),
    });
    new KmsAlias(this, "alias", { name: `alias/${alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
