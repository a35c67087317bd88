import * as v from "valibot";
import { image, integer, kinds, retentionDays } from "../fields.ts";
import { secret } from "./secret.ts";

/** Where the containers' output goes. */
export const logs = kinds([
  v.strictObject({
    /** A log group of the service. */
    type: v.literal("cloudwatch"),
    /** Days that CloudWatch Logs keeps the log. @default 30 */
    retentionDays: v.optional(retentionDays(), 30),
    /** Non-blocking buffer in MiB, 1 to 128; output that does not fit is lost. @default none: the container waits for CloudWatch */
    bufferMiB: v.optional(integer(1, 128, "MiB")),
  }),
  v.strictObject({
    /** Any output plugin of Fluent Bit, which runs in the container `log-router`; its own output goes to a log group. */
    type: v.literal("firelens"),
    /** Options of the output plugin, such as `{ Name: "http", Host: "logs.example.com" }`. Not for secrets. */
    options: v.record(v.string(), v.string()),
    /** Options from Secrets Manager or SSM Parameter Store, by name. The execution role may read exactly these. @default none */
    secrets: v.optional(v.record(v.string(), secret), {}),
    /**
     * Image of Fluent Bit. Pin a version in production.
     * @default "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable"
     */
    image: v.optional(image(), "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable"),
    /** Days that CloudWatch Logs keeps the output of Fluent Bit itself. @default 30 */
    retentionDays: v.optional(retentionDays(), 30),
  }),
]);

export type LogsConfig = v.InferOutput<typeof logs>;
