import * as v from "valibot";
import { arn, image, kinds, retentionDays, whole } from "../fields.ts";

/** Where the containers' output goes. */
export const logs = kinds([
  /** A log group of the service. */
  v.strictObject({
    type: v.literal("cloudwatch"),
    /** @default 30 */
    retentionDays: v.optional(retentionDays(), 30),
    /** MiB of output that is kept while CloudWatch does not answer, 1 to 128; what is more is lost. @default none: the container waits */
    bufferMiB: v.optional(whole(1, 128, "MiB")),
  }),
  /** Anywhere that Fluent Bit can write, through a container of its own; that one's output goes to a log group. */
  v.strictObject({
    type: v.literal("firelens"),
    /** Settings of the output plugin, such as `{ Name: "http", Host: "logs.example.com" }`. */
    options: v.record(v.string(), v.string()),
    /** Settings whose values are kept in Secrets Manager or SSM, such as a password: ARNs by name. @default none */
    secrets: v.optional(v.record(v.string(), arn()), {}),
    /** @default AWS's own build of Fluent Bit */
    image: v.optional(image(), "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable"),
    /** Days that Fluent Bit's own output is kept. @default 30 */
    retentionDays: v.optional(retentionDays(), 30),
  }),
]);

export type LogsConfig = v.InferOutput<typeof logs>;
