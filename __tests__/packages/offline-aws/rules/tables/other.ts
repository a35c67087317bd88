import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const alarm =
  (change: ObjectValue): Written =>
  () => ({
    alarm_name: "tried",
    comparison_operator: "GreaterThanThreshold",
    evaluation_periods: 1,
    metric_name: "CPUUtilization",
    namespace: "AWS/ECS",
    period: 60,
    statistic: "Average",
    threshold: 1,
    ...change,
  });

const record =
  (change: ObjectValue): Written =>
  (at) => ({
    zone_id: at.zone ?? null,
    name: "www.example.com",
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
    ...change,
  });

const parameter =
  (change: ObjectValue): Written =>
  () => ({ name: "/shop/a", type: "String", value: "x", ...change });

const table =
  (change: ObjectValue): Written =>
  () => ({
    name: "carts",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
    ...change,
  });

const lambda =
  (change: ObjectValue): Written =>
  (at) => ({
    function_name: "tried",
    role: at.functionRole ?? null,
    filename: "f.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
    ...change,
  });

const eventRule =
  (change: ObjectValue): Written =>
  () => ({ name: "tried", ...change });

const ALARM = "aws_cloudwatch_metric_alarm";
const RECORD = "aws_route53_record";
const LAMBDA = "aws_lambda_function";
const RULE = "aws_cloudwatch_event_rule";
const QUERIES: ObjectValue[] = [
  { id: "m1", metric: [{ metric_name: "A", namespace: "N", period: 60, stat: "Sum" }] },
  { id: "e1", expression: "m1 / m2", return_data: true },
];
const BARE = { metric_name: null, namespace: null, period: null, statistic: null };

export const OTHER: RefusalTable = {
  subject: "other services",
  mistakes: [
    ["a period of 90", ALARM, alarm({ period: 90 }), "validate", /expected period to be divisible by 60, got: 90/],
    ["an unknown unit", ALARM, alarm({ unit: "Things" }), "validate", /expected unit/],
    ["an unknown comparison", ALARM, alarm({ comparison_operator: "More" }), "validate", /comparison_operator/],
    ["more datapoints than periods", ALARM, alarm({ datapoints_to_alarm: 2 }), "apply", /DatapointsToAlarm/],
    ["more than a day", ALARM, alarm({ evaluation_periods: 1441 }), "apply", /across more than a day/],
    ["no statistic", ALARM, alarm({ statistic: null }), "plan", /statistic/],
    ["an unknown query", ALARM, alarm({ ...BARE, metric_query: QUERIES }), "apply", /m2/],
    ["no result", ALARM, alarm({ ...BARE, metric_query: QUERIES.slice(0, 1) }), "apply", /return data/],
    [
      "a retention of 2 days",
      "aws_cloudwatch_log_group",
      () => ({ name: "a", retention_in_days: 2 }),
      "validate",
      /retention_in_days/,
    ],
    [
      "a log group with a space",
      "aws_cloudwatch_log_group",
      () => ({ name: "a b" }),
      "validate",
      /valid log group name/,
    ],
    [
      "a filter of no group",
      "aws_cloudwatch_log_metric_filter",
      () => ({
        name: "f",
        pattern: "",
        log_group_name: "none",
        metric_transformation: [{ name: "a", namespace: "b", value: "1" }],
      }),
      "apply",
      /log group does not exist/,
    ],
    [
      "a pattern without lists",
      RULE,
      eventRule({ event_pattern: '{"source":"aws.ecs"}' }),
      "apply",
      /InvalidEventPatternException/,
    ],
    ["a pattern that is not JSON", RULE, eventRule({ event_pattern: "x" }), "validate", /invalid JSON/],
    [
      "a schedule of 1 minutes",
      RULE,
      eventRule({ schedule_expression: "rate(1 minutes)" }),
      "apply",
      /Parameter ScheduleExpression is not valid/,
    ],
    ["neither pattern nor schedule", RULE, eventRule({}), "validate", /must be specified/],
    [
      "a target of no rule",
      "aws_cloudwatch_event_target",
      () => ({ rule: "none", arn: "arn:aws:sns:us-east-1:123456789012:news" }),
      "apply",
      /Rule none does not exist/,
    ],
    [
      "a target without a role",
      "aws_cloudwatch_event_target",
      (at) => ({ rule: "daily", arn: at.cluster ?? null, ecs_target: [{ task_definition_arn: at.task ?? null }] }),
      "apply",
      /RoleArn is required/,
    ],
    [
      "a CNAME at the apex",
      RECORD,
      record({ name: "example.com", type: "CNAME", records: ["a.b"] }),
      "apply",
      /not permitted at apex in zone example.com/,
    ],
    ["no address", RECORD, record({ records: ["localhost"] }), "apply", /ARRDATAIllegalIPv4Address/],
    ["no TTL", RECORD, record({ ttl: null }), "apply", /TTL/],
    ["an unknown zone", RECORD, record({ zone_id: "Z1" }), "apply", /NoSuchHostedZone/],
    ["an upper-case bucket", "aws_s3_bucket", () => ({ bucket: "Artifacts" }), "apply", /InvalidBucketName/],
    ["a bucket with an underscore", "aws_s3_bucket", () => ({ bucket: "a_b_c" }), "apply", /InvalidBucketName/],
    ["a bucket that is there", "aws_s3_bucket", () => ({ bucket: "artifacts-of-shop" }), "apply", /BucketAlready/],
    [
      "a policy of another bucket",
      "aws_s3_bucket_policy",
      (at) => ({
        bucket: at.bucket ?? null,
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::other/*" }],
        }),
      }),
      "apply",
      /Policy has invalid resource/,
    ],
    [
      "STANDARD_IA after a day",
      "aws_s3_bucket_lifecycle_configuration",
      (at) => ({
        bucket: at.bucket ?? null,
        rule: [{ id: "a", status: "Enabled", filter: [{}], transition: [{ days: 1, storage_class: "STANDARD_IA" }] }],
      }),
      "apply",
      /greater than or equal to 30/,
    ],
    [
      "versioning of no bucket",
      "aws_s3_bucket_versioning",
      () => ({ bucket: "none", versioning_configuration: [{ status: "Enabled" }] }),
      "apply",
      /NoSuchBucket/,
    ],
    [
      "an ACL",
      "aws_s3_bucket_acl",
      (at) => ({ bucket: at.bucket ?? null, acl: "private" }),
      "apply",
      /AccessControlListNotSupported/,
    ],
    ["a window of 5 days", "aws_kms_key", () => ({ deletion_window_in_days: 5 }), "validate", /range \(7 - 30\)/],
    [
      "a key that locks itself",
      "aws_kms_key",
      () => ({
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }],
        }),
      }),
      "apply",
      /will not allow you to update the key policy/,
    ],
    [
      "an alias of AWS",
      "aws_kms_alias",
      () => ({ name: "alias/aws/x", target_key_id: "11111111-2222-3333-4444-555555555555" }),
      "apply",
      /NotFound|NotAuthorized/,
    ],
    ["an alias without alias/", "aws_kms_alias", () => ({ name: "x", target_key_id: "1" }), "validate", /alias\//],
    ["a queue with a dot", "aws_sqs_queue", () => ({ name: "a.b" }), "plan", /invalid queue name: a.b/],
    [
      "a FIFO queue without its ending",
      "aws_sqs_queue",
      () => ({ name: "a", fifo_queue: true }),
      "plan",
      /invalid queue name/,
    ],
    [
      "a visibility of 50000",
      "aws_sqs_queue",
      () => ({ name: "a", visibility_timeout_seconds: 50_000 }),
      "validate",
      /range \(0 - 43200\)/,
    ],
    [
      "letters to no queue",
      "aws_sqs_queue",
      () => ({
        name: "a",
        redrive_policy: JSON.stringify({
          maxReceiveCount: 3,
          deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:none",
        }),
      }),
      "apply",
      /Dead letter target does not exist/,
    ],
    [
      "a mail address that is none",
      "aws_sns_topic_subscription",
      (at) => ({ topic_arn: at.topic ?? null, protocol: "email", endpoint: "ops" }),
      "apply",
      /Email address/,
    ],
    [
      "an unknown protocol",
      "aws_sns_topic_subscription",
      (at) => ({ topic_arn: at.topic ?? null, protocol: "fax", endpoint: "1" }),
      "validate",
      /protocol/,
    ],
    [
      "an unknown topic",
      "aws_sns_topic_subscription",
      () => ({ topic_arn: "arn:aws:sns:us-east-1:123456789012:none", protocol: "email", endpoint: "a@b.co" }),
      "apply",
      /NotFound/,
    ],
    [
      "a role of another service",
      LAMBDA,
      (at) => lambda({ role: at.role ?? null })(at),
      "apply",
      /cannot be assumed by Lambda/,
    ],
    ["no handler", LAMBDA, lambda({ handler: null }), "plan", /handler and runtime must be set/],
    ["a timeout of 1000", LAMBDA, lambda({ timeout: 1000 }), "validate", /timeout/],
    [
      "a variable of AWS",
      LAMBDA,
      lambda({ environment: [{ variables: { AWS_REGION: "x" } }] }),
      "apply",
      /reserved keys/,
    ],
    [
      "a permission for nothing",
      "aws_lambda_permission",
      () => ({ function_name: "none", action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" }),
      "apply",
      /Function not found: none/,
    ],
    [
      "an attribute without an index",
      "aws_dynamodb_table",
      table({ attribute: ["id", "other"].map((name) => ({ name, type: "S" })) }),
      "plan",
      /all attributes must be indexed. Unused attributes: \["other"\]/,
    ],
    [
      "a key without an attribute",
      "aws_dynamodb_table",
      table({ hash_key: "key" }),
      "plan",
      /must match a defined attribute/,
    ],
    [
      "no capacity",
      "aws_dynamodb_table",
      table({ billing_mode: "PROVISIONED" }),
      "plan",
      /read_capacity must be at least 1/,
    ],
    [
      "a type of attribute that is none",
      "aws_dynamodb_table",
      table({ attribute: [{ name: "id", type: "String" }] }),
      "validate",
      /type/,
    ],
    ["a parameter of AWS", "aws_ssm_parameter", parameter({ name: "/aws/x" }), "apply", /can't be prefixed/],
    ["4097 characters", "aws_ssm_parameter", parameter({ value: "x".repeat(4097) }), "apply", /4096 characters/],
    ["an upper-case repository", "aws_ecr_repository", () => ({ name: "Shop" }), "apply", /InvalidParameterException/],
    [
      "a lifecycle of no rules",
      "aws_ecr_lifecycle_policy",
      () => ({ repository: "none", policy: "{}" }),
      "apply",
      /RepositoryNotFound|Lifecycle policy/,
    ],
    [
      "51 tags",
      "aws_sns_topic",
      () => ({ name: "a", tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])) }),
      "apply",
      /more than 50 tags/,
    ],
    [
      "a certificate for a word",
      "aws_acm_certificate",
      () => ({ domain_name: "localhost", validation_method: "DNS" }),
      "apply",
      /fully qualified/,
    ],
  ],
  accepted: [
    ["an alarm", ALARM, alarm({})],
    [
      "a pattern",
      RULE,
      eventRule({ event_pattern: '{"source":["aws.ecs"],"detail":{"lastStatus":[{"prefix":"STOP"}]}}' }),
    ],
    ["a record", RECORD, record({})],
    [
      "an alias",
      RECORD,
      record({
        name: "api",
        ttl: null,
        records: null,
        alias: [{ name: "x.elb.amazonaws.com", zone_id: "Z35SXDOTRQ7X7K", evaluate_target_health: true }],
      }),
    ],
    ["a bucket", "aws_s3_bucket", () => ({ bucket: "logs.of.shop" })],
    ["a bucket without a name", "aws_s3_bucket", () => ({})],
    ["a queue", "aws_sqs_queue", () => ({ name: "orders.fifo", fifo_queue: true })],
    [
      "a subscription",
      "aws_sns_topic_subscription",
      (at) => ({ topic_arn: at.topic ?? null, protocol: "email", endpoint: "a@b.co" }),
    ],
    ["a function", LAMBDA, lambda({})],
    ["a table", "aws_dynamodb_table", table({})],
    ["a parameter", "aws_ssm_parameter", parameter({})],
    ["a repository", "aws_ecr_repository", () => ({ name: "company/shop" })],
    ["a certificate", "aws_acm_certificate", () => ({ domain_name: "*.example.com", validation_method: "DNS" })],
  ],
};
