import type { Cloud } from "../cloud/cloud.ts";
import type { Buckets } from "./s3-service.ts";

export interface CloudBuckets extends Buckets {
  names(): string[];
}

/** The buckets of an offline AWS, whatever account and region they are in: names are unique. */
export const cloudBuckets = (cloud: Cloud): CloudBuckets => ({
  names: () => namesIn(cloud),
  has: (name) => namesIn(cloud).includes(name),
  isVersioned: (name) =>
    cloud
      .list("aws_s3_bucket_versioning")
      .some(({ attributes }) => attributes.bucket === name && isEnabled(attributes)),
});

const isEnabled = ({ versioning_configuration: given }: Readonly<Record<string, unknown>>): boolean =>
  (Array.isArray(given) ? given : []).some((each: { status?: unknown }) => each.status === "Enabled");

const namesIn = (cloud: Cloud): string[] =>
  cloud.list("aws_s3_bucket").map(({ attributes }) => String(attributes.bucket));
