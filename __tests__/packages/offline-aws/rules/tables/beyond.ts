import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn as on, type RefusalTable, type Written } from "../../../../support/refusable.ts";
import { databaseNamed, functionNamed, tableNamed } from "../../../../support/refusable-bases.ts";

const instance = databaseNamed("beyond");
const cluster = on({
  cluster_identifier: "beyond",
  engine: "aurora-postgresql",
  master_username: "owner",
  master_password: "not-a-secret",
  skip_final_snapshot: true,
});
const lambda = functionNamed("beyond");
const queue = on({ name: "beyond" });
const topic = on({ name: "beyond" });
const table = tableNamed("beyond");
const cache = on({
  replication_group_id: "beyond",
  description: "B",
  node_type: "cache.t4g.micro",
  num_cache_clusters: 1,
});
const pass = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };
const machine = on({
  name: "beyond",
  role_arn: "arn:aws:iam::123456789012:role/steps",
  definition: JSON.stringify(pass),
});
const files = on({ creation_token: "beyond" });
const pool = on({ name: "beyond" });

const origin = {
  origin_id: "o",
  domain_name: "example.com",
  custom_origin_config: [
    { http_port: 80, https_port: 443, origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
  ],
};
const behaviour = {
  target_origin_id: "o",
  viewer_protocol_policy: "allow-all",
  allowed_methods: ["GET", "HEAD"],
  cached_methods: ["GET", "HEAD"],
  cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
};
const distribution =
  (change: ObjectValue = {}, ofOrigin: ObjectValue = {}, ofBehaviour: ObjectValue = {}): Written =>
  () => ({
    enabled: true,
    origin: [{ ...origin, ...ofOrigin }],
    default_cache_behavior: [{ ...behaviour, ...ofBehaviour }],
    restrictions: [{ geo_restriction: [{ restriction_type: "none" }] }],
    viewer_certificate: [{ cloudfront_default_certificate: true }],
    ...change,
  });

export const BEYOND: RefusalTable = {
  subject: "services beyond containers",
  mistakes: [
    [
      "a password of 5",
      "aws_db_instance",
      instance({ password: "short" }),
      "apply",
      /InvalidParameterValue: The parameter MasterUserPassword is/,
    ],
    [
      "a password with an at sign",
      "aws_db_instance",
      instance({ password: "with@sign-in-it" }),
      "apply",
      /InvalidParameterValue: The parameter MasterUserPassword is/,
    ],
    [
      "a user that the engine has",
      "aws_db_instance",
      instance({ username: "admin" }),
      "apply",
      /InvalidParameterValue: MasterUsername admin cannot be used/,
    ],
    [
      "5 GiB",
      "aws_db_instance",
      instance({ allocated_storage: 5 }),
      "apply",
      /InvalidParameterValue: Invalid storage size for engine nam/,
    ],
    [
      "a class without db.",
      "aws_db_instance",
      instance({ instance_class: "t4g.micro" }),
      "apply",
      /InvalidParameterValue: Invalid DB Instance class: t4g\.micr/,
    ],
    [
      "IOPS of gp2",
      "aws_db_instance",
      instance({ storage_type: "gp2", iops: 3000 }),
      "apply",
      /InvalidParameterCombination: Iops can't be specified with/,
    ],
    [
      "io1 without IOPS",
      "aws_db_instance",
      instance({ storage_type: "io1", allocated_storage: 100 }),
      "apply",
      /InvalidParameterCombination: Iops is required with storage/,
    ],
    [
      "an engine of another name",
      "aws_db_instance",
      instance({ engine: "postgresql" }),
      "apply",
      /InvalidParameterValue: Invalid DB engine/,
    ],
    [
      "less storage at most than now",
      "aws_db_instance",
      instance({ max_allocated_storage: 10 }),
      "apply",
      /InvalidParameterCombination: Max storage size must be grea/,
    ],
    [
      "a zone of two",
      "aws_db_instance",
      instance({ multi_az: true, availability_zone: "us-east-1a" }),
      "apply",
      /InvalidParameterCombination: Requesting a specific availab/,
    ],
    [
      "a name with a hyphen",
      "aws_db_instance",
      instance({ db_name: "a-b" }),
      "apply",
      /InvalidParameterValue: DBName must begin with a letter and/,
    ],
    [
      "monitoring without a role",
      "aws_db_instance",
      instance({ monitoring_interval: 60 }),
      "apply",
      /InvalidParameterCombination: A MonitoringRoleARN value is/,
    ],
    [
      "port 80",
      "aws_db_instance",
      instance({ port: 80 }),
      "apply",
      /InvalidParameterValue: Invalid database port: 80: it must/,
    ],
    [
      "a short password of a cluster",
      "aws_rds_cluster",
      cluster({ master_password: "short" }),
      "apply",
      /InvalidParameterValue: The parameter MasterUserPassword is/,
    ],
    [
      "a cluster of an engine of another name",
      "aws_rds_cluster",
      cluster({ engine: "postgresql" }),
      "apply",
      /InvalidParameterValue: Invalid DB engine/,
    ],
    [
      "a user of AWS",
      "aws_rds_cluster",
      cluster({ master_username: "rdsadmin" }),
      "apply",
      /InvalidParameterValue: MasterUsername rdsadmin cannot be u/,
    ],
    [
      "more at least than at most",
      "aws_rds_cluster",
      cluster({ serverlessv2_scaling_configuration: [{ min_capacity: 8, max_capacity: 2 }] }),
      "apply",
      /InvalidParameterValue: The minimum capacity of Serverless/,
    ],
    [
      "64 MB",
      "aws_lambda_function",
      lambda({ memory_size: 64 }),
      "validate",
      /expected memory_size to be in the range \(128 - 10240\), got/,
    ],
    [
      "an image with a handler",
      "aws_lambda_function",
      lambda({ package_type: "Image", image_uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/a:b", filename: null }),
      "apply",
      /InvalidParameterValueException: Please don't provide Handl/,
    ],
    [
      "six layers",
      "aws_lambda_function",
      lambda({ layers: Array.from({ length: 6 }, (_, i) => `arn:aws:lambda:us-east-1:123456789012:layer:l${i}:1`) }),
      "apply",
      /InvalidParameterValueException: Cannot reference more than/,
    ],
    [
      "variables of 5 KB",
      "aws_lambda_function",
      lambda({ environment: [{ variables: { AA: "x".repeat(5000) } }] }),
      "apply",
      /InvalidParameterValueException: Lambda was unable to confi/,
    ],
    [
      "letters to a bucket",
      "aws_lambda_function",
      lambda({ dead_letter_config: [{ target_arn: "arn:aws:s3:::b" }] }),
      "apply",
      /InvalidParameterValueException: The target of a dead-lette/,
    ],
    [
      "a name of 65",
      "aws_lambda_function",
      lambda({ function_name: "a".repeat(65) }),
      "apply",
      /ValidationException: 1 validation error detected: Value 'a/,
    ],
    [
      "files without a VPC",
      "aws_lambda_function",
      lambda({
        file_system_config: [
          {
            arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
            local_mount_path: "/mnt/x",
          },
        ],
      }),
      "apply",
      /InvalidParameterValueException: Function must be configure/,
    ],
    [
      "files at the root",
      "aws_lambda_function",
      lambda({
        file_system_config: [
          {
            arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
            local_mount_path: "/x",
          },
        ],
      }),
      "validate",
      /invalid value for local_mount_path \(must start with '\/mnt\//,
    ],
    [
      "a description of 300",
      "aws_lambda_function",
      lambda({ description: "x".repeat(300) }),
      "apply",
      /ValidationException: 1 validation error detected: Value at/,
    ],
    [
      "waiting for 30 seconds",
      "aws_sqs_queue",
      queue({ receive_wait_time_seconds: 30 }),
      "apply",
      /InvalidAttributeValue: Value 30 for parameter ReceiveMessa/,
    ],
    [
      "letters to a standard queue",
      "aws_sqs_queue",
      queue({
        name: "a.fifo",
        fifo_queue: true,
        redrive_policy: JSON.stringify({
          deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:std",
          maxReceiveCount: 3,
        }),
      }),
      "apply",
      /InvalidParameterValue: Value \{"deadLetterTargetArn":"arn:a/,
    ],
    [
      "throughput by group, deduplication by queue",
      "aws_sqs_queue",
      queue({ name: "a.fifo", fifo_queue: true, fifo_throughput_limit: "perMessageGroupId" }),
      "apply",
      /InvalidAttributeValue: perMessageGroupId is allowed only w/,
    ],
    [
      "deduplication of a standard topic",
      "aws_sns_topic",
      topic({ content_based_deduplication: true }),
      "plan",
      /content-based deduplication can only be set for FIFO topic/,
    ],
    [
      "a key of one attribute twice",
      "aws_dynamodb_table",
      table({ range_key: "id" }),
      "apply",
      /ValidationException: Invalid KeySchema: Both the Hash Key/,
    ],
    [
      "a stream of nothing",
      "aws_dynamodb_table",
      table({ stream_enabled: true }),
      "plan",
      /stream_view_type is required when stream_enabled = true/,
    ],
    [
      "six local indexes",
      "aws_dynamodb_table",
      table({
        range_key: "r",
        attribute: [
          { name: "id", type: "S" },
          { name: "r", type: "S" },
        ],
        local_secondary_index: Array.from({ length: 6 }, (_, i) => ({
          name: `lsi${i}`,
          range_key: "r",
          projection_type: "ALL",
        })),
      }),
      "apply",
      /ValidationException: One or more parameter values were inv/,
    ],
    [
      "failover of one node",
      "aws_elasticache_replication_group",
      cache({ automatic_failover_enabled: true }),
      "plan",
      /"num_cache_clusters": must be at least 2 if automatic_fail/,
    ],
    [
      "a token without TLS",
      "aws_elasticache_replication_group",
      cache({ auth_token: "0123456789abcdef01", transit_encryption_enabled: false }),
      "apply",
      /InvalidParameterCombination: AuthToken can be specified on/,
    ],
    [
      "an unknown subnet group",
      "aws_elasticache_replication_group",
      cache({ subnet_group_name: "none" }),
      "apply",
      /CacheSubnetGroupNotFoundFault: Cache Subnet Group none doe/,
    ],
    [
      "no JSON",
      "aws_sfn_state_machine",
      machine({ definition: "x" }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'INVA/,
    ],
    [
      "no start",
      "aws_sfn_state_machine",
      machine({ definition: JSON.stringify({ States: { A: { Type: "Pass", End: true } } }) }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'SCHE/,
    ],
    [
      "an unknown start of a machine",
      "aws_sfn_state_machine",
      machine({ definition: JSON.stringify({ StartAt: "B", States: { A: { Type: "Pass", End: true } } }) }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'MISS/,
    ],
    [
      "an unknown next state",
      "aws_sfn_state_machine",
      machine({ definition: JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Next: "Z" } } }) }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'MISS/,
    ],
    [
      "an unknown type of state",
      "aws_sfn_state_machine",
      machine({ definition: JSON.stringify({ StartAt: "A", States: { A: { Type: "Do", End: true } } }) }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'SCHE/,
    ],
    [
      "a state that nothing leads to",
      "aws_sfn_state_machine",
      machine({
        definition: JSON.stringify({
          StartAt: "A",
          States: { A: { Type: "Pass", End: true }, B: { Type: "Pass", End: true } },
        }),
      }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'MISS/,
    ],
    [
      "a state that neither ends nor goes on",
      "aws_sfn_state_machine",
      machine({ definition: JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass" } } }) }),
      "apply",
      /InvalidDefinition: Invalid State Machine Definition: 'SCHE/,
    ],
    [
      "an unknown origin",
      "aws_cloudfront_distribution",
      distribution({}, {}, { target_origin_id: "p" }),
      "apply",
      /NoSuchOrigin: One or more of your origins or origin groups/,
    ],
    [
      "GET without HEAD",
      "aws_cloudfront_distribution",
      distribution({}, {}, { allowed_methods: ["GET"] }),
      "apply",
      /InvalidArgument: The parameter AllowedMethods contains met/,
    ],
    [
      "a cache policy and forwarded values",
      "aws_cloudfront_distribution",
      distribution({}, {}, { forwarded_values: [{ query_string: false, cookies: [{ forward: "none" }] }] }),
      "apply",
      /InvalidArgument: The parameter ForwardedValues cannot be u/,
    ],
    [
      "an alias without a certificate",
      "aws_cloudfront_distribution",
      distribution({ aliases: ["www.example.com"] }),
      "apply",
      /InvalidViewerCertificate: To add an alternate domain name/,
    ],
    [
      "a certificate of another region",
      "aws_cloudfront_distribution",
      distribution({
        viewer_certificate: [
          { acm_certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/1", ssl_support_method: "sni-only" },
        ],
      }),
      "apply",
      /InvalidViewerCertificate: The specified SSL certificate do/,
    ],
    [
      "countries without a restriction",
      "aws_cloudfront_distribution",
      distribution({ restrictions: [{ geo_restriction: [{ restriction_type: "none", locations: ["US"] }] }] }),
      "apply",
      /InvalidGeoRestrictionParameter: The specified geo restrict/,
    ],
    [
      "an origin that is a URL",
      "aws_cloudfront_distribution",
      distribution({}, { domain_name: "https://example.com" }),
      "apply",
      /InvalidArgument: The parameter origin name cannot contain/,
    ],
    [
      "a path that ends with a slash",
      "aws_cloudfront_distribution",
      distribution({}, { origin_path: "a/" }),
      "apply",
      /InvalidArgument: The parameter OriginPath must begin with/,
    ],
    [
      "a regional web ACL",
      "aws_cloudfront_distribution",
      distribution({ web_acl_id: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/x/1" }),
      "apply",
      /InvalidWebACLId: A web ACL ID specified is not valid: use/,
    ],
    [
      "provisioned throughput of nothing",
      "aws_efs_file_system",
      files({ throughput_mode: "provisioned" }),
      "apply",
      /BadRequest: ProvisionedThroughputInMibps is required where/,
    ],
    [
      "Max I/O with elastic throughput",
      "aws_efs_file_system",
      files({ throughput_mode: "elastic", performance_mode: "maxIO" }),
      "apply",
      /BadRequest: Elastic throughput is available only for file/,
    ],
    [
      "Max I/O in one zone",
      "aws_efs_file_system",
      files({ availability_zone_name: "us-east-1a", performance_mode: "maxIO" }),
      "apply",
      /BadRequest: The Max I\/O performance mode is not supported/,
    ],
    [
      "several factors of none",
      "aws_cognito_user_pool",
      pool({ mfa_configuration: "ON" }),
      "apply",
      /InvalidParameterException: Invalid MFA configuration given/,
    ],
  ],
  accepted: [
    ["an instance", "aws_db_instance", instance()],
    ["a cluster", "aws_rds_cluster", cluster()],
    ["a function", "aws_lambda_function", lambda()],
    ["a queue that is waited for", "aws_sqs_queue", queue({ receive_wait_time_seconds: 20 })],
    ["a table", "aws_dynamodb_table", table()],
    ["a cache", "aws_elasticache_replication_group", cache()],
    ["a machine", "aws_sfn_state_machine", machine()],
    ["a distribution", "aws_cloudfront_distribution", distribution()],
    ["files", "aws_efs_file_system", files()],
    ["users", "aws_cognito_user_pool", pool()],
  ],
};
