import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn, type RefusalTable, refused, type Written } from "../../../../support/refusable.ts";

const SQS = "arn:aws:sqs:us-east-1:123456789012:orders";
const rule = (pattern: ObjectValue) => ({
  name: "tried",
  event_pattern: JSON.stringify({ detail: { size: [pattern] } }),
});
const scheduled = (schedule: string) => ({ name: "tried", schedule_expression: schedule });
const target = basedOn({ rule: "daily", target_id: "tried", arn: SQS });
const connection = basedOn({ name: "hook", authorization_type: "API_KEY" });
const schedule =
  (change: ObjectValue): Written =>
  (at) => ({
    name: "tried",
    schedule_expression: "rate(1 day)",
    flexible_time_window: [{ mode: "OFF" }],
    target: [{ arn: SQS, role_arn: at.role ?? null }],
    ...change,
  });
const alarm = basedOn({
  alarm_name: "tried",
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 1,
  metric_name: "Latency",
  namespace: "Shop",
  period: 60,
  statistic: "Average",
  threshold: 1,
});
const metric = (id: string) => ({
  id,
  metric: [{ namespace: "Shop", metric_name: id, period: 60, stat: "Sum" }],
});
const math = (expression: string): ObjectValue => ({
  alarm_name: "math",
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 1,
  threshold: 1,
  metric_query: [{ id: "rate", expression, return_data: true }, metric("errors")],
});
const filter = (change: ObjectValue): ObjectValue => ({
  name: "tried",
  log_group_name: "shop",
  pattern: "ERROR",
  metric_transformation: [{ name: "Errors", namespace: "Shop", value: "1", ...change }],
});
const pattern = (text: string) => ({ ...filter({}), pattern: text });
const record =
  (change: ObjectValue): Written =>
  (at) => ({
    zone_id: at.zone ?? null,
    name: "tried.example.com",
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
    ...change,
  });
const life =
  (change: ObjectValue): Written =>
  (at) => ({
    bucket: at.bucket ?? null,
    rule: [{ id: "old", status: "Enabled", filter: [{ prefix: "" }], ...change }],
  });
const cors =
  (change: ObjectValue): Written =>
  (at) => ({ bucket: at.bucket ?? null, cors_rule: [{ allowed_methods: ["GET"], allowed_origins: ["*"], ...change }] });

const RULE = "aws_cloudwatch_event_rule";
const TARGET = "aws_cloudwatch_event_target";
const SCHEDULE = "aws_scheduler_schedule";
const ALARM = "aws_cloudwatch_metric_alarm";
const FILTER = "aws_cloudwatch_log_metric_filter";
const RECORD = "aws_route53_record";
const LIFE = "aws_s3_bucket_lifecycle_configuration";
const CORS = "aws_s3_bucket_cors_configuration";

export const SETTINGS: RefusalTable = {
  subject: "events, alarms, logs, records and buckets",
  mistakes: [
    refused(
      "an hour of 24",
      RULE,
      scheduled("cron(0 24 * * ? *)"),
      /ValidationException: Parameter ScheduleExpression/,
    ),
    refused(
      "a minute of 60",
      RULE,
      scheduled("cron(60 1 * * ? *)"),
      /ValidationException: Parameter ScheduleExpression/,
    ),
    refused(
      "a weekday of 0",
      RULE,
      scheduled("cron(0 1 ? * 0 *)"),
      /ValidationException: Parameter ScheduleExpression/,
    ),
    refused("a number to exist", RULE, rule({ exists: "yes" }), /InvalidEventPatternException: .*exists/),
    refused(
      "two matchers in one",
      RULE,
      rule({ prefix: "a", suffix: "b" }),
      /InvalidEventPatternException: .*Only one key/,
    ),
    refused("half a range", RULE, rule({ numeric: [">", 1, "<"] }), /InvalidEventPatternException: .*numeric/),
    refused("a block of no network", RULE, rule({ cidr: "10.0.0.0" }), /InvalidEventPatternException: .*cidr/),
    refused("a prefix of number", RULE, rule({ prefix: 5 }), /InvalidEventPatternException: .*prefix/),
    refused(
      "one alternative",
      RULE,
      { name: "tried", event_pattern: JSON.stringify({ $or: [{ source: ["a"] }] }) },
      /InvalidEventPatternException: .*at least 2 Objects/,
    ),
    refused(
      "a bucket as target",
      TARGET,
      target({ arn: "arn:aws:s3:::artifacts-of-shop" }),
      /ValidationException: .*not in correct format/,
    ),
    refused(
      "a queue of another region",
      TARGET,
      target({ arn: SQS.replace("us-east-1", "eu-west-1") }),
      /ValidationException: .*region us-east-1/,
    ),
    refused(
      "a dead-letter queue in order",
      TARGET,
      target({ dead_letter_config: [{ arn: `${SQS}.fifo` }] }),
      /ValidationException: .*standard SQS queue/,
    ),
    refused(
      "an event that is tried for half a minute",
      TARGET,
      target({ retry_policy: [{ maximum_event_age_in_seconds: 30 }] }),
      /ValidationException: .*'retryPolicy.maximumEventAgeInSeconds'|greater than or equal to 60/,
    ),
    refused(
      "a hook without TLS",
      "aws_cloudwatch_event_api_destination",
      {
        name: "hook",
        http_method: "POST",
        invocation_endpoint: "http://example.com",
        connection_arn: "arn:aws:events:us-east-1:123456789012:connection/a/b",
      },
      /ValidationException: .*must use HTTPS/,
    ),
    refused(
      "a connection with other credentials",
      "aws_cloudwatch_event_connection",
      connection({ auth_parameters: [{ basic: [{ username: "a", password: "b" }] }] }),
      /ValidationException: .*needs api_key/,
    ),
    refused(
      "an archive of an unknown bus",
      "aws_cloudwatch_event_archive",
      { name: "all", event_source_arn: "arn:aws:events:us-east-1:123456789012:event-bus/gone" },
      /ResourceNotFoundException: Event bus gone/,
    ),
    refused(
      "an unknown group of schedules",
      SCHEDULE,
      schedule({ group_name: "gone" }),
      /ResourceNotFoundException: Schedule group gone/,
    ),
    refused(
      "an end before the start",
      SCHEDULE,
      schedule({ start_date: "2030-02-01T00:00:00Z", end_date: "2030-01-01T00:00:00Z" }),
      /ValidationException: The StartDate must be before/,
    ),
    refused(
      "a schedule for a queue in order",
      SCHEDULE,
      (at) => ({ ...schedule({})(at), target: [{ arn: `${SQS}.fifo`, role_arn: at.role ?? null }] }),
      /ValidationException: MessageGroupId/,
    ),
    refused(
      "a schedule for a cluster",
      SCHEDULE,
      (at) => ({
        ...schedule({})(at),
        target: [{ arn: "arn:aws:ecs:us-east-1:123456789012:cluster/shop", role_arn: at.role ?? null }],
      }),
      /ValidationException: EcsParameters/,
    ),
    refused(
      "an action in another region",
      ALARM,
      alarm({ alarm_actions: ["arn:aws:sns:eu-west-1:123456789012:news"] }),
      /ValidationError: Invalid region eu-west-1 specified/,
    ),
    refused(
      "an action that alarms don't have",
      ALARM,
      alarm({ ok_actions: [SQS] }),
      /ValidationError: Unsupported service sqs/,
    ),
    refused("an empty dimension", ALARM, alarm({ dimensions: { QueueName: "" } }), /ValidationError: .*QueueName/),
    refused(
      "ten seconds of AWS",
      ALARM,
      alarm({ namespace: "AWS/SQS", period: 10 }),
      /ValidationError: Period must not be 10/,
    ),
    refused(
      "an unknown word in an expression",
      ALARM,
      math("errors / requests"),
      /ValidationError: Invalid metrics list: requests/,
    ),
    refused(
      "a default with dimensions",
      FILTER,
      filter({ default_value: "0", dimensions: { Level: "$.level" } }),
      /InvalidParameterException: .*mutually exclusive/,
    ),
    refused(
      "a dimension that is not a field",
      FILTER,
      filter({ dimensions: { Level: "error" } }),
      /InvalidParameterException: .*must be a field/,
    ),
    refused(
      "a value that is a word",
      FILTER,
      filter({ value: "one" }),
      /InvalidParameterException: .*neither a number nor a field/,
    ),
    refused(
      "a condition without a value",
      FILTER,
      pattern("{ $.level = }"),
      /InvalidParameterException: Invalid filter pattern/,
    ),
    refused(
      "a condition of a word",
      FILTER,
      pattern('{ level = "error" }'),
      /InvalidParameterException: Invalid filter pattern/,
    ),
    refused("an open quotation", FILTER, pattern('"not found'), /InvalidParameterException: Invalid filter pattern/),
    refused(
      "a key that logs may not use",
      "aws_cloudwatch_log_group",
      { name: "secret", kms_key_id: "arn:aws:kms:eu-west-1:123456789012:key/0000" },
      /AccessDeniedException: The specified KMS key does not exist or is not allowed/,
    ),
    refused(
      "an unquoted authority",
      RECORD,
      record({ type: "CAA", records: ["0 issue amazon.com"] }),
      /InvalidChangeBatch: .*CAARRDATAValueNotQuoted/,
    ),
    refused(
      "a mail server without a number",
      RECORD,
      record({ type: "MX", records: ["first mail.example.com"] }),
      /InvalidChangeBatch: .*MXRRDATAPriorityNotInteger/,
    ),
    refused(
      "a port of 70000",
      RECORD,
      record({ type: "SRV", records: ["1 1 70000 a.example.com"] }),
      /InvalidChangeBatch: .*SRVRRDATANotInteger/,
    ),
    refused(
      "a label of 64 characters",
      RECORD,
      record({ name: `${"a".repeat(64)}.example.com` }),
      /InvalidChangeBatch: .*DomainLabelTooLong/,
    ),
    refused("two dots", RECORD, record({ name: "a..example.com" }), /InvalidChangeBatch: .*DomainLabelEmpty/),
    refused(
      "versions that move early",
      LIFE,
      life({ noncurrent_version_transition: [{ noncurrent_days: 10, storage_class: "STANDARD_IA" }] }),
      /InvalidArgument: 'NoncurrentDays' in Transition action/,
    ),
    refused(
      "cold a day after warm",
      LIFE,
      life({
        transition: [
          { days: 30, storage_class: "STANDARD_IA" },
          { days: 31, storage_class: "GLACIER" },
        ],
      }),
      /InvalidArgument: .*at least 30 days greater/,
    ),
    refused(
      "a date at ten",
      LIFE,
      life({ expiration: [{ date: "2030-01-01T10:00:00Z" }] }),
      /InvalidArgument: 'Date' must be at midnight GMT/,
    ),
    refused(
      "uploads with a tag",
      LIFE,
      life({
        filter: [{ tag: [{ key: "a", value: "b" }] }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
      }),
      /InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags/,
    ),
    refused(
      "a deep archive after 90 days",
      "aws_s3_bucket_intelligent_tiering_configuration",
      (at) => ({ bucket: at.bucket ?? null, name: "all", tiering: [{ access_tier: "DEEP_ARCHIVE_ACCESS", days: 90 }] }),
      /InvalidArgument: 'Days' for DEEP_ARCHIVE_ACCESS/,
    ),
    refused(
      "two wildcards of an origin",
      CORS,
      cors({ allowed_origins: ["https://*.*.com"] }),
      /InvalidRequest: AllowedOrigin/,
    ),
    refused("all headers exposed", CORS, cors({ expose_headers: ["*"] }), /InvalidRequest: ExposeHeader/),
    refused(
      "a band that is not there",
      ALARM,
      {
        alarm_name: "band",
        comparison_operator: "GreaterThanUpperThreshold",
        evaluation_periods: 1,
        threshold_metric_id: "band",
        metric_query: [{ ...metric("errors"), return_data: true }],
      },
      /ValidationError: .*ThresholdMetricId band/,
    ),
  ],
  accepted: [
    [
      "a schedule of weekdays",
      RULE,
      () => ({ name: "weekdays", schedule_expression: "cron(0/15 8-17 ? * MON-FRI *)" }),
    ],
    ["the last Friday", RULE, () => ({ name: "friday", schedule_expression: "cron(0 8 ? * 6L 2027-2030)" })],
    [
      "every matcher",
      RULE,
      () => ({
        name: "matchers",
        event_pattern: JSON.stringify({
          detail: {
            a: [{ prefix: { "equals-ignore-case": "x" } }, { suffix: "y" }, { wildcard: "*z" }, null, 5, true],
            b: [{ "anything-but": ["a", 1] }, { "anything-but": { prefix: ["a", "b"] } }],
            c: [{ numeric: [">", 0, "<=", 5] }, { exists: false }, { cidr: "2001:db8::/32" }],
          },
        }),
      }),
    ],
    [
      "any call of an API",
      SCHEDULE,
      (at) => ({
        ...schedule({ name: "universal" })(at),
        target: [{ arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", role_arn: at.role ?? null }],
      }),
    ],
    ["a reboot", ALARM, alarm({ alarm_name: "reboot", alarm_actions: ["arn:aws:automate:us-east-1:ec2:reboot"] })],
    ["functions of an expression", ALARM, () => math("IF(errors > 5, errors, 0) * PERIOD(errors)")],
    ["a condition of two", FILTER, () => ({ ...pattern("{ ($.code >= 500) || ($.user NOT EXISTS) }"), name: "two" })],
    ["a quoted authority", RECORD, record({ name: "caa.example.com", type: "CAA", records: ['0 issue "amazon.com"'] })],
    [
      "warm, then cold",
      LIFE,
      life({
        transition: [
          { days: 30, storage_class: "STANDARD_IA" },
          { days: 60, storage_class: "GLACIER" },
        ],
        expiration: [{ days: 400 }],
      }),
    ],
  ],
};
