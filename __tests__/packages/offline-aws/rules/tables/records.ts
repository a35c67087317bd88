import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";
import { databaseNamed, functionNamed, tableNamed } from "../../../../support/refusable-bases.ts";

const record =
  (change: (at: Record<string, string>) => ObjectValue) =>
  (at: Record<string, string>): ObjectValue => ({
    zone_id: at.zone ?? null,
    name: "records.example.com",
    type: "A",
    ...change(at),
  });
const alias = (name: string, zone_id: string | null, change: ObjectValue = {}) => ({
  alias: [{ name, zone_id, evaluate_target_health: false }],
  ...change,
});
const weighted = { set_identifier: "b", weighted_routing_policy: [{ weight: 1 }] };
const health = on({ type: "HTTP", port: 80 });
const database = databaseNamed("records");
const alarm = on({
  alarm_name: "records",
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 1,
  metric_name: "Latency",
  namespace: "Shop",
  period: 60,
  statistic: "Average",
});
const table = tableNamed("records");
const lambda = functionNamed("records");
const snap = [{ apply_on: "PublishedVersions" }];
const target = on({ rule: "daily", arn: "arn:aws:sqs:us-east-1:123456789012:orders" });

/** Names, databases, events, and what is measured. */
export const RECORDS: RefusalTable = {
  subject: "records, databases and events",
  mistakes: [
    [
      "an alias to a balancer in the zone of CloudFront",
      "aws_route53_record",
      record(() => alias("web-1.us-east-1.elb.amazonaws.com", "Z2FDTNDATAQYW2")),
      "apply",
      /InvalidChangeBatch: .*does not lie within the target zone/,
    ],
    [
      "an alias for mail to a distribution",
      "aws_route53_record",
      record(() => alias("d111111abcdef8.cloudfront.net", "Z2FDTNDATAQYW2", { type: "MX" })),
      "apply",
      /InvalidChangeBatch: .*target was not found/,
    ],
    [
      "a weighted record beside a simple one",
      "aws_route53_record",
      record(() => ({ name: "simple.example.com", ttl: 60, records: ["192.0.2.2"], ...weighted })),
      "apply",
      /InvalidChangeBatch: .*another routing policy/,
    ],
    [
      "a second primary",
      "aws_route53_record",
      record(() => ({
        name: "primary.example.com",
        ttl: 60,
        records: ["192.0.2.2"],
        set_identifier: "b",
        failover_routing_policy: [{ type: "PRIMARY" }],
      })),
      "apply",
      /InvalidChangeBatch: .*failover PRIMARY/,
    ],
    [
      "an authority without flags",
      "aws_route53_record",
      record(() => ({ type: "CAA", ttl: 60, records: ["letsencrypt.org"] })),
      "apply",
      /InvalidChangeBatch: .*CAARRDATANotThreeFields/,
    ],
    ["nothing to check", "aws_route53_health_check", health({}), "apply", /InvalidInput: .*IPAddress/],
    [
      "a private address",
      "aws_route53_health_check",
      health({ ip_address: "10.0.0.9" }),
      "apply",
      /InvalidInput: Invalid IP address/,
    ],
    [
      "a path of TCP",
      "aws_route53_health_check",
      health({ type: "TCP", ip_address: "192.0.2.9", resource_path: "/" }),
      "apply",
      /InvalidInput: .*ResourcePath/,
    ],
    [
      "a private zone twice",
      "aws_route53_zone",
      (at) => ({ name: "internal.example.com", vpc: [{ vpc_id: at.vpc ?? null }] }),
      "apply",
      /ConflictingDomainExists/,
    ],
    [
      "no password",
      "aws_db_instance",
      database({ password: null }),
      "apply",
      /InvalidParameterValue: .*MasterUserPassword must be provided/,
    ],
    [
      "a key without encryption",
      "aws_db_instance",
      database({ kms_key_id: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-a444-555555555555" }),
      "apply",
      /InvalidParameterCombination: KmsKeyId/,
    ],
    [
      "a version that there is not",
      "aws_db_instance",
      database({ engine_version: "99.1" }),
      "apply",
      /InvalidParameterCombination: Cannot find version 99.1 for postgres/,
    ],
    [
      "parameters of MySQL",
      "aws_db_instance",
      database({ parameter_group_name: "mysql" }),
      "apply",
      /InvalidParameterCombination: The parameter group mysql with DBParameterGroupFamily mysql8.0/,
    ],
    [
      "logs of MySQL",
      "aws_db_instance",
      database({ enabled_cloudwatch_logs_exports: ["slowquery"] }),
      "apply",
      /InvalidParameterCombination: You cannot use the log types 'slowquery'/,
    ],
    [
      "a serverless class",
      "aws_db_instance",
      database({ instance_class: "db.serverless" }),
      "apply",
      /InvalidParameterCombination: .*db.serverless/,
    ],
    [
      "ten minutes for backups",
      "aws_db_instance",
      database({ backup_window: "03:00-03:10" }),
      "apply",
      /InvalidParameterValue: The backup window must be at least 30 minutes/,
    ],
    [
      "a replica of what has no backups",
      "aws_db_instance",
      on({
        identifier: "replica",
        replicate_source_db: "plain",
        instance_class: "db.t4g.micro",
        skip_final_snapshot: true,
      })(),
      "apply",
      /InvalidDBInstanceState: Automated backups are not enabled/,
    ],
    ["no threshold", "aws_cloudwatch_metric_alarm", alarm({}), "apply", /ValidationError: Threshold must be specified/],
    [
      "31 dimensions",
      "aws_cloudwatch_metric_alarm",
      alarm({
        threshold: 1,
        dimensions: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`d${index}`, "v"])),
      }),
      "apply",
      /ValidationError: The collection Dimensions/,
    ],
    ["a bus called default", "aws_cloudwatch_event_bus", on({ name: "default" })(), "validate", /cannot be 'default'/],
    [
      "a FIFO queue without a group of messages",
      "aws_cloudwatch_event_target",
      target({ arn: "arn:aws:sqs:us-east-1:123456789012:orders.fifo" }),
      "apply",
      /ValidationException: Parameter\(s\) SqsParameters must be specified/,
    ],
    [
      "a placeholder that has no path",
      "aws_cloudwatch_event_target",
      target({ input_transformer: [{ input_paths: { id: "$.id" }, input_template: '"<id> of <region>"' }] }),
      "apply",
      /ValidationException: .*invalid placeholder region/,
    ],
    [
      "an unknown comparison of numbers",
      "aws_cloudwatch_event_rule",
      on({ name: "records", event_pattern: JSON.stringify({ detail: { size: [{ numeric: ["over", 5] }] } }) })(),
      "apply",
      /InvalidEventPatternException: .*Unrecognized numeric range operator: over/,
    ],
    [
      "an index without capacity",
      "aws_dynamodb_table",
      table({
        billing_mode: "PROVISIONED",
        read_capacity: 1,
        write_capacity: 1,
        attribute: [
          { name: "id", type: "S" },
          { name: "day", type: "S" },
        ],
        global_secondary_index: [{ name: "by-day", hash_key: "day", projection_type: "ALL" }],
      }),
      "apply",
      /ValidationException: .*ProvisionedThroughput must be specified for index: by-day/,
    ],
    [
      "a replica of keys alone",
      "aws_dynamodb_table",
      table({ replica: [{ region_name: "eu-west-1" }], stream_enabled: true, stream_view_type: "KEYS_ONLY" }),
      "apply",
      /ValidationException: .*NEW_AND_OLD_IMAGES/,
    ],
    [
      "an item of no table",
      "aws_dynamodb_table_item",
      on({ table_name: "ghost", hash_key: "id", item: JSON.stringify({ id: { S: "1" } }) })(),
      "apply",
      /ResourceNotFoundException/,
    ],
    [
      "subnets without a group",
      "aws_lambda_function",
      (at) => lambda({ vpc_config: [{ subnet_ids: [at.subnetA ?? null], security_group_ids: [] }] })(at),
      "apply",
      /InvalidParameterValueException: SubnetIds and SecurityGroupIds must coexist/,
    ],
    [
      "a snapshot of Node.js",
      "aws_lambda_function",
      lambda({ snap_start: snap }),
      "apply",
      /InvalidParameterValueException: nodejs22.x is not supported for SnapStart/,
    ],
    [
      "a path without a slash",
      "aws_efs_access_point",
      (at) => ({ file_system_id: at.files ?? null, root_directory: [{ path: "data" }] }),
      "apply",
      /ValidationException: .*rootDirectory.path/,
    ],
    [
      "a document without a schema",
      "aws_ssm_document",
      on({ name: "records", document_type: "Command", content: JSON.stringify({ description: "x" }) })(),
      "apply",
      /InvalidDocumentContent/,
    ],
    [
      "an association with no document",
      "aws_ssm_association",
      on({ name: "ghost", targets: [{ key: "tag:a", values: ["b"] }] })(),
      "apply",
      /InvalidDocument: Document with name ghost/,
    ],
  ],
  accepted: [
    [
      "an alias to a distribution",
      "aws_route53_record",
      record(() => alias("d111111abcdef8.cloudfront.net", "Z2FDTNDATAQYW2")),
    ],
    [
      "an alias in its zone",
      "aws_route53_record",
      record((at) => alias("simple.example.com", at.zone ?? null, { name: "same.example.com" })),
    ],
    [
      "a secondary",
      "aws_route53_record",
      record(() => ({
        name: "primary.example.com",
        ttl: 60,
        records: ["192.0.2.2"],
        set_identifier: "b",
        failover_routing_policy: [{ type: "SECONDARY" }],
      })),
    ],
    ["a name to check", "aws_route53_health_check", health({ fqdn: "shop.example.com", resource_path: "/" })],
    [
      "a database",
      "aws_db_instance",
      database({
        engine_version: "17.2",
        backup_window: "23:45-00:15",
        enabled_cloudwatch_logs_exports: ["postgresql"],
      }),
    ],
    [
      "a password that RDS keeps",
      "aws_db_instance",
      database({ identifier: "kept", password: null, manage_master_user_password: true }),
    ],
    [
      "a snapshot of Python",
      "aws_lambda_function",
      lambda({ function_name: "snapped", runtime: "python3.13", snap_start: snap }),
    ],
    [
      "placeholders",
      "aws_cloudwatch_event_target",
      target({
        input_transformer: [
          { input_paths: { id: "$.id" }, input_template: '"<id> at <aws.events.event.ingestion-time>"' },
        ],
      }),
    ],
  ],
};
