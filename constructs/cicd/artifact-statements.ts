import { type AwsScope, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** Artifacts of a pipeline that one of its builds works on. */
export interface BuildArtifacts {
  readonly bucketName: string;
  /** First part of the keys of the pipeline's artifacts, with a slash at its end. */
  readonly keyPrefix: string;
  /** Name of the artifact that the pipeline gives it. */
  readonly reads: string;
  /** Names of the artifacts that it makes. */
  readonly writes: readonly string[];
  /** Key of the bucket that exists. @default one is created, whose policy lets the role */
  readonly keyArn?: string;
}

/**
 * Lets a build read its input and write its own results, and nothing else: a build that could write the artifacts of
 * another action, or what lies beside them, would decide what that action does.
 */
export function artifactStatements(
  { bucketName, keyPrefix, reads, writes, keyArn }: BuildArtifacts,
  awsScope: AwsScope,
): Statement[] {
  const bucket = bucketArn(awsScope, bucketName);
  const objects = (artifact: string) => `${bucket}/${keyPrefix}${shortened(artifact)}*`;
  return [
    { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [objects(reads)] },
    ...(writes.length > 0 ? [{ sid: "Results", actions: ["s3:PutObject"], resources: writes.map(objects) }] : []),
    { sid: "ArtifactBucket", actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"], resources: [bucket] },
    ...artifactKeyStatements(keyArn),
  ];
}

/** Lets a role use the key of artifacts, where it exists and IAM decides about it. */
export const artifactKeyStatements = (keyArn: string | undefined): Statement[] =>
  keyArn === undefined
    ? []
    : [
        {
          sid: "ArtifactKey",
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
          resources: [keyArn],
        },
      ];

/** Start of an artifact's name in keys, of which CodePipeline keeps 10 characters: `PIPELINE/SourceArti/0a1B2c3`. */
const shortened = (artifact: string): string => artifact.slice(0, 10);
