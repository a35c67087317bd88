import { basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";
import { databaseNamed, tableNamed } from "../../../../support/refusable-bases.ts";

const BUCKET = "artifacts-of-shop";
const policy = (statement: object) =>
  on({
    bucket: BUCKET,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*`, ...statement }],
    }),
  })();
const replication = on({
  bucket: BUCKET,
  role: "arn:aws:iam::123456789012:role/tasks",
  rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::copies-of-another-account" }] }],
});
const lock = (retention: object) =>
  on({ bucket: BUCKET, rule: [{ default_retention: [{ mode: "GOVERNANCE", ...retention }] }] })();
const notified = on({ bucket: BUCKET });
const item = (value: object) => on({ table_name: "orders", hash_key: "id", item: JSON.stringify(value) })();
const table = tableNamed("stored");
const database = databaseNamed("stored");
const secret = on({ name: "stored" });
const cache = on({ replication_group_id: "stored", description: "S", node_type: "cache.t4g.micro" });
const stream = on({ name: "stored" });
const delivery = (role: string) =>
  on({
    name: "stored",
    destination: "extended_s3",
    extended_s3_configuration: [{ role_arn: role, bucket_arn: `arn:aws:s3:::${BUCKET}` }],
  })();
const subscription = on({
  topic_arn: "arn:aws:sns:us-east-1:123456789012:news",
  protocol: "sqs",
  endpoint: "arn:aws:sqs:us-east-1:123456789012:orders",
});
const cached = on({
  name: "stored",
  parameters_in_cache_key_and_forwarded_to_origin: [
    {
      cookies_config: [{ cookie_behavior: "none" }],
      headers_config: [{ header_behavior: "none" }],
      query_strings_config: [{ query_string_behavior: "none" }],
    },
  ],
});
const set = on({ name: "stored", ip_address_version: "IPV4", addresses: ["192.0.2.0/24"] });

/** Objects, items, databases, streams, and what leads to them. */
export const STORED: RefusalTable = {
  subject: "what is stored",
  mistakes: [
    [
      "a policy for everyone",
      "aws_s3_bucket_policy",
      policy({ Principal: "*" }),
      "apply",
      /AccessDenied: .*BlockPublicPolicy/,
    ],
    [
      "copies without versions",
      "aws_s3_bucket_replication_configuration",
      replication(),
      "apply",
      /InvalidRequest: Versioning must be 'Enabled'/,
    ],
    ["days and years", "aws_s3_bucket_object_lock_configuration", lock({ days: 5, years: 1 }), "apply", /MalformedXML/],
    [
      "a lock without versions",
      "aws_s3_bucket_object_lock_configuration",
      lock({ days: 5 }),
      "apply",
      /InvalidBucketState/,
    ],
    [
      "a queue that doesn't let S3 in",
      "aws_s3_bucket_notification",
      notified({
        queue: [{ queue_arn: "arn:aws:sqs:us-east-1:123456789012:orders", events: ["s3:ObjectCreated:*"] }],
      }),
      "apply",
      /InvalidArgument: Unable to validate the following destination configurations/,
    ],
    [
      "a topic that doesn't let S3 in",
      "aws_s3_bucket_notification",
      notified({ topic: [{ topic_arn: "arn:aws:sns:us-east-1:123456789012:news", events: ["s3:ObjectCreated:*"] }] }),
      "apply",
      /InvalidArgument: Unable to validate/,
    ],
    [
      "a function that doesn't let S3 in",
      "aws_s3_bucket_notification",
      notified({
        lambda_function: [
          {
            lambda_function_arn: "arn:aws:lambda:us-east-1:123456789012:function:resize",
            events: ["s3:ObjectCreated:*"],
          },
        ],
      }),
      "apply",
      /InvalidArgument: Unable to validate/,
    ],
    [
      "a name of one letter",
      "aws_dynamodb_table",
      table({ name: "t" }),
      "apply",
      /ValidationException: TableName must be/,
    ],
    ["an item without its key", "aws_dynamodb_table_item", item({ total: { N: "1" } }), "apply", /Missing the key id/],
    [
      "a key of another type",
      "aws_dynamodb_table_item",
      item({ id: { N: "1" } }),
      "apply",
      /Type mismatch for key id expected: S actual: N/,
    ],
    [
      "windows that overlap",
      "aws_db_instance",
      database({ backup_window: "03:00-04:00", maintenance_window: "mon:03:30-mon:04:30" }),
      "apply",
      /InvalidParameterValue: The backup window and maintenance window must not overlap/,
    ],
    [
      "windows that overlap at midnight",
      "aws_db_instance",
      database({ backup_window: "23:30-00:30", maintenance_window: "mon:00:00-mon:01:00" }),
      "apply",
      /must not overlap/,
    ],
    [
      "a family that is none",
      "aws_db_parameter_group",
      on({ name: "stored", family: "postgresql16" })(),
      "apply",
      /InvalidParameterValue: ParameterGroupFamily postgresql16 is not a valid/,
    ],
    [
      "a token without TLS",
      "aws_elasticache_replication_group",
      cache({ auth_token: "a-token-of-16-characters" }),
      "apply",
      /InvalidParameterCombination: AuthToken/,
    ],
    [
      "two hyphens",
      "aws_elasticache_replication_group",
      cache({ replication_group_id: "stored--main" }),
      "validate",
      /consecutive hyphens/,
    ],
    [
      "a second mount target of a zone",
      "aws_efs_mount_target",
      (at) => ({ file_system_id: at.files ?? null, subnet_id: at.subnetA2 ?? null }),
      "apply",
      /MountTargetConflict: mount target already exists in this AZ/,
    ],
    ["a token twice", "aws_efs_file_system", on({ creation_token: "shop" })(), "apply", /FileSystemAlreadyExists/],
    [
      "no shards",
      "aws_kinesis_stream",
      stream(),
      "plan",
      /^shard_count must be at least 1 when stream_mode is PROVISIONED/,
    ],
    [
      "shards on demand",
      "aws_kinesis_stream",
      stream({ shard_count: 1, stream_mode_details: [{ stream_mode: "ON_DEMAND" }] }),
      "plan",
      /^shard_count must not be set/,
    ],
    [
      "a role that doesn't trust Firehose",
      "aws_kinesis_firehose_delivery_stream",
      delivery("arn:aws:iam::123456789012:role/tasks"),
      "apply",
      /InvalidArgumentException: Firehose is unable to assume role/,
    ],
    [
      "three days of recovery",
      "aws_secretsmanager_secret",
      secret({ recovery_window_in_days: 3 }),
      "validate",
      /in the range \(7 - 30\), got 3/,
    ],
    [
      "a rotation without its function",
      "aws_secretsmanager_secret_rotation",
      on({
        secret_id: "stored",
        rotation_lambda_arn: "arn:aws:lambda:us-east-1:123456789012:function:ghost",
        rotation_rules: [{ automatically_after_days: 30 }],
      })(),
      "apply",
      /AccessDeniedException: Secrets Manager cannot invoke/,
    ],
    [
      "30 days of insights",
      "aws_db_instance",
      database({ performance_insights_retention_period: 30 }),
      "validate",
      /one of \[7 731\], got 30/,
    ],
    [
      "records of 30 seconds",
      "aws_lambda_event_source_mapping",
      on({
        function_name: "resize",
        event_source_arn: "arn:aws:kinesis:us-east-1:111122223333:stream/clicks",
        starting_position: "LATEST",
        maximum_record_age_in_seconds: 30,
      })(),
      "validate",
      /in the range \(60 - 604800\), got 30/,
    ],
    [
      "a filter of a bare value",
      "aws_sns_topic_subscription",
      subscription({ filter_policy: JSON.stringify({ colour: "red" }) }),
      "apply",
      /InvalidParameter: Invalid parameter: FilterPolicy: "colour" must be an object or an array/,
    ],
    [
      "a filter of attributes with levels",
      "aws_sns_topic_subscription",
      subscription({ filter_policy: JSON.stringify({ order: { colour: ["red"] } }) }),
      "apply",
      /does not support nested filter policy/,
    ],
    [
      "lifetimes the wrong way",
      "aws_cloudfront_cache_policy",
      cached({ min_ttl: 100, default_ttl: 50, max_ttl: 10 }),
      "apply",
      /InvalidArgument: .*TTL/,
    ],
    [
      "a runtime that is none",
      "aws_cloudfront_function",
      on({ name: "stored", runtime: "cloudfront-js-9.0", code: "x" })(),
      "validate",
      /expected runtime to be one of/,
    ],
    [
      "a global web ACL of a load balancer",
      "aws_wafv2_web_acl_association",
      (at) => ({ resource_arn: at.lb ?? null, web_acl_arn: at.globalAcl ?? null }),
      "apply",
      /WAFInvalidParameterException: .*RESOURCE_ARN/,
    ],
    [
      "a global set in another region",
      "aws_wafv2_ip_set",
      set({ scope: "CLOUDFRONT", region: "eu-west-1" }),
      "apply",
      /WAFInvalidParameterException: .*SCOPE_VALUE/,
    ],
    [
      "an API without methods",
      "aws_api_gateway_deployment",
      (at) => ({ rest_api_id: at.restApi ?? null }),
      "apply",
      /BadRequestException: The REST API doesn't contain any methods/,
    ],
    [
      "a path twice",
      "aws_api_gateway_resource",
      (at) => ({ rest_api_id: at.restApi ?? null, parent_id: "root", path_part: "users" }),
      "apply",
      /ConflictException: Another resource with the same parent already has this name: users/,
    ],
    [
      "a route without a slash",
      "aws_apigatewayv2_route",
      (at) => ({ api_id: at.httpApi ?? null, route_key: "GET users" }),
      "apply",
      /BadRequestException: The provided route key is not formatted properly/,
    ],
    [
      "a domain that is missing",
      "aws_apigatewayv2_api_mapping",
      (at) => ({ api_id: at.httpApi ?? null, domain_name: "ghost.example.com", stage: "live" }),
      "apply",
      /NotFoundException: Invalid domain name identifier specified/,
    ],
  ],
  accepted: [
    [
      "a policy for an account",
      "aws_s3_bucket_policy",
      policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
    ],
    [
      "a policy for an organization",
      "aws_s3_bucket_policy",
      policy({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }),
    ],
    [
      "a policy of a directory bucket",
      "aws_s3_bucket_policy",
      on({
        bucket: "quick--use1-az4--x-s3",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::111122223333:root" },
              Action: "s3express:CreateSession",
              Resource: "arn:aws:s3express:us-east-1:123456789012:bucket/quick--use1-az4--x-s3",
            },
          ],
        }),
      })(),
    ],
    [
      "tags with exclusions",
      "aws_ecr_repository_creation_template",
      on({
        prefix: "stored",
        applied_for: ["PULL_THROUGH_CACHE"],
        image_tag_mutability: "MUTABLE_WITH_EXCLUSION",
        image_tag_mutability_exclusion_filter: [{ filter: "latest*", filter_type: "WILDCARD" }],
      })(),
    ],
    [
      "a global datastore of a replication group",
      "aws_elasticache_global_replication_group",
      (at) => ({ global_replication_group_id_suffix: "stored", primary_replication_group_id: at.cache ?? null }),
    ],
    [
      "62 days of insights",
      "aws_db_instance",
      database({ identifier: "watched", performance_insights_retention_period: 62 }),
    ],
    [
      "records of an hour",
      "aws_lambda_event_source_mapping",
      on({
        function_name: "resize",
        event_source_arn: "arn:aws:kinesis:us-east-1:111122223333:stream/clicks",
        starting_position: "LATEST",
        maximum_record_age_in_seconds: 3600,
      })(),
    ],
    [
      "repositories at the root of a registry",
      "aws_ecr_pull_through_cache_rule",
      on({ ecr_repository_prefix: "ROOT", upstream_registry_url: "public.ecr.aws" })(),
    ],
    [
      "a share for an organization",
      "aws_ram_principal_association",
      on({
        principal: "arn:aws:organizations::123456789012:organization/o-abcdefghij",
        resource_share_arn: "arn:aws:ram:us-east-1:111122223333:resource-share/11111111-2222-4333-a444-555555555555",
      })(),
    ],
    [
      "a cluster that is restored by its name",
      "aws_rds_cluster",
      on({
        cluster_identifier: "stored",
        engine: "aurora-postgresql",
        skip_final_snapshot: true,
        restore_to_point_in_time: [{ source_cluster_identifier: "shop", use_latest_restorable_time: true }],
      })(),
    ],
    [
      "a permission for the newest code",
      "aws_lambda_permission",
      on({
        function_name: "resize:$LATEST",
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
      })(),
    ],
    ["an item", "aws_dynamodb_table_item", item({ id: { S: "1" } })],
    [
      "windows one after the other",
      "aws_db_instance",
      database({ backup_window: "03:00-04:00", maintenance_window: "mon:04:00-mon:05:00" }),
    ],
    ["a family of Oracle", "aws_db_parameter_group", on({ name: "stored", family: "oracle-se2-cdb-19" })()],
    ["no recovery", "aws_secretsmanager_secret", secret({ recovery_window_in_days: 0 })],
    ["shards", "aws_kinesis_stream", stream({ shard_count: 1 })],
    [
      "a filter of attributes",
      "aws_sns_topic_subscription",
      subscription({ filter_policy: JSON.stringify({ colour: ["red", { prefix: "bl" }] }) }),
    ],
    ["a cache policy", "aws_cloudfront_cache_policy", cached({ min_ttl: 1, default_ttl: 50, max_ttl: 100 })],
    ["the default route", "aws_apigatewayv2_route", (at) => ({ api_id: at.httpApi ?? null, route_key: "$default" })],
    ["a global set", "aws_wafv2_ip_set", set({ scope: "CLOUDFRONT" })],
  ],
};
