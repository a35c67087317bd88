import type { S3StateConfig } from "../../config/state.ts";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Where Terraform keeps the state of an environment's stacks in S3. */
export interface StateFolder extends Pick<S3StateConfig, "bucket" | "kmsKeyArn" | "roleArn"> {
  /** First part of the objects' keys, with a slash at its end. */
  readonly folder: string;
}

/** Permissions to read state (Terraform documentation, backend s3, permissions). */
export function stateReadStatements(
  { bucket: name, folder, kmsKeyArn, roleArn }: StateFolder,
  awsScope: AwsScope,
): Statement[] {
  // The assumed role has the other permissions.
  if (roleArn !== undefined) return [{ sid: "StateRole", actions: ["sts:AssumeRole"], resources: [roleArn] }];
  const bucket = bucketArn(awsScope, name);
  return [
    { sid: "State", actions: ["s3:GetObject"], resources: [`${bucket}/${folder}*`] },
    // Without it S3 does not tell state that is not there from state that one may not read.
    { sid: "StateBucket", actions: ["s3:ListBucket"], resources: [bucket] },
    ...keyStatement("StateKey", "kms:Decrypt", kmsKeyArn),
  ];
}

/** Additional permissions to write and lock it. */
export function stateWriteStatements(
  { bucket, folder, kmsKeyArn, roleArn }: StateFolder,
  awsScope: AwsScope,
): Statement[] {
  if (roleArn !== undefined) return [];
  const objects = `${bucketArn(awsScope, bucket)}/${folder}*`;
  return [
    { sid: "WriteState", actions: ["s3:PutObject"], resources: [objects] },
    { sid: "UnlockState", actions: ["s3:DeleteObject"], resources: [`${objects}.tflock`] },
    ...keyStatement("WriteStateKey", "kms:GenerateDataKey", kmsKeyArn),
  ];
}

/**
 * Use of a key. The ARN of an alias grants no use of the key behind it, a condition on its name does
 * (https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html).
 */
function keyStatement(sid: string, action: string, arn: string | undefined): Statement[] {
  if (arn === undefined) return [];
  const [, keys, alias] = /^(.*:)(alias\/.+)$/s.exec(arn) ?? [];
  if (keys === undefined || alias === undefined) return [{ sid, actions: [action], resources: [arn] }];
  const conditions = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } };
  return [{ sid, actions: [action], resources: [`${keys}key/*`], conditions }];
}
