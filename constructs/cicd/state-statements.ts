import { bucketArn, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Where Terraform keeps the state of an environment's stacks in S3. */
export interface StateFolder {
  readonly bucketName: string;
  /** First part of the objects' keys, with a slash at its end. */
  readonly keyPrefix: string;
  /** Key that encrypts the objects. @default one that needs no permission */
  readonly kmsKeyArn?: string;
}

/** What reading state takes (Terraform documentation, backend s3, permissions). */
export function stateReadStatements({ bucketName, keyPrefix, kmsKeyArn }: StateFolder, place: Place): Statement[] {
  const bucket = bucketArn(place, bucketName);
  return [
    { sid: "State", actions: ["s3:GetObject"], resources: [`${bucket}/${keyPrefix}*`] },
    // Without it S3 does not tell state that is not there from state that one may not read.
    { sid: "StateBucket", actions: ["s3:ListBucket"], resources: [bucket] },
    ...(kmsKeyArn === undefined ? [] : [{ sid: "StateKey", actions: ["kms:Decrypt"], resources: [kmsKeyArn] }]),
  ];
}

/** What writing it takes besides, and locking it meanwhile. */
export function stateWriteStatements({ bucketName, keyPrefix, kmsKeyArn }: StateFolder, place: Place): Statement[] {
  const objects = `${bucketArn(place, bucketName)}/${keyPrefix}*`;
  return [
    { sid: "WriteState", actions: ["s3:PutObject"], resources: [objects] },
    { sid: "UnlockState", actions: ["s3:DeleteObject"], resources: [`${objects}.tflock`] },
    ...(kmsKeyArn === undefined
      ? []
      : [{ sid: "WriteStateKey", actions: ["kms:GenerateDataKey"], resources: [kmsKeyArn] }]),
  ];
}
