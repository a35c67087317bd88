import { type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { differs } from "./equivalence.ts";

/** Arguments of a function that are its code, and those that are its configuration (internal/service/lambda/function.go). */
const CODE = ["architectures", "filename", "image_uri", "s3_bucket", "s3_key", "s3_object_version", "source_code_hash"];
const CONFIGURATION = [
  "dead_letter_config",
  "description",
  "environment",
  "ephemeral_storage",
  "file_system_config",
  "handler",
  "image_config",
  "kms_key_arn",
  "layers",
  "logging_config",
  "memory_size",
  "role",
  "runtime",
  "snap_start",
  "timeout",
  "tracing_config",
  "vpc_config",
];

/** Gives a published function its version. */
function publish(attributes: ObjectValue, version: number): void {
  const { arn, invoke_arn } = attributes as Record<string, string>;
  attributes.version = String(version);
  attributes.qualified_arn = `${arn}:${version}`;
  attributes.qualified_invoke_arn = String(invoke_arn).replace("/invocations", `:${version}/invocations`);
}

/** Functions and tables. */
export const SERVERLESS_BEHAVIOURS: Record<string, Behaviour> = {
  aws_dynamodb_table: {
    plan(planned, prior) {
      if (prior === null) return;
      const isOtherView = !!planned.stream_view_type && differs(prior, planned, ["stream_view_type"]);
      if (isOtherView || differs(prior, planned, ["stream_enabled"])) planned.stream_arn = UNKNOWN;
    },
    finish(attributes) {
      if (attributes.stream_enabled !== true || attributes.stream_arn !== "") return;
      const label: Value = new Date().toISOString().replace("Z", "");
      attributes.stream_label = label;
      attributes.stream_arn = `${String(attributes.arn)}/stream/${label}`;
    },
  },
  aws_lambda_function: {
    plan(planned, prior) {
      if (prior === null) return;
      if (differs(prior, planned, CODE)) planned.last_modified = UNKNOWN;
      if (planned.publish === true && differs(prior, planned, ["publish", ...CODE, ...CONFIGURATION]))
        for (const name of ["version", "qualified_arn", "qualified_invoke_arn"]) planned[name] = UNKNOWN;
    },
    fill(planned, prior) {
      if (prior !== null && planned.version === UNKNOWN) publish(planned, (Number(prior.version) || 0) + 1);
    },
    finish(attributes) {
      if (attributes.publish === true && attributes.version === "$LATEST") publish(attributes, 1);
    },
  },
};
