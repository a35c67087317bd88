import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn, type RefusalTable, refused, type Written } from "../../../../support/refusable.ts";

const queue = "arn:aws:sqs:us-east-1:123456789012:orders";
const source = basedOn({ function_name: "resize", event_source_arn: queue });
const image =
  (change: ObjectValue): Written =>
  (at) => ({
    function_name: "tried",
    role: at.functionRole ?? null,
    package_type: "Image",
    image_uri: "r/i:1",
    ...change,
  });
const rotation =
  (rules: ObjectValue): Written =>
  () => ({
    secret_id: "shop",
    rotation_lambda_arn: "arn:aws:lambda:eu-west-1:210987654321:function:r",
    rotation_rules: [rules],
  });
const keyPolicy = (principal: ObjectValue) => ({
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" }],
  }),
});
const parameter = basedOn({ name: "/tried", type: "String", value: "v" });
const command = (content: ObjectValue) => ({
  name: "restart",
  document_type: "Command",
  content: JSON.stringify(content),
});
const night = basedOn({ name: "night", schedule: "cron(0 2 * * ? *)", duration: 2, cutoff: 1 });
const client =
  (change: ObjectValue): Written =>
  (at) => ({ name: "tried", user_pool_id: at.pool ?? null, ...change });
const plan =
  (rule: ObjectValue): Written =>
  () => ({
    name: "tried",
    rule: [{ rule_name: "daily", target_vault_name: "Default", schedule: "cron(0 5 * * ? *)", ...rule }],
  });
const board = (widget: ObjectValue) => ({
  dashboard_name: "tried",
  dashboard_body: JSON.stringify({ widgets: [{ type: "text", properties: { markdown: "hi" }, ...widget }] }),
});
const distribution = (change: ObjectValue, behaviour: ObjectValue = {}) => ({
  enabled: true,
  origin: [{ origin_id: "o", domain_name: "o.example.com" }],
  default_cache_behavior: [
    {
      target_origin_id: "o",
      viewer_protocol_policy: "allow-all",
      allowed_methods: ["GET", "HEAD"],
      cached_methods: ["GET", "HEAD"],
      ...behaviour,
    },
  ],
  restrictions: [{ geo_restriction: [{ restriction_type: "none" }] }],
  viewer_certificate: [{ cloudfront_default_certificate: true }],
  ...change,
});
const VISIBLE = [{ cloudwatch_metrics_enabled: false, metric_name: "m", sampled_requests_enabled: false }];
const rule = (change: ObjectValue) => ({
  name: "french",
  priority: 1,
  statement: [{ geo_match_statement: [{ country_codes: ["FR"] }] }],
  visibility_config: VISIBLE,
  ...change,
});
const acl = (rules: ObjectValue[]) => ({
  name: "tried",
  scope: "REGIONAL",
  default_action: [{ allow: [{}] }],
  visibility_config: VISIBLE,
  rule: rules,
});
const database = basedOn({
  identifier: "tried",
  engine: "postgres",
  instance_class: "db.t4g.micro",
  allocated_storage: 20,
  username: "owner",
  password: "not-a-secret",
  skip_final_snapshot: true,
});
const cache = basedOn({ replication_group_id: "tried", description: "Shop", node_type: "cache.t4g.micro" });
const record =
  (change: ObjectValue): Written =>
  (at) => ({
    zone_id: at.zone ?? null,
    name: "routed.example.com",
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
    set_identifier: "a",
    ...change,
  });
const api =
  (change: ObjectValue): Written =>
  (at) => ({ rest_api_id: at.restApi ?? null, parent_id: "root", path_part: "tried", ...change });
const route =
  (change: ObjectValue): Written =>
  (at) => ({ api_id: at.httpApi ?? null, route_key: "GET /tried", ...change });
const discovered =
  (types: string[]): Written =>
  (at) => ({
    name: "tried",
    dns_config: [
      {
        namespace_id: at.namespace ?? null,
        routing_policy: "WEIGHTED",
        dns_records: types.map((type) => ({ type, ttl: 10 })),
      },
    ],
  });

const SOURCE = "aws_lambda_event_source_mapping";
const CLIENT = "aws_cognito_user_pool_client";
const BACKUP = "aws_backup_plan";
const BOARD = "aws_cloudwatch_dashboard";
const DISTRIBUTION = "aws_cloudfront_distribution";
const ACL = "aws_wafv2_web_acl";
const DATABASE = "aws_db_instance";
const RECORD = "aws_route53_record";
const ROUTE = "aws_apigatewayv2_route";
const DISCOVERY = "aws_service_discovery_service";

export const SERVICES: RefusalTable = {
  subject: "functions, secrets, pools, plans, boards and what serves",
  mistakes: [
    refused(
      "a topic as source",
      SOURCE,
      source({ event_source_arn: "arn:aws:sns:us-east-1:123456789012:news" }),
      /InvalidParameterValueException: Unrecognized event source/,
    ),
    refused(
      "a queue of another region",
      SOURCE,
      source({ event_source_arn: queue.replace("us-east-1", "eu-west-1") }),
      /InvalidParameterValueException: The event source must be in the region/,
    ),
    refused(
      "a queue that is bisected",
      SOURCE,
      source({ bisect_batch_on_function_error: true }),
      /InvalidParameterValueException: Unsupported bisect/,
    ),
    refused(
      "a filter that is not a pattern",
      SOURCE,
      source({ filter_criteria: [{ filter: [{ pattern: JSON.stringify({ body: "x" }) }] }] }),
      /InvalidParameterValueException: Invalid filter pattern definition/,
    ),
    refused(
      "an image with layers",
      "aws_lambda_function",
      image({ layers: ["arn:aws:lambda:us-east-1:123456789012:layer:l:1"] }),
      /InvalidParameterValueException: Please don't provide Handler or Runtime or Layer/,
    ),
    refused(
      "what is kept ready of the latest",
      "aws_lambda_provisioned_concurrency_config",
      { function_name: "resize", qualifier: "$LATEST", provisioned_concurrent_executions: 1 },
      /InvalidParameterValueException: Provisioned Concurrency Configs/,
    ),
    refused(
      "a replica at home",
      "aws_secretsmanager_secret",
      { name: "tried", replica: [{ region: "us-east-1" }] },
      /InvalidParameterException: Invalid replica region/,
    ),
    refused(
      "a rotation each hour",
      "aws_secretsmanager_secret_rotation",
      rotation({ schedule_expression: "rate(1 hour)" }),
      /InvalidParameterException: Invalid RotationRules/,
    ),
    refused(
      "a key that only logs may change",
      "aws_kms_key",
      keyPolicy({ Service: "logs.us-east-1.amazonaws.com" }),
      /MalformedPolicyDocumentException: The new key policy will not allow/,
    ),
    refused(
      "sixteen levels",
      "aws_ssm_parameter",
      parameter({ name: `/${"a/".repeat(15)}b` }),
      /HierarchyLevelLimitExceededException/,
    ),
    refused(
      "a schema of another type",
      "aws_ssm_document",
      command({ schemaVersion: "0.3", mainSteps: [{ name: "a", action: "aws:runShellScript" }] }),
      /InvalidDocumentSchemaVersion/,
    ),
    refused(
      "a document without steps",
      "aws_ssm_document",
      command({ schemaVersion: "2.2", mainSteps: [] }),
      /InvalidDocumentContent/,
    ),
    refused(
      "a window that closes at once",
      "aws_ssm_maintenance_window",
      night({ cutoff: 2 }),
      /ValidationException: Cutoff/,
    ),
    refused(
      "a callback without TLS",
      CLIENT,
      client({ callback_urls: ["http://example.com/back"] }),
      /InvalidParameterException: .*cannot use the HTTP protocol/,
    ),
    refused(
      "flows without scopes",
      CLIENT,
      client({ allowed_oauth_flows_user_pool_client: true, allowed_oauth_flows: ["code"] }),
      /InvalidParameterException: AllowedOAuthFlows/,
    ),
    refused(
      "a provider that the pool lacks",
      CLIENT,
      client({ supported_identity_providers: ["Google"] }),
      /InvalidParameterException: The provider Google does not exist/,
    ),
    refused(
      "a token of two days",
      CLIENT,
      client({ access_token_validity: 48 }),
      /InvalidParameterException: Invalid range for token validity/,
    ),
    refused(
      "a reserved prefix",
      "aws_cognito_user_pool_domain",
      (at) => ({ domain: "my-aws-shop", user_pool_id: at.pool ?? null }),
      /InvalidParameterException: Domain cannot contain reserved word: aws/,
    ),
    refused(
      "a month in the cold",
      BACKUP,
      plan({ lifecycle: [{ cold_storage_after: 30, delete_after: 60 }] }),
      /InvalidParameterValueException: .*90 days apart/,
    ),
    refused(
      "an unknown vault",
      BACKUP,
      plan({ target_vault_name: "gone" }),
      /InvalidParameterValueException: .*Backup vault gone/,
    ),
    refused(
      "a rule without a recorder",
      "aws_config_config_rule",
      { name: "tried", source: [{ owner: "AWS", source_identifier: "S3_BUCKET_VERSIONING_ENABLED" }] },
      /NoAvailableConfigurationRecorderException/,
    ),
    refused("a widget of 25 columns", BOARD, board({ width: 25 }), /InvalidParameterInput: .*width/),
    refused("a widget of an unknown type", BOARD, board({ type: "chart" }), /InvalidParameterInput: .*type/),
    refused(
      "metrics that are not rows",
      BOARD,
      board({ type: "metric", properties: { metrics: ["AWS/SQS"] } }),
      /InvalidParameterInput: .*array of arrays/,
    ),
    refused(
      "an error of 418",
      DISTRIBUTION,
      distribution({ custom_error_response: [{ error_code: 418 }] }),
      /InvalidErrorCode/,
    ),
    refused(
      "a page without its code",
      DISTRIBUTION,
      distribution({ custom_error_response: [{ error_code: 404, response_page_path: "/404.html" }] }),
      /InvalidArgument: .*ResponseCode and ResponsePagePath/,
    ),
    refused(
      "posts that are cached",
      DISTRIBUTION,
      distribution({}, { cached_methods: ["GET", "POST"] }),
      /InvalidArgument: The parameter CachedMethods/,
    ),
    refused(
      "logs into a name",
      DISTRIBUTION,
      distribution({ logging_config: [{ bucket: "logs-of-shop" }] }),
      /InvalidArgument: The parameter Logging Bucket/,
    ),
    refused("a rule that does nothing", ACL, acl([rule({})]), /WAFInvalidParameterException: .*override action/),
    refused(
      "two rules of one name",
      ACL,
      acl([rule({ action: [{ block: [{}] }] }), rule({ priority: 2, action: [{ block: [{}] }] })]),
      /WAFInvalidParameterException: .*different names/,
    ),
    refused(
      "speed of a small volume",
      DATABASE,
      database({ storage_type: "gp3", iops: 12_000 }),
      /InvalidParameterCombination: You can't specify IOPS/,
    ),
    refused(
      "a user that begins with a digit",
      DATABASE,
      database({ username: "1owner" }),
      /InvalidParameterValue: The parameter MasterUsername must begin/,
    ),
    refused(
      "a weight of 256",
      RECORD,
      record({ weighted_routing_policy: [{ weight: 256 }] }),
      /InvalidInput: .*'256' at .*weight/,
    ),
    refused(
      "an unknown continent",
      RECORD,
      record({ geolocation_routing_policy: [{ continent: "XX" }] }),
      /InvalidInput: .*continentCode/,
    ),
    refused(
      "a path of two parts",
      "aws_api_gateway_resource",
      api({ path_part: "users/{id}" }),
      /BadRequestException: Resource's path part/,
    ),
    refused(
      "a path that is there",
      "aws_api_gateway_resource",
      api({ path_part: "users" }),
      /ConflictException: Another resource/,
    ),
    refused(
      "every origin with credentials",
      "aws_apigatewayv2_api",
      { name: "tried", protocol_type: "HTTP", cors_configuration: [{ allow_credentials: true, allow_origins: ["*"] }] },
      /BadRequestException: If allowCredentials/,
    ),
    refused(
      "messages that select nothing",
      "aws_apigatewayv2_api",
      { name: "tried", protocol_type: "WEBSOCKET" },
      /BadRequestException: RouteSelectionExpression/,
    ),
    refused(
      "a route to nowhere",
      ROUTE,
      route({ target: "integrations/gone" }),
      /NotFoundException: Unable to find Integration ID gone/,
    ),
    refused(
      "a route without its authorizer",
      ROUTE,
      route({ authorization_type: "JWT" }),
      /BadRequestException: AuthorizerId/,
    ),
    refused("a name beside an address", DISCOVERY, discovered(["CNAME", "A"]), /InvalidInput: A CNAME record/),
    refused(
      "shards without failover",
      "aws_elasticache_replication_group",
      cache({ num_node_groups: 2, automatic_failover_enabled: false }),
      /InvalidParameterValue: Redis with cluster mode enabled/,
    ),
    refused(
      "mail in order",
      "aws_sns_topic_subscription",
      {
        topic_arn: "arn:aws:sns:us-east-1:210987654321:news.fifo",
        protocol: "email",
        endpoint: "shop@example.com",
      },
      /InvalidParameter: .*Invalid protocol type: email/,
    ),
    [
      "an index by what is not declared",
      "aws_dynamodb_table",
      () => ({
        name: "tried",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        global_secondary_index: [{ name: "by-day", hash_key: "day", projection_type: "ALL" }],
      }),
      "plan",
      /all indexes must match a defined attribute. Unmatched indexes: \["day"\]/,
    ],
    refused(
      "an index that includes nothing",
      "aws_dynamodb_table",
      {
        name: "tried",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        global_secondary_index: [{ name: "by-id", hash_key: "id", projection_type: "INCLUDE" }],
      },
      /ValidationException: .*NonKeyAttributes is not specified/,
    ),
    refused(
      "a signing key of another region",
      "aws_route53_key_signing_key",
      (at) => ({
        name: "tried",
        hosted_zone_id: at.zone ?? null,
        key_management_service_arn: "arn:aws:kms:eu-west-1:123456789012:key/0000",
      }),
      /InvalidKMSArn: .*must be in us-east-1/,
    ),
    refused(
      "a zone without a signing key",
      "aws_route53_hosted_zone_dnssec",
      (at) => ({ hosted_zone_id: at.zone ?? null }),
      /KeySigningKeyWithActiveStatusNotFound/,
    ),
    refused(
      "mail to another domain",
      "aws_acm_certificate",
      {
        domain_name: "shop.example.com",
        validation_method: "EMAIL",
        validation_option: [{ domain_name: "shop.example.com", validation_domain: "example.org" }],
      },
      /InvalidDomainValidationOptionsException: .*superdomain/,
    ),
    refused(
      "a number as it is dialled at home",
      "aws_sns_topic_subscription",
      (at) => ({ topic_arn: at.topic ?? null, protocol: "sms", endpoint: "0170 123" }),
      /InvalidParameter: .*Invalid SMS endpoint/,
    ),
    refused(
      "a domain in capitals",
      "aws_cognito_user_pool_domain",
      (at) => ({ domain: "Shop", user_pool_id: at.pool ?? null }),
      /InvalidParameterException: .*'Shop' at 'domain'/,
    ),
    refused(
      "a buffer of 129 MB",
      "aws_kinesis_firehose_delivery_stream",
      {
        name: "tried",
        destination: "extended_s3",
        extended_s3_configuration: [
          {
            role_arn: "arn:aws:iam::210987654321:role/delivery",
            bucket_arn: "arn:aws:s3:::artifacts-of-shop",
            buffering_size: 129,
          },
        ],
      },
      /ValidationException: .*'129' at 'bufferingHints.sizeInMBs'/,
    ),
    refused(
      "a forward to nowhere",
      "aws_route53_resolver_rule",
      { domain_name: "corp.internal", rule_type: "FORWARD" },
      /InvalidParameterException: Resolver endpoint ID is required/,
    ),
    refused(
      "queries that are logged elsewhere",
      "aws_route53_query_log",
      (at) => ({
        zone_id: at.zone ?? null,
        cloudwatch_log_group_arn: "arn:aws:logs:eu-west-1:123456789012:log-group:queries",
      }),
      /InvalidInput: The log group must be in us-east-1/,
    ),
    refused(
      "queries of which Route 53 may not write",
      "aws_route53_query_log",
      (at) => ({
        zone_id: at.zone ?? null,
        cloudwatch_log_group_arn: "arn:aws:logs:us-east-1:123456789012:log-group:shop",
      }),
      /InsufficientCloudWatchLogsResourcePolicy/,
    ),
    [
      "a storage class that is unknown",
      "aws_s3_object",
      (at) => ({ bucket: at.bucket ?? null, key: "tried", content: "x", storage_class: "COLD" }),
      "validate",
      /expected storage_class to be one of/,
    ],
    refused(
      "a mirror of an own registry",
      "aws_ecr_pull_through_cache_rule",
      { ecr_repository_prefix: "mirror", upstream_registry_url: "registry.example.com" },
      /UnsupportedUpstreamRegistryException/,
    ),
    refused(
      "a registry that replicates to itself",
      "aws_ecr_replication_configuration",
      {
        replication_configuration: [
          { rule: [{ destination: [{ region: "us-east-1", registry_id: "123456789012" }] }] },
        ],
      },
      /ValidationException: Invalid replication configuration/,
    ),
    refused(
      "a replica beside its key",
      "aws_kms_replica_key",
      { primary_key_arn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
      /ValidationException: The replica must be in another region/,
    ),
    refused(
      "a point in capitals",
      "aws_s3_access_point",
      (at) => ({ bucket: at.bucket ?? null, name: "My_Point" }),
      /InvalidRequest: The access point name/,
    ),
    refused(
      "machines with an unknown role",
      "aws_ssm_activation",
      { name: "machines", iam_role: "gone" },
      /ValidationException: Nonexistent role/,
    ),
    refused(
      "an option group of an unknown engine",
      "aws_db_option_group",
      { name: "tried", engine_name: "oracel", major_engine_version: "19" },
      /InvalidParameterValue: Invalid DB engine: oracel/,
    ),
    refused(
      "a user without a password",
      "aws_elasticache_user",
      { user_id: "tried", user_name: "tried", engine: "redis", access_string: "on ~* +@all" },
      /InvalidParameterCombination: .*No password was provided/,
    ),
    refused(
      "subnets of two VPCs for a cache",
      "aws_elasticache_subnet_group",
      (at) => ({ name: "tried", subnet_ids: [at.subnetA ?? null, at.otherSubnet ?? null] }),
      /InvalidSubnet: .*same VPC/,
    ),
    refused(
      "subnets of two VPCs for a database",
      "aws_db_subnet_group",
      (at) => ({ name: "tried", subnet_ids: [at.subnetA ?? null, at.otherSubnet ?? null] }),
      /InvalidSubnet: .*same VPC/,
    ),
    refused(
      "a list of no cookies",
      "aws_cloudfront_cache_policy",
      {
        name: "tried",
        parameters_in_cache_key_and_forwarded_to_origin: [
          {
            cookies_config: [{ cookie_behavior: "whitelist" }],
            headers_config: [{ header_behavior: "none" }],
            query_strings_config: [{ query_string_behavior: "none" }],
          },
        ],
      },
      /InvalidArgument: .*cookie/,
    ),
    refused(
      "eleven expressions",
      "aws_wafv2_regex_pattern_set",
      {
        name: "tried",
        scope: "REGIONAL",
        regular_expression: Array.from({ length: 11 }, (_, index) => ({ regex_string: `a${index}` })),
      },
      /WAFLimitsExceededException/,
    ),
    refused(
      "logs of a firewall in a group of another name",
      "aws_wafv2_web_acl_logging_configuration",
      (at) => ({
        resource_arn: at.globalAcl ?? null,
        log_destination_configs: ["arn:aws:logs:us-east-1:123456789012:log-group:shop"],
      }),
      /WAFInvalidParameterException: .*aws-waf-logs-/,
    ),
    refused(
      "records of an unknown table",
      "aws_dynamodb_kinesis_streaming_destination",
      { table_name: "gone", stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/orders" },
      /ResourceNotFoundException/,
    ),
    refused(
      "an authorizer that calls nothing",
      "aws_api_gateway_authorizer",
      (at) => ({ name: "tried", rest_api_id: at.restApi ?? null, type: "TOKEN" }),
      /BadRequestException: Invalid Authorizer URI/,
    ),
    refused(
      "a certificate of another region",
      "aws_apigatewayv2_domain_name",
      {
        domain_name: "api.example.com",
        domain_name_configuration: [
          {
            certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/0000",
            endpoint_type: "REGIONAL",
            security_policy: "TLS_1_2",
          },
        ],
      },
      /BadRequestException: .*must be in 'us-east-1'/,
    ),
    refused(
      "half an alias",
      "aws_sfn_alias",
      {
        name: "live",
        routing_configuration: [
          { state_machine_version_arn: "arn:aws:states:us-east-1:210987654321:stateMachine:m:1", weight: 50 },
        ],
      },
      /ValidationException: The sum of the weights/,
    ),
    refused(
      "a lock that can't be kept",
      "aws_backup_vault_lock_configuration",
      { backup_vault_name: "Default", min_retention_days: 100, max_retention_days: 10 },
      /InvalidParameterValueException: MinRetentionDays/,
    ),
    refused(
      "an aggregator of accounts and of an organization",
      "aws_config_configuration_aggregator",
      {
        name: "all",
        account_aggregation_source: [{ account_ids: ["123456789012"], all_regions: true }],
        organization_aggregation_source: [{ role_arn: "arn:aws:iam::123456789012:role/config", all_regions: true }],
      },
      /InvalidParameterValueException: Exactly one of/,
    ),
  ],
  accepted: [
    [
      "a callback at home",
      CLIENT,
      client({ name: "home", callback_urls: ["http://localhost:3000/back", "shop://back"] }),
    ],
    [
      "a custom domain",
      "aws_cognito_user_pool_domain",
      (at) => ({
        domain: "login.example.com",
        user_pool_id: at.pool ?? null,
        certificate_arn: at.certificate ?? null,
      }),
    ],
    [
      "every widget",
      BOARD,
      () => ({
        dashboard_name: "all",
        dashboard_body: JSON.stringify({
          widgets: [
            {
              type: "metric",
              width: 24,
              properties: { metrics: [["AWS/SQS", "Sent", "QueueName", "q"], [{ expression: "m1" }]] },
            },
            { type: "log", properties: { query: "fields @message" } },
            { type: "alarm", properties: { alarms: [] } },
          ],
        }),
      }),
    ],
    ["a month in the warm", BACKUP, plan({ lifecycle: [{ delete_after: 30 }] })],
    [
      "an error without a page",
      DISTRIBUTION,
      () => distribution({ custom_error_response: [{ error_code: 404, error_caching_min_ttl: 10 }] }),
    ],
    [
      "speed of a large volume",
      DATABASE,
      database({ identifier: "fast", storage_type: "gp3", allocated_storage: 400, iops: 12_000 }),
    ],
    [
      "everyone who is nowhere else",
      RECORD,
      record({ name: "world.example.com", geolocation_routing_policy: [{ country: "*" }] }),
    ],
    ["what is left of a path", "aws_api_gateway_resource", api({ path_part: "{rest+}" })],
  ],
};
