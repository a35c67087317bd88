import * as v from "valibot";
import type { Parsed } from "./config.ts";
import { choice, keyArn, list } from "./fields.ts";
import type { Finding } from "./finding.ts";

/** What AWS encrypts with its own key unless one exists or is created. */
const CREATABLE = ["images", "logs", "volumes"] as const;

/** KMS keys by what they encrypt: ones that exist, whose policies are the owner's, and which are created besides. */
export const encryption = v.strictObject({
  /** Key of everything below that has no other key. @default none */
  keyArn: v.optional(keyArn()),
  /**
   * Parts that get a created key if no existing one is given: `images` of the repository, `logs` of each stack, and
   * `volumes` of each cluster, those of instances and of tasks. A change of `images` replaces the repository, one of
   * `volumes` the instances. @default none; those of artifacts, shells and the topic are created anyway
   */
  created: v.optional(list(choice(...CREATABLE)), []),
  /** Key of artifacts of the pipelines. @default `keyArn`, else a key is created for each pipeline */
  artifactsKeyArn: v.optional(keyArn()),
  /** Key of images, where `registry.kmsKeyArn` is not set. A change replaces the repository. @default `keyArn`, else the AWS managed key of ECR */
  imagesKeyArn: v.optional(keyArn()),
  /** Key of log groups, except those of shells. @default `keyArn`, else CloudWatch Logs encrypts with its own key */
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
    created: given.created,
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
  const { created: _, ...keys } = encryption;
  return Object.entries(keys).flatMap(([field, arn]) => {
    const own = arn?.split(":")[3];
    if (own === undefined || own === region) return [];
    return [
      { path: ["encryption", field], message: `is in ${own}, and encrypts nothing in ${region}: use a key there` },
    ];
  });
}

/** A part has one key. */
export function checkCreatedKeys({ encryption, registry }: Parsed): Finding[] {
  const { created, keyArn: ofAll } = encryption;
  return created.flatMap((part, index) => {
    const field = `${part}KeyArn` as const;
    const given =
      part === "images" && registry?.kmsKeyArn !== undefined
        ? "registry.kmsKeyArn"
        : encryption[field] !== undefined
          ? `encryption.${field}`
          : ofAll !== undefined
            ? "encryption.keyArn"
            : undefined;
    const path = ["encryption", "created", index];
    if (given !== undefined)
      return [{ path, message: `is already encrypted with the key of ${given}: keep one of the two` }];
    if (part !== "images" || registry?.repositoryUrl === undefined) return [];
    return [{ path, message: "is for a repository that is created: leave it out, or registry.repositoryUrl" }];
  });
}
