import * as v from "valibot";
import type { Parsed } from "./config.ts";
import { text } from "./fields.ts";
import type { Finding } from "./finding.ts";

const key = () =>
  text(
    /^arn:aws[a-z-]*:kms:[^:]+:\d{12}:key\/[\w-]+$/,
    "is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias",
  );

/** KMS keys that exist, by what they encrypt. Their policies are the owner's. */
export const encryption = v.strictObject({
  /** Key of everything below that has no key of its own. @default none */
  keyArn: v.optional(key()),
  /** Key of artifacts of the pipelines. @default `keyArn`, else a key is created for each pipeline */
  artifactsKeyArn: v.optional(key()),
  /** Key of images, where `registry.kmsKeyArn` is not set. A change replaces the repository. @default `keyArn`, else the AWS managed key of ECR */
  imagesKeyArn: v.optional(key()),
  /** Key of log groups, but those of shells. @default `keyArn`, else CloudWatch Logs encrypts with a key of its own */
  logsKeyArn: v.optional(key()),
  /** Key with which the secrets of services are encrypted: their execution roles may decrypt with it. @default `keyArn`, else the AWS managed key */
  secretsKeyArn: v.optional(key()),
  /** Key of shells in containers (ECS Exec) and of their log. @default `keyArn`, else a key is created for each cluster */
  shellsKeyArn: v.optional(key()),
  /** Key of messages of the notification topic. @default `keyArn`, else a key is created */
  topicKeyArn: v.optional(key()),
  /** Key of EBS volumes of instances, and of tasks where their `kmsKeyArn` is not set. @default `keyArn`, else the AWS managed key of EBS */
  volumesKeyArn: v.optional(key()),
});

type Given = v.InferOutput<typeof encryption>;

/** The keys of each part. */
export type EncryptionConfig = Omit<Given, "keyArn">;

/** Gives each part its key. */
export function resolveEncryption({ keyArn, ...given }: Given): EncryptionConfig {
  return {
    artifactsKeyArn: given.artifactsKeyArn ?? keyArn,
    imagesKeyArn: given.imagesKeyArn ?? keyArn,
    logsKeyArn: given.logsKeyArn ?? keyArn,
    secretsKeyArn: given.secretsKeyArn ?? keyArn,
    shellsKeyArn: given.shellsKeyArn ?? keyArn,
    topicKeyArn: given.topicKeyArn ?? keyArn,
    volumesKeyArn: given.volumesKeyArn ?? keyArn,
  };
}

/** A key encrypts in its own region only (KMS developer guide, concepts). */
export function checkKeyRegions({ region, encryption }: Parsed): Finding[] {
  return Object.entries(encryption).flatMap(([field, arn]) => {
    const own = arn?.split(":")[3];
    if (own === undefined || own === region) return [];
    return [
      { path: ["encryption", field], message: `is of ${own}, and encrypts nothing in ${region}: use a key there` },
    ];
  });
}
