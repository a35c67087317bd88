import * as v from "valibot";
import { arn, whole } from "./fields.ts";

/** The ECR repository of the application's images. */
export const registry = v.strictObject({
  /** Newest images that are kept; older ones are deleted. 1 to 1000. @default 30 */
  keepImages: v.optional(whole(1, 1000, "images"), 30),
  /** Days after which an image that lost its tag is deleted. @default 7 */
  untaggedDays: v.optional(whole(1, 365, "days"), 7),
  /** Whether the repository may be deleted with images in it. @default false */
  deleteWithImages: v.optional(v.boolean(), false),
  /** KMS key that encrypts the images. @default the AWS managed key of ECR */
  kmsKeyArn: v.optional(arn()),
});

export type RegistryConfig = v.InferOutput<typeof registry>;
