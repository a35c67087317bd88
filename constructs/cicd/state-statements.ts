import type { S3StateConfig } from "../../config/state.ts";
import { bucketArn, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Where Terraform keeps the state of an environment's stacks in S3. */
export interface StateFolder extends Pick<S3StateConfig, "bucket" | "kmsKeyArn"> {
  /** First part of the objects' keys, with a slash at its end. */
  readonly folder: string;
}

/** What reading state takes (Terraform documentation, backend s3, permissions). */
export function stateReadStatements({ bucket: name, folder, kmsKeyArn }: StateFolder, place: Place): Statement[] {
  const bucket = bucketArn(place, name);
  return [
    { sid: "State", actions: ["s3:GetObject"], resources: [`${bucket}/${folder}*`] },
    // Without it S3 does not tell state that is not there from state that one may not read.
    { sid: "StateBucket", actions: ["s3:ListBucket"], resources: [bucket] },
    ...(kmsKeyArn === undefined ? [] : [{ sid: "StateKey", actions: ["kms:Decrypt"], resources: [kmsKeyArn] }]),
  ];
}

/** What writing it takes besides, and locking it meanwhile. */
export function stateWriteStatements({ bucket, folder, kmsKeyArn }: StateFolder, place: Place): Statement[] {
  const objects = `${bucketArn(place, bucket)}/${folder}*`;
  return [
    { sid: "WriteState", actions: ["s3:PutObject"], resources: [objects] },
    { sid: "UnlockState", actions: ["s3:DeleteObject"], resources: [`${objects}.tflock`] },
    ...(kmsKeyArn === undefined
      ? []
      : [{ sid: "WriteStateKey", actions: ["kms:GenerateDataKey"], resources: [kmsKeyArn] }]),
  ];
}
