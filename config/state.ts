import * as v from "valibot";
import { keyOrAliasArn } from "./arns.ts";
import { kinds, REGION, text } from "./fields.ts";
import { bucketName } from "./names.ts";

/** Folder of local state, from the project's root. */
export const LOCAL_STATE_FOLDER = ".terraform-state";

/** Terraform takes the settings of a backend literally, so what cdktf takes for a value of its own can't be escaped there. */
const withoutToken = v.check(
  (value: string) => !/[$#&]\{TfToken\[|-[\d.]+e\+?298/.test(value),
  "contains what CDK for Terraform takes for a value of its own: use other characters",
);

/** Where Terraform keeps what it knows of each stack. */
export const state = kinds([
  v.strictObject({
    /** One local file per stack. */
    type: v.literal("local"),
    /** Folder of the files, relative to the project's root; each environment has its folder there. @default ".terraform-state" */
    folder: v.optional(v.pipe(v.string(), withoutToken), LOCAL_STATE_FOLDER),
  }),
  v.strictObject({
    /** One S3 object per stack, with S3 native locking (Terraform 1.10 or newer). */
    type: v.literal("s3"),
    /** Existing bucket with versioning. */
    bucket: bucketName(),
    /** Region of the bucket. @default the environment's region */
    region: v.optional(text(REGION, "is not a region: write it as AWS does, such as us-east-1")),
    /** Prefix of the object keys, `PREFIX/ENVIRONMENT/STACK.tfstate`. @default "ecs-pipeline" */
    keyPrefix: v.optional(
      text(
        /^[A-Za-z0-9][A-Za-z0-9/_.-]*[A-Za-z0-9]$/,
        "is not a key prefix: use letters, digits, / _ . and -, no slash at either end",
      ),
      "ecs-pipeline",
    ),
    /** KMS key that encrypts the objects. @default the default encryption of the bucket */
    kmsKeyArn: v.optional(v.pipe(keyOrAliasArn(), withoutToken)),
  }),
]);

export type StateConfig = v.InferOutput<typeof state>;
export type S3StateConfig = Extract<StateConfig, { type: "s3" }>;
