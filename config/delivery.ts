import * as v from "valibot";
import { choice, retentionDays, text, whole } from "./fields.ts";

/** The pipeline from a commit to running tasks. */
export const delivery = v.strictObject({
  /** Branch of the CodeCommit repository whose commits are released. @default "main" */
  branch: v.optional(text(/^(?!\/)[\w./-]+(?<!\/)$/, "is not a branch name: use letters, digits, . _ / and -"), "main"),
  build: v.optional(
    v.strictObject({
      /** Size of the build machine. @default "small": 2 vCPU, 4 GB */
      size: v.optional(choice("small", "medium", "large"), "small"),
      /** Architecture of the machine and so of the image. @default "x86_64" */
      architecture: v.optional(choice("x86_64", "arm64"), "x86_64"),
      /** Minutes until a build is given up, 5 to 480. @default 30 */
      timeoutMinutes: v.optional(whole(5, 480, "minutes"), 30),
    }),
    {},
  ),
  /** Names of the services that the pipeline deploys, in order. */
  services: v.array(v.string()),
  /** Days after which artifacts of a release are deleted. @default 90 */
  artifactDays: v.optional(whole(1, 3650, "days"), 90),
  /** Days that build logs are kept. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

export type DeliveryConfig = v.InferOutput<typeof delivery>;
