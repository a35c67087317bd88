import { createHash, randomBytes } from "node:crypto";
import { UNKNOWN } from "../protocol/values.ts";
import { blockOf } from "../rules/rule.ts";
import type { Behaviour } from "./behaviour.ts";
import { differs } from "./equivalence.ts";

/** Arguments that upload an object again (`hasObjectContentChanges` of internal/service/s3/object.go). */
const CONTENT = [
  "bucket_key_enabled",
  "cache_control",
  "checksum_algorithm",
  "content",
  "content_base64",
  "content_disposition",
  "content_encoding",
  "content_language",
  "content_type",
  "etag",
  "kms_key_id",
  "metadata",
  "server_side_encryption",
  "source",
  "source_hash",
  "storage_class",
  "website_redirect",
];

/** Objects of buckets, which get a version where their bucket keeps versions. */
export const OBJECT_BEHAVIOURS: Record<string, Behaviour> = {
  aws_s3_object: {
    plan(planned, prior) {
      if (prior !== null && differs(prior, planned, CONTENT)) planned.version_id = UNKNOWN;
    },
    fill(planned, _, cloud) {
      const isVersioned = cloud
        .list("aws_s3_bucket_versioning")
        .some(
          ({ attributes }) =>
            attributes.bucket === planned.bucket && blockOf(attributes.versioning_configuration).status === "Enabled",
        );
      if (planned.version_id === UNKNOWN) planned.version_id = isVersioned ? randomBytes(16).toString("hex") : "";
      if (planned.etag === UNKNOWN && typeof planned.content === "string")
        planned.etag = createHash("md5").update(planned.content).digest("hex");
    },
  },
};
