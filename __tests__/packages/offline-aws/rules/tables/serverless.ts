import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const lambda =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    function_name: "tried-too",
    role: at.functionRole ?? null,
    filename: "f.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
    ...change,
  });

const machine =
  (change: ObjectValue = {}): Written =>
  (at) => ({ name: "tried", role_arn: at.role ?? null, definition: "{}", ...change });

const queue =
  (change: ObjectValue = {}): Written =>
  () => ({ name: "tried", ...change });

const topic =
  (change: ObjectValue = {}): Written =>
  () => ({ name: "tried", ...change });

const schedule =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    name: "tried",
    schedule_expression: "rate(1 hour)",
    flexible_time_window: [{ mode: "OFF" }],
    target: [{ arn: "arn:aws:sqs:us-east-1:123456789012:a", role_arn: at.role ?? null }],
    ...change,
  });

const mapping =
  (change: ObjectValue = {}): Written =>
  () => ({ function_name: "tried", event_source_arn: "arn:aws:sqs:us-east-1:123456789012:a", ...change });

const grant =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    key_id: "11111111-2222-4333-a444-555555555555",
    grantee_principal: at.role ?? null,
    operations: ["Decrypt"],
    ...change,
  });

export const SERVERLESS: RefusalTable = {
  subject: "functions, queues and schedules",
  mistakes: [
    [
      "64 MB",
      "aws_lambda_function",
      lambda({ memory_size: 64 }),
      "validate",
      /memory_size to be in the range \(128 - 10240\), got 64/,
    ],
    [
      "256 MB of files",
      "aws_lambda_function",
      lambda({ ephemeral_storage: [{ size: 256 }] }),
      "validate",
      /expected size to be in the range/,
    ],
    [
      "tracing that is on",
      "aws_lambda_function",
      lambda({ tracing_config: [{ mode: "On" }] }),
      "validate",
      /expected mode to be one of/,
    ],
    [
      "logs in XML",
      "aws_lambda_function",
      lambda({ logging_config: [{ log_format: "XML" }] }),
      "validate",
      /log_format/,
    ],
    ["a package of another kind", "aws_lambda_function", lambda({ package_type: "Tar" }), "validate", /package_type/],
    ["neither file nor image", "aws_lambda_function", lambda({ filename: null }), "validate", /one of/],
    ["a file and an image", "aws_lambda_function", lambda({ image_uri: "a" }), "validate", /only one of/],
    ["a layer that is not an ARN", "aws_lambda_function", lambda({ layers: ["shared"] }), "validate", /invalid ARN/],
    ["a name with a dot", "aws_lambda_function", lambda({ function_name: "a.b" }), "validate", /function_name/],
    ["a role that is not an ARN", "aws_lambda_function", lambda({ role: "tasks" }), "validate", /invalid ARN/],
    [
      "11 batches side by side",
      "aws_lambda_event_source_mapping",
      mapping({ parallelization_factor: 11 }),
      "validate",
      /parallelization_factor/,
    ],
    [
      "a window of an hour",
      "aws_lambda_event_source_mapping",
      mapping({ tumbling_window_in_seconds: 3600 }),
      "validate",
      /tumbling_window_in_seconds/,
    ],
    [
      "an unknown start",
      "aws_lambda_event_source_mapping",
      mapping({ starting_position: "NOW" }),
      "validate",
      /starting_position/,
    ],
    [
      "one execution at most",
      "aws_lambda_event_source_mapping",
      mapping({ scaling_config: [{ maximum_concurrency: 1 }] }),
      "validate",
      /maximum_concurrency/,
    ],
    [
      "no source",
      "aws_lambda_event_source_mapping",
      mapping({ event_source_arn: null }),
      "validate",
      /event_source_arn/,
    ],
    [
      "a state machine of an unknown type",
      "aws_sfn_state_machine",
      machine({ type: "FAST" }),
      "validate",
      /expected type to be one of/,
    ],
    [
      "a state machine and a prefix",
      "aws_sfn_state_machine",
      machine({ name_prefix: "a" }),
      "validate",
      /conflicts with/,
    ],
    [
      "logs of an unknown level",
      "aws_sfn_state_machine",
      machine({ logging_configuration: [{ level: "DEBUG" }] }),
      "validate",
      /level/,
    ],
    ["a delay of 1000", "aws_sqs_queue", queue({ delay_seconds: 1000 }), "validate", /delay_seconds/],
    [
      "messages for 15 days",
      "aws_sqs_queue",
      queue({ message_retention_seconds: 1_296_000 }),
      "validate",
      /message_retention_seconds/,
    ],
    ["messages of 100 bytes", "aws_sqs_queue", queue({ max_message_size: 100 }), "validate", /max_message_size/],
    [
      "a data key for 30 seconds",
      "aws_sqs_queue",
      queue({ kms_data_key_reuse_period_seconds: 30 }),
      "validate",
      /kms_data_key_reuse_period_seconds/,
    ],
    [
      "two kinds of encryption",
      "aws_sqs_queue",
      queue({ kms_master_key_id: "alias/aws/sqs", sqs_managed_sse_enabled: true }),
      "validate",
      /conflicts with/,
    ],
    ["a policy that is not JSON", "aws_sqs_queue", queue({ policy: "{" }), "validate", /invalid JSON/],
    [
      "an unknown scope of deduplication",
      "aws_sqs_queue",
      queue({ deduplication_scope: "all" }),
      "validate",
      /deduplication_scope/,
    ],
    [
      "deduplication of a standard queue",
      "aws_sqs_queue",
      queue({ content_based_deduplication: true }),
      "plan",
      /content-based deduplication can only be set for FIFO queue/,
    ],
    [
      "101 percent of feedback",
      "aws_sns_topic",
      topic({ sqs_success_feedback_sample_rate: 101 }),
      "validate",
      /sample_rate/,
    ],
    [
      "a third version of signatures",
      "aws_sns_topic",
      topic({ signature_version: 3 }),
      "validate",
      /signature_version/,
    ],
    ["tracing of another kind", "aws_sns_topic", topic({ tracing_config: "Always" }), "validate", /tracing_config/],
    ["a topic with a dot", "aws_sns_topic", topic({ name: "a.b" }), "plan", /invalid topic name: a.b/],
    [
      "a role of feedback that is not an ARN",
      "aws_sns_topic",
      topic({ lambda_success_feedback_role_arn: "tasks" }),
      "validate",
      /invalid ARN/,
    ],
    [
      "a window of two days",
      "aws_scheduler_schedule",
      schedule({ flexible_time_window: [{ mode: "FLEXIBLE", maximum_window_in_minutes: 2880 }] }),
      "validate",
      /maximum_window_in_minutes/,
    ],
    [
      "a window of an unknown mode",
      "aws_scheduler_schedule",
      schedule({ flexible_time_window: [{ mode: "ON" }] }),
      "validate",
      /expected mode to be one of/,
    ],
    [
      "a schedule in an unknown state",
      "aws_scheduler_schedule",
      schedule({ state: "PAUSED" }),
      "validate",
      /expected state to be one of/,
    ],
    ["an end without a date", "aws_scheduler_schedule", schedule({ end_date: "tomorrow" }), "validate", /RFC3339/],
    [
      "200 retries",
      "aws_scheduler_schedule",
      schedule({
        target: [
          {
            arn: "arn:aws:sqs:us-east-1:123456789012:a",
            role_arn: "arn:aws:iam::123456789012:role/a",
            retry_policy: [{ maximum_retry_attempts: 200 }],
          },
        ],
      }),
      "validate",
      /maximum_retry_attempts/,
    ],
    ["an unknown operation", "aws_kms_grant", grant({ operations: ["Read"] }), "validate", /operations/],
  ],
  accepted: [
    [
      "a function with a layer",
      "aws_lambda_function",
      lambda({ layers: ["arn:aws:lambda:us-east-1:123456789012:layer:a:1"] }),
    ],
    ["a queue", "aws_sqs_queue", queue({ delay_seconds: 900 })],
    ["a topic", "aws_sns_topic", topic({ signature_version: 2 })],
    ["a schedule", "aws_scheduler_schedule", schedule()],
  ],
};
