import * as v from "valibot";
import type { Parsed } from "./config.ts";
import { keyArn } from "./fields.ts";
import type { Finding } from "./finding.ts";

/** KMS keys that exist, by what they encrypt. Their policies are the owner's. */
export const encryption = v.strictObject({
  /** Key of everything below that has no key of its own. @default none */
  keyArn: v.optional(keyArn()),
  /** Key of artifacts of the pipelines. @default `keyArn`, else a key is created for each pipeline */
  artifactsKeyArn: v.optional(keyArn()),
  /** Key of images, where `registry.kmsKeyArn` is not set. A change replaces the repository. @default `keyArn`, else the AWS managed key of ECR */
  imagesKeyArn: v.optional(keyArn()),
  /** Key of log groups, but those of shells. @default `keyArn`, else CloudWatch Logs encrypts with a key of its own */
  logsKeyArn: v.optional(keyArn()),
  /** Key with which the secrets of services are encrypted: their execution roles may decrypt with it. @default `keyArn`, else the AWS managed key */
  secretsKeyArn: v.optional(keyArn()),
  /** Key of shells in containers (ECS Exec) and of their log. @default `keyArn`, else a key is created for each cluster */
  shellsKeyArn: v.optional(keyArn()),
  /** Key of messages of the notification topic. @default `keyArn`, else a key is created */
  topicKeyArn: v.optional(keyArn()),
  /** Key of EBS volumes of instances, and of tasks where their `kmsKeyArn` is not set. @default `keyArn`, else the AWS managed key of EBS */
  volumesKeyArn: v.optional(keyArn()),
});

type Given = v.InferOutput<typeof encryption>;

/** The keys of each part. */
export type EncryptionConfig = Omit<Given, "keyArn">;

/** Gives each part its key. */
export function resolveEncryption({ keyArn: ofAll, ...given }: Given): EncryptionConfig {
  return {
    artifactsKeyArn: given.artifactsKeyArn ?? ofAll,
    imagesKeyArn: given.imagesKeyArn ?? ofAll,
    logsKeyArn: given.logsKeyArn ?? ofAll,
    secretsKeyArn: given.secretsKeyArn ?? ofAll,
    shellsKeyArn: given.shellsKeyArn ?? ofAll,
    topicKeyArn: given.topicKeyArn ?? ofAll,
    volumesKeyArn: given.volumesKeyArn ?? ofAll,
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
