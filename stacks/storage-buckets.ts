import type { Config } from "../config/config.ts";

/**
 * Names of the buckets that are reached through the gateway endpoint of S3: those that the environment lists, and those that its
 * tasks and builds in the VPC can't do without. Undefined if it limits none.
 */
export function storageBucketNames({ network, services, delivery, names }: Config): string[] | undefined {
  if (network.storageBuckets === undefined) return undefined;
  const files = services.flatMap(({ container, sidecars }) =>
    [container, ...sidecars].flatMap(({ environmentFiles }) => environmentFiles.map(({ arn }) => bucketOf(arn))),
  );
  const artifacts = delivery?.releases && delivery.build.vpc ? [names.artifactBucket] : [];
  return [...new Set([...network.storageBuckets, ...files, ...artifacts])].sort();
}

/** The bucket of an object, by its ARN. */
const bucketOf = (objectArn: string): string => (objectArn.split(":::")[1] ?? "").split("/")[0] as string;
