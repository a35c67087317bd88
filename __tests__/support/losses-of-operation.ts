import type { SecurityCase } from "./losses-of-security.ts";

type Sides = readonly [what: string, type: string, before: object | null, after: object | null];

const cases = (back: boolean, rows: readonly Sides[]): SecurityCase[] =>
  rows.map(([what, type, before, after]) => ({ what, type, before, after, back }));

const stage = (category: string, name: string) => ({
  name,
  action: [{ name, category, provider: "CodeBuild", configuration: {} }],
});
const webhook = (...groups: (readonly [type: string, pattern: string])[][]) => ({
  project_name: "web",
  filter_group: groups.map((filters) => ({ filter: filters.map(([type, pattern]) => ({ type, pattern })) })),
});
const push = ["EVENT", "PUSH"] as const;
const main = ["HEAD_REF", "^refs/heads/main$"] as const;
const task = (container: object) => ({
  family: "web",
  container_definitions: JSON.stringify([{ name: "web", image: "web:1", essential: true, ...container }]),
});
const valueFrom = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf";
const forward = { type: "forward", order: 2, target_group_arn: "arn:tg" };
const oidc = (more: object = {}) => ({
  type: "authenticate-oidc",
  order: 1,
  authenticate_oidc: [{ issuer: "https://login.example.com", ...more }],
});
const findings = { name: "findings", event_pattern: '{"source":["aws.guardduty"]}' };
const session = (inputs: object) => ({
  name: "SSM-SessionManagerRunShell",
  document_type: "Session",
  content: JSON.stringify({ inputs }),
});
const origins = (...allowed: string[]) => ({ cors_configuration: [{ allow_origins: allowed }] });
const rate = (limit: number) => ({
  rule: [{ name: "rate", priority: 1, statement: [{ rate_based_statement: [{ limit }] }] }],
});

/** Settings of what is delivered, runs, is watched and kept, each with the way back. */
export const OPERATION_SETTINGS: readonly SecurityCase[] = cases(true, [
  // Deliveries
  [
    "a test before a deployment",
    "aws_codepipeline",
    { stage: [stage("Source", "Source"), stage("Test", "Test"), stage("Deploy", "Deploy")] },
    { stage: [stage("Source", "Source"), stage("Deploy", "Deploy")] },
  ],
  [
    "the key of artifacts",
    "aws_codepipeline",
    { artifact_store: [{ location: "b", encryption_key: [{ id: "arn:key", type: "KMS" }] }] },
    { artifact_store: [{ location: "b", encryption_key: [] }] },
  ],
  ["a filter of a webhook", "aws_codebuild_webhook", webhook([push, main]), webhook([push])],
  ["another group of filters", "aws_codebuild_webhook", webhook([push, main]), webhook([push, main], [push])],
  ["every filter of a webhook", "aws_codebuild_webhook", webhook([push, main]), webhook()],
  [
    "unsigned code",
    "aws_lambda_code_signing_config",
    { policies: [{ untrusted_artifact_on_deployment: "Enforce" }] },
    { policies: [{ untrusted_artifact_on_deployment: "Warn" }] },
  ],
  [
    "alarms whose states are not known",
    "aws_codedeploy_deployment_group",
    { alarm_configuration: [{ alarms: ["x"], enabled: true, ignore_poll_alarm_failure: false }] },
    { alarm_configuration: [{ alarms: ["x"], enabled: true, ignore_poll_alarm_failure: true }] },
  ],
  [
    "an alarm of a deployment",
    "aws_codedeploy_deployment_group",
    { alarm_configuration: [{ alarms: ["x", "y"], enabled: true }] },
    { alarm_configuration: [{ alarms: ["x"], enabled: true }] },
  ],
  [
    "rolling back",
    "aws_codedeploy_deployment_group",
    { auto_rollback_configuration: [{ enabled: true, events: ["DEPLOYMENT_FAILURE"] }] },
    { auto_rollback_configuration: [{ enabled: false, events: ["DEPLOYMENT_FAILURE"] }] },
  ],
  [
    "rolling back on alarms",
    "aws_codedeploy_deployment_group",
    { auto_rollback_configuration: [{ enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] }] },
    { auto_rollback_configuration: [{ enabled: true, events: ["DEPLOYMENT_FAILURE"] }] },
  ],
  [
    "the circuit breaker",
    "aws_ecs_service",
    { deployment_circuit_breaker: [{ enable: true, rollback: true }] },
    { deployment_circuit_breaker: [{ enable: false, rollback: false }] },
  ],
  [
    "the rollback of the circuit breaker",
    "aws_ecs_service",
    { deployment_circuit_breaker: [{ enable: true, rollback: true }] },
    { deployment_circuit_breaker: [{ enable: true, rollback: false }] },
  ],
  [
    "alarms of a rolling deployment",
    "aws_ecs_service",
    { alarms: [{ alarm_names: ["x"], enable: true, rollback: true }] },
    { alarms: [{ alarm_names: ["x"], enable: true, rollback: false }] },
  ],
  [
    "one alarm of a rolling deployment",
    "aws_ecs_service",
    { alarms: [{ alarm_names: ["x", "y"], enable: true, rollback: true }] },
    { alarms: [{ alarm_names: ["x"], enable: true, rollback: true }] },
  ],
  [
    "tasks that stay during a deployment",
    "aws_ecs_service",
    { deployment_minimum_healthy_percent: 100 },
    { deployment_minimum_healthy_percent: 0 },
  ],
  // What runs
  ["every task", "aws_ecs_service", { desired_count: 3 }, { desired_count: 0 }],
  ["everything that scales", "aws_appautoscaling_target", { max_capacity: 10 }, { max_capacity: 0 }],
  ["every instance", "aws_autoscaling_group", { max_size: 6 }, { max_size: 0 }],
  [
    "every run of a function",
    "aws_lambda_function",
    { reserved_concurrent_executions: -1 },
    { reserved_concurrent_executions: 0 },
  ],
  ["events for a function", "aws_lambda_event_source_mapping", { enabled: true }, { enabled: false }],
  ["a whole distribution", "aws_cloudfront_distribution", { enabled: true }, { enabled: false }],
  ["failover", "aws_route53_health_check", { disabled: false }, { disabled: true }],
  [
    "a second zone",
    "aws_opensearch_domain",
    { cluster_config: [{ zone_awareness_enabled: true }] },
    { cluster_config: [{ zone_awareness_enabled: false }] },
  ],
  // Logins
  [
    "the login before a listener forwards",
    "aws_lb_listener",
    { default_action: [oidc(), forward] },
    { default_action: [forward] },
  ],
  ["the login before a rule forwards", "aws_lb_listener_rule", { action: [oidc(), forward] }, { action: [forward] }],
  [
    "what is not logged in",
    "aws_lb_listener_rule",
    { action: [oidc({ on_unauthenticated_request: "authenticate" }), forward] },
    { action: [oidc({ on_unauthenticated_request: "allow" }), forward] },
  ],
  [
    "certificates of clients after their end",
    "aws_lb_listener",
    { mutual_authentication: [{ mode: "verify", ignore_client_certificate_expiry: false }] },
    { mutual_authentication: [{ mode: "verify", ignore_client_certificate_expiry: true }] },
  ],
  [
    "another address for tokens",
    "aws_cognito_user_pool_client",
    { callback_urls: ["https://shop.example.com/oauth2/idpresponse"] },
    { callback_urls: ["https://shop.example.com/oauth2/idpresponse", "https://other.example.com"] },
  ],
  [
    "whether a user exists",
    "aws_cognito_user_pool_client",
    { prevent_user_existence_errors: "ENABLED" },
    { prevent_user_existence_errors: "LEGACY" },
  ],
  ["a key pair", "aws_launch_template", { key_name: "" }, { key_name: "laptop" }],
  // Edge
  ["blocked names", "aws_route53_resolver_firewall_rule", { action: "BLOCK" }, { action: "ALERT" }],
  [
    "names while the firewall fails",
    "aws_route53_resolver_firewall_config",
    { firewall_fail_open: "DISABLED" },
    { firewall_fail_open: "ENABLED" },
  ],
  ["more requests of one client", "aws_wafv2_web_acl", rate(1000), rate(100_000)],
  [
    "a private API",
    "aws_api_gateway_rest_api",
    { endpoint_configuration: [{ types: ["PRIVATE"] }] },
    { endpoint_configuration: [{ types: ["REGIONAL"] }] },
  ],
  ["pages of every site", "aws_apigatewayv2_api", origins("https://shop.example.com"), origins("*")],
  [
    "signatures for an origin",
    "aws_cloudfront_origin_access_control",
    { signing_behavior: "always" },
    { signing_behavior: "never" },
  ],
  ["file transfers from anywhere", "aws_transfer_server", { endpoint_type: "VPC" }, { endpoint_type: "PUBLIC" }],
  ["file transfers in clear text", "aws_transfer_server", { protocols: ["SFTP"] }, { protocols: ["SFTP", "FTP"] }],
  [
    "revocation of certificates",
    "aws_acmpca_certificate_authority",
    { revocation_configuration: [{ crl_configuration: [{ enabled: true }] }] },
    { revocation_configuration: [{ crl_configuration: [{ enabled: false }] }] },
  ],
  // Records
  [
    "a secret as a variable",
    "aws_ecs_task_definition",
    task({ secrets: [{ name: "DB_PASSWORD", valueFrom }] }),
    task({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
  ],
  [
    "metrics of a cluster",
    "aws_ecs_cluster",
    { name: "c", setting: [{ name: "containerInsights", value: "enhanced" }] },
    { name: "c", setting: [{ name: "containerInsights", value: "disabled" }] },
  ],
  [
    "early notifications of threats",
    "aws_guardduty_detector",
    { enable: true, finding_publishing_frequency: "FIFTEEN_MINUTES" },
    { enable: true, finding_publishing_frequency: "SIX_HOURS" },
  ],
  [
    "a control of Security Hub",
    "aws_securityhub_standards_control",
    { control_status: "ENABLED" },
    { control_status: "DISABLED" },
  ],
  [
    "a kind of vulnerabilities",
    "aws_inspector2_enabler",
    { account_ids: ["111111111111"], resource_types: ["ECR", "EC2"] },
    { account_ids: ["111111111111"], resource_types: ["EC2"] },
  ],
  ["Macie", "aws_macie2_account", { status: "ENABLED" }, { status: "PAUSED" }],
  [
    "events of security",
    "aws_cloudwatch_event_rule",
    { ...findings, state: "ENABLED" },
    { ...findings, state: "DISABLED" },
  ],
  ["events of databases", "aws_db_event_subscription", { name: "e", enabled: true }, { name: "e", enabled: false }],
  [
    "the log of sessions",
    "aws_ssm_document",
    session({ cloudWatchLogGroupName: "g" }),
    session({ cloudWatchLogGroupName: "" }),
  ],
  [
    "encryption of the log of sessions",
    "aws_ssm_document",
    session({ s3EncryptionEnabled: true }),
    session({ s3EncryptionEnabled: false }),
  ],
  // Data
  [
    "backups after the end of a database",
    "aws_db_instance",
    { delete_automated_backups: false },
    { delete_automated_backups: true },
  ],
  ["setting back a cluster", "aws_rds_cluster", { backtrack_window: 86_400 }, { backtrack_window: 0 }],
  [
    "items whose time is over",
    "aws_dynamodb_table",
    { ttl: [{ enabled: false, attribute_name: "" }] },
    { ttl: [{ enabled: true, attribute_name: "expires" }] },
  ],
  [
    "a copy in another region",
    "aws_dynamodb_table",
    { replica: [{ region_name: "eu-west-1" }, { region_name: "us-east-1" }] },
    { replica: [{ region_name: "eu-west-1" }] },
  ],
  ["changes for readers", "aws_dynamodb_table", { stream_enabled: true }, { stream_enabled: false }],
  [
    "a file system that is not overwritten",
    "aws_efs_file_system",
    { protection: [{ replication_overwrite: "ENABLED" }] },
    { protection: [{ replication_overwrite: "DISABLED" }] },
  ],
  ["old messages", "aws_sqs_queue", { message_retention_seconds: 1_209_600 }, { message_retention_seconds: 60 }],
  [
    "messages that fail",
    "aws_sqs_queue",
    { redrive_policy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111111111111:dead","maxReceiveCount":5}' },
    { redrive_policy: "" },
  ],
  [
    "copies of backups",
    "aws_backup_plan",
    { rule: [{ rule_name: "daily", copy_action: [{ destination_vault_arn: "arn:vault" }] }] },
    { rule: [{ rule_name: "daily", copy_action: [] }] },
  ],
  [
    "the check for public policies",
    "aws_secretsmanager_secret_policy",
    { block_public_policy: true },
    { block_public_policy: false },
  ],
  [
    "encryption of a catalog",
    "aws_glue_data_catalog_encryption_settings",
    { data_catalog_encryption_settings: [{ encryption_at_rest: [{ catalog_encryption_mode: "SSE-KMS" }] }] },
    { data_catalog_encryption_settings: [{ encryption_at_rest: [{ catalog_encryption_mode: "DISABLED" }] }] },
  ],
  [
    "TLS of mail",
    "aws_ses_configuration_set",
    { name: "c", delivery_options: [{ tls_policy: "Require" }] },
    { name: "c", delivery_options: [{ tls_policy: "Optional" }] },
  ],
  [
    "protection of recorded calls",
    "aws_cloudtrail_event_data_store",
    { termination_protection_enabled: true },
    { termination_protection_enabled: false },
  ],
  // Between a release and its end
  [
    "conditions of a stage",
    "aws_codepipeline",
    { stage: [{ name: "Deploy", before_entry: [{ condition: [{ result: "FAIL" }] }] }] },
    { stage: [{ name: "Deploy", before_entry: [] }] },
  ],
  [
    "the rollback of a stage",
    "aws_codepipeline",
    { stage: [{ name: "Deploy", on_failure: [{ result: "ROLLBACK" }] }] },
    { stage: [{ name: "Deploy", on_failure: [{ result: "FAIL" }] }] },
  ],
  [
    "the network of builds",
    "aws_codebuild_project",
    { vpc_config: [{ vpc_id: "vpc-1", subnets: ["subnet-1"] }] },
    { vpc_config: [] },
  ],
  [
    "waiting for a person",
    "aws_codedeploy_deployment_group",
    { blue_green_deployment_config: [{ deployment_ready_option: [{ action_on_timeout: "STOP_DEPLOYMENT" }] }] },
    { blue_green_deployment_config: [{ deployment_ready_option: [{ action_on_timeout: "CONTINUE_DEPLOYMENT" }] }] },
  ],
  [
    "the old version, with CodeDeploy",
    "aws_codedeploy_deployment_group",
    {
      blue_green_deployment_config: [
        { terminate_blue_instances_on_deployment_success: [{ termination_wait_time_in_minutes: 60 }] },
      ],
    },
    {
      blue_green_deployment_config: [
        { terminate_blue_instances_on_deployment_success: [{ termination_wait_time_in_minutes: 0 }] },
      ],
    },
  ],
  [
    "the old version, with ECS",
    "aws_ecs_service",
    { deployment_configuration: [{ strategy: "BLUE_GREEN", bake_time_in_minutes: "30" }] },
    { deployment_configuration: [{ strategy: "BLUE_GREEN", bake_time_in_minutes: "0" }] },
  ],
  [
    "a hook of a deployment",
    "aws_ecs_service",
    { deployment_configuration: [{ lifecycle_hook: [{ hook_target_arn: "arn:f" }, { hook_target_arn: "arn:g" }] }] },
    { deployment_configuration: [{ lifecycle_hook: [{ hook_target_arn: "arn:f" }] }] },
  ],
  [
    "TLS in the mesh",
    "aws_ecs_service",
    { service_connect_configuration: [{ service: [{ port_name: "web", tls: [{ role_arn: "arn:role" }] }] }] },
    { service_connect_configuration: [{ service: [{ port_name: "web", tls: [] }] }] },
  ],
  [
    "subnets in other zones",
    "aws_ecs_service",
    { network_configuration: [{ subnets: ["subnet-1", "subnet-2"] }] },
    { network_configuration: [{ subnets: ["subnet-1"] }] },
  ],
  ["zones of instances", "aws_autoscaling_group", { vpc_zone_identifier: ["a", "b"] }, { vpc_zone_identifier: ["a"] }],
  ["instances in use", "aws_autoscaling_group", { protect_from_scale_in: true }, { protect_from_scale_in: false }],
  [
    "instances in use, by ECS",
    "aws_ecs_capacity_provider",
    { auto_scaling_group_provider: [{ managed_termination_protection: "ENABLED", managed_draining: "ENABLED" }] },
    { auto_scaling_group_provider: [{ managed_termination_protection: "ENABLED", managed_draining: "DISABLED" }] },
  ],
  ["private names", "aws_vpc_endpoint", { private_dns_enabled: true }, { private_dns_enabled: false }],
  [
    "tokens for another client",
    "aws_apigatewayv2_authorizer",
    { name: "a", jwt_configuration: [{ audience: ["web"], issuer: "https://login.example.com" }] },
    { name: "a", jwt_configuration: [{ audience: ["web", "x"], issuer: "https://login.example.com" }] },
  ],
  ["another key for signatures", "aws_cloudfront_key_group", { items: ["a"] }, { items: ["a", "b"] }],
  ["authorization in a lattice", "aws_vpclattice_service", { auth_type: "AWS_IAM" }, { auth_type: "NONE" }],
  ["the log of a graph", "aws_appsync_graphql_api", { log_config: [{ field_log_level: "ALL" }] }, { log_config: [] }],
  [
    "packets that no rule names",
    "aws_networkfirewall_firewall_policy",
    { firewall_policy: [{ stateless_default_actions: ["aws:drop"] }] },
    { firewall_policy: [{ stateless_default_actions: ["aws:pass"] }] },
  ],
  [
    "verified addresses",
    "aws_cognito_user_pool",
    { auto_verified_attributes: ["email"] },
    { auto_verified_attributes: [] },
  ],
  [
    "revocation of tokens",
    "aws_cognito_user_pool_client",
    { enable_token_revocation: true },
    { enable_token_revocation: false },
  ],
  [
    "other accounts of GuardDuty",
    "aws_guardduty_organization_configuration",
    { auto_enable_organization_members: "ALL" },
    { auto_enable_organization_members: "NONE" },
  ],
  [
    "a kind of calls",
    "aws_cloudtrail",
    { advanced_event_selector: [{ name: "management" }, { name: "objects" }] },
    { advanced_event_selector: [{ name: "management" }] },
  ],
  [
    "calls of data",
    "aws_cloudtrail",
    { event_selector: [{ data_resource: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] },
    { event_selector: [{ data_resource: [] }] },
  ],
  [
    "alarms on calls",
    "aws_cloudtrail",
    { cloud_watch_logs_group_arn: "arn:group" },
    { cloud_watch_logs_group_arn: "" },
  ],
  ["repairs", "aws_config_remediation_configuration", { automatic: true }, { automatic: false }],
  [
    "the log of brokers",
    "aws_msk_cluster",
    { logging_info: [{ broker_logs: [{ cloudwatch_logs: [{ enabled: true }] }] }] },
    { logging_info: [{ broker_logs: [{ cloudwatch_logs: [{ enabled: false }] }] }] },
  ],
  ["metrics of a database", "aws_db_instance", { monitoring_interval: 60 }, { monitoring_interval: 0 }],
  [
    "the log of logins to a database",
    "aws_db_parameter_group",
    { parameter: [{ name: "log_connections", value: "1" }] },
    { parameter: [{ name: "log_connections", value: "0" }] },
  ],
  ["a log group that stays", "aws_cloudwatch_log_group", { skip_destroy: true }, { skip_destroy: false }],
  ["TLS of a migration", "aws_dms_endpoint", { ssl_mode: "verify-full" }, { ssl_mode: "none" }],
]);

/** What protects by being there, or opens from the first day on. */
export const OPERATION_COMING_AND_GOING: readonly SecurityCase[] = cases(false, [
  ["a rule for events of security", "aws_cloudwatch_event_rule", findings, null],
  [
    "a person who is notified",
    "aws_sns_topic_subscription",
    { topic_arn: "arn:aws:sns:eu-west-1:111111111111:alarms", protocol: "email", endpoint: "ops@example.com" },
    null,
  ],
  ["messages that fail", "aws_sqs_queue_redrive_policy", { queue_url: "https://q", redrive_policy: "{}" }, null],
  ["hidden data in logs", "aws_cloudwatch_log_data_protection_policy", { log_group_name: "g" }, null],
  ["revoked certificates", "aws_lb_trust_store_revocation", { trust_store_arn: "arn:store" }, null],
  [
    "every user of a VPN",
    "aws_ec2_client_vpn_authorization_rule",
    null,
    { target_network_cidr: "10.0.0.0/8", authorize_all_groups: true },
  ],
  ["findings that are archived", "aws_guardduty_filter", null, { name: "quiet", action: "ARCHIVE" }],
  [
    "findings that are suppressed",
    "aws_securityhub_automation_rule",
    null,
    { actions: [{ finding_fields_update: [{ workflow: [{ status: "SUPPRESSED" }] }] }] },
  ],
  [
    "another place to log in",
    "aws_cognito_identity_provider",
    null,
    { user_pool_id: "p", provider_name: "other", provider_type: "OIDC" },
  ],
  ["addresses that are trusted", "aws_guardduty_ipset", null, { name: "own", activate: true }],
]);

/** Changes of the same resources that lose nothing. */
export const OPERATION_HARMLESS: readonly SecurityCase[] = cases(false, [
  [
    "suspended processes of scaling",
    "aws_autoscaling_group",
    { suspended_processes: [] },
    { suspended_processes: ["AZRebalance", "ReplaceUnhealthy"] },
  ],
  ["upgrades by hand", "aws_db_instance", { auto_minor_version_upgrade: true }, { auto_minor_version_upgrade: false }],
  [
    "another path for tokens on the same host",
    "aws_cognito_user_pool_client",
    { callback_urls: ["https://shop.example.com/oauth2/idpresponse"] },
    { callback_urls: ["https://shop.example.com/oauth2/idpresponse", "https://shop.example.com/admin/oauth2"] },
  ],
  [
    "a build between a test and a deployment",
    "aws_codepipeline",
    { stage: [stage("Test", "Test"), stage("Deploy", "Deploy")] },
    { stage: [stage("Test", "Test"), stage("Build", "Build"), stage("Deploy", "Deploy")] },
  ],
  ["one more filter", "aws_codebuild_webhook", webhook([push]), webhook([push, main])],
  ["filters in another order", "aws_codebuild_webhook", webhook([push, main]), webhook([main, push])],
  [
    "an alarm of another name",
    "aws_codedeploy_deployment_group",
    { alarm_configuration: [{ alarms: ["x"], enabled: true }] },
    { alarm_configuration: [{ alarms: ["y"], enabled: true }] },
  ],
  [
    "the circuit breaker, where CodeDeploy deploys",
    "aws_ecs_service",
    { deployment_circuit_breaker: [{ enable: true, rollback: true }], deployment_controller: [{ type: "ECS" }] },
    { deployment_circuit_breaker: [], deployment_controller: [{ type: "CODE_DEPLOY" }] },
  ],
  ["other subnets", "aws_lb", { subnets: ["a", "b"] }, { subnets: ["c", "d"] }],
  ["fewer tasks", "aws_ecs_service", { desired_count: 3 }, { desired_count: 1 }],
  [
    "half of the tasks",
    "aws_ecs_service",
    { deployment_minimum_healthy_percent: 100 },
    { deployment_minimum_healthy_percent: 50 },
  ],
  [
    "a redirect instead of a login",
    "aws_lb_listener",
    { default_action: [oidc(), forward] },
    { default_action: [{ type: "redirect" }] },
  ],
  [
    "a rule for other events",
    "aws_cloudwatch_event_rule",
    { name: "n", event_pattern: '{"source":["aws.ecs"]}' },
    null,
  ],
  [
    "a queue that is no longer subscribed",
    "aws_sns_topic_subscription",
    { topic_arn: "arn:aws:sns:eu-west-1:111111111111:orders", protocol: "sqs", endpoint: "arn:queue" },
    null,
  ],
  [
    "a secret that is no longer used",
    "aws_ecs_task_definition",
    task({ secrets: [{ name: "DB_PASSWORD", valueFrom }], environment: [{ name: "MODE", value: "a" }] }),
    task({ environment: [{ name: "MODE", value: "a" }] }),
  ],
  [
    "a variable that becomes a secret",
    "aws_ecs_task_definition",
    task({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
    task({ secrets: [{ name: "DB_PASSWORD", valueFrom }] }),
  ],
  [
    "enhanced metrics no longer",
    "aws_ecs_cluster",
    { name: "c", setting: [{ name: "containerInsights", value: "enhanced" }] },
    { name: "c", setting: [{ name: "containerInsights", value: "enabled" }] },
  ],
  [
    "a copy with another key",
    "aws_dynamodb_table",
    { replica: [{ region_name: "eu-west-1", kms_key_arn: "a" }] },
    { replica: [{ region_name: "eu-west-1", kms_key_arn: "b" }] },
  ],
  [
    "another document of SSM",
    "aws_ssm_document",
    { document_type: "Command", content: '{"inputs":{"s3BucketName":"b"}}' },
    { document_type: "Command", content: '{"inputs":{}}' },
  ],
  [
    "an access key that is switched off",
    "aws_iam_access_key",
    { user: "u", status: "Active" },
    { user: "u", status: "Inactive" },
  ],
]);
