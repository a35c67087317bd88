/** A change with which something is allowed, reached or unprotected that was not. */
export interface SecurityCase {
  readonly what: string;
  readonly type: string;
  readonly before: object | null;
  readonly after: object | null;
  /** Terraform may set it in place: then the change back is a gain, and must not ask. @default true */
  readonly back?: boolean;
}

type Sides = readonly [what: string, type: string, before: object | null, after: object | null];

const cases = (back: boolean, rows: readonly Sides[]): SecurityCase[] =>
  rows.map(([what, type, before, after]) => ({ what, type, before, after, back }));

const OTHER = "222222222222";
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const policy = (principal: unknown, action: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: principal, Action: action, Resource: "*" }] });
const containers = (...all: object[]) =>
  JSON.stringify(all.map((each, index) => ({ name: index === 0 ? "web" : `side-${index}`, image: "web:1", ...each })));
const task = (container: object, more: object = {}) => ({
  family: "web",
  container_definitions: containers(container),
  ...more,
});
const source = (configuration: object) => ({
  stage: [
    { name: "Source", action: [{ name: "Source", category: "Source", configuration }] },
    { name: "Deploy", action: [{ name: "Deploy", category: "Deploy", configuration: { ServiceName: "web" } }] },
  ],
});
const deploy = { name: "Deploy", action: [{ name: "Deploy", category: "Deploy", configuration: {} }] };
const approve = { name: "Approve", action: [{ name: "Approve", category: "Approval", configuration: {} }] };
const inline = (cidr: string, port: number) => ({
  rule_no: 100,
  action: "allow",
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_block: cidr,
});

const EGRESS_RULE = "aws_vpc_security_group_egress_rule";
const egress = (peer: object) => ({
  security_group_id: "sg-1",
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  ...peer,
});

/** Settings that protect, each with the way back. */
export const SETTINGS: readonly SecurityCase[] = cases(true, [
  // Containers
  ["ECS Exec", "aws_ecs_service", { enable_execute_command: false }, { enable_execute_command: true }],
  ["privileged", "aws_ecs_task_definition", task({}), task({ privileged: true })],
  ["host network", "aws_ecs_task_definition", task({}, { network_mode: "awsvpc" }), task({}, { network_mode: "host" })],
  ["host processes", "aws_ecs_task_definition", task({}), task({}, { pid_mode: "host" })],
  ["host memory", "aws_ecs_task_definition", task({}), task({}, { ipc_mode: "host" })],
  [
    "the host's root",
    "aws_ecs_task_definition",
    task({}, { volume: [] }),
    task({}, { volume: [{ name: "host", host_path: "/" }] }),
  ],
  [
    "the Docker socket",
    "aws_ecs_task_definition",
    task({}, { volume: [{ name: "docker", host_path: "/srv/docker" }] }),
    task({}, { volume: [{ name: "docker", host_path: "/var/run/docker.sock" }] }),
  ],
  ["root instead of another user", "aws_ecs_task_definition", task({ user: "101" }), task({ user: "root" })],
  ["root by its number", "aws_ecs_task_definition", task({ user: "101:101" }), task({ user: "0:0" })],
  ["the image's user", "aws_ecs_task_definition", task({ user: "101" }), task({})],
  [
    "a writable root file system",
    "aws_ecs_task_definition",
    task({ readonlyRootFilesystem: true }),
    task({ readonlyRootFilesystem: false }),
  ],
  [
    "a capability of Linux",
    "aws_ecs_task_definition",
    task({ linuxParameters: { capabilities: { add: [] } } }),
    task({ linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }),
  ],
  [
    "a capability that is no longer dropped",
    "aws_ecs_task_definition",
    task({ linuxParameters: { capabilities: { drop: ["ALL"] } } }),
    task({ linuxParameters: { capabilities: { drop: [] } } }),
  ],
  [
    "EFS in clear",
    "aws_ecs_task_definition",
    task({}, { volume: [{ name: "x", efs_volume_configuration: [{ transit_encryption: "ENABLED" }] }] }),
    task({}, { volume: [{ name: "x", efs_volume_configuration: [{ transit_encryption: "DISABLED" }] }] }),
  ],
  [
    "a privileged job",
    "aws_batch_job_definition",
    { container_properties: JSON.stringify({ image: "x", privileged: false }) },
    { container_properties: JSON.stringify({ image: "x", privileged: true }) },
  ],
  [
    "a privileged build",
    "aws_codebuild_project",
    { environment: [{ privileged_mode: false }] },
    { environment: [{ privileged_mode: true }] },
  ],
  [
    "a build with a secret in clear",
    "aws_codebuild_project",
    { environment: [{ environment_variable: [{ name: "X", type: "SECRETS_MANAGER", value: "a" }] }] },
    { environment: [{ environment_variable: [{ name: "X", type: "PLAINTEXT", value: "b" }] }] },
  ],
  // Instances
  [
    "IMDSv1 of a launch template",
    "aws_launch_template",
    { metadata_options: [{ http_tokens: "required" }] },
    { metadata_options: [{ http_tokens: "optional" }] },
  ],
  [
    "IMDSv1 of an instance",
    "aws_instance",
    { metadata_options: [{ http_tokens: "required" }] },
    { metadata_options: [] },
  ],
  [
    "an unencrypted disk",
    "aws_launch_template",
    { block_device_mappings: [{ device_name: "/dev/xvda", ebs: [{ encrypted: "true" }] }] },
    { block_device_mappings: [{ device_name: "/dev/xvda", ebs: [{ encrypted: "false" }] }] },
  ],
  ["termination", "aws_instance", { disable_api_termination: true }, { disable_api_termination: false }],
  // Load balancers and edges
  ["HTTPS to HTTP", "aws_lb_listener", { protocol: "HTTPS", port: 443 }, { protocol: "HTTP", port: 443 }],
  ["TLS to TCP", "aws_lb_listener", { protocol: "TLS" }, { protocol: "TCP" }],
  [
    "a redirect to HTTPS",
    "aws_lb_listener",
    { protocol: "HTTP", default_action: [{ type: "redirect", redirect: [{ protocol: "HTTPS", port: "443" }] }] },
    { protocol: "HTTP", default_action: [{ type: "forward", redirect: [] }] },
  ],
  [
    "an older TLS policy",
    "aws_lb_listener",
    { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-2016-08" },
  ],
  [
    "a TLS policy with weaker ciphers",
    "aws_lb_listener",
    { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" },
    { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06" },
  ],
  [
    "HTTPS to HTTP of a classic load balancer",
    "aws_elb",
    { listener: [{ lb_port: 443, lb_protocol: "https", instance_port: 80 }] },
    { listener: [{ lb_port: 443, lb_protocol: "http", instance_port: 80 }] },
  ],
  ["HTTPS to targets", "aws_lb_target_group", { protocol: "HTTPS" }, { protocol: "HTTP" }],
  ["invalid headers", "aws_lb", { drop_invalid_header_fields: true }, { drop_invalid_header_fields: false }],
  ["desync", "aws_lb", { desync_mitigation_mode: "defensive" }, { desync_mitigation_mode: "monitor" }],
  ["access logs", "aws_lb", { access_logs: [{ enabled: true }] }, { access_logs: [{ enabled: false }] }],
  ["access logs, taken out", "aws_alb", { access_logs: [{ enabled: true }] }, { access_logs: [] }],
  ["a load balancer may go", "aws_lb", { enable_deletion_protection: true }, { enable_deletion_protection: false }],
  [
    "CloudFront over HTTP",
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ viewer_protocol_policy: "redirect-to-https" }] },
    { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] },
  ],
  [
    "a path of CloudFront over HTTP",
    "aws_cloudfront_distribution",
    { ordered_cache_behavior: [{ path_pattern: "/a", viewer_protocol_policy: "https-only" }] },
    { ordered_cache_behavior: [{ path_pattern: "/a", viewer_protocol_policy: "allow-all" }] },
  ],
  [
    "older TLS of CloudFront",
    "aws_cloudfront_distribution",
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }] },
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1" }] },
  ],
  [
    "origins over HTTP",
    "aws_cloudfront_distribution",
    { origin: [{ origin_id: "a", custom_origin_config: [{ origin_protocol_policy: "https-only" }] }] },
    { origin: [{ origin_id: "a", custom_origin_config: [{ origin_protocol_policy: "http-only" }] }] },
  ],
  ["the WAF of CloudFront", "aws_cloudfront_distribution", { web_acl_id: "arn:waf" }, { web_acl_id: "" }],
  ["a rule of a WAF", "aws_wafv2_web_acl", { rule: [{ name: "bots" }, { name: "sql" }] }, { rule: [{ name: "bots" }] }],
  [
    "a rule of a WAF only counts",
    "aws_wafv2_web_acl",
    { rule: [{ name: "bots", override_action: [{ none: [{}], count: [] }] }] },
    { rule: [{ name: "bots", override_action: [{ none: [], count: [{}] }] }] },
  ],
  [
    "a WAF that lets through by default",
    "aws_wafv2_web_acl",
    { default_action: [{ block: [{}], allow: [] }] },
    { default_action: [{ block: [], allow: [{}] }] },
  ],
  ["a method of an API", "aws_api_gateway_method", { authorization: "AWS_IAM" }, { authorization: "NONE" }],
  ["a route of an API", "aws_apigatewayv2_route", { authorization_type: "JWT" }, { authorization_type: "NONE" }],
  ["a key of an API", "aws_api_gateway_method", { api_key_required: true }, { api_key_required: false }],
  [
    "older TLS of an API",
    "aws_api_gateway_domain_name",
    { security_policy: "TLS_1_2" },
    { security_policy: "TLS_1_0" },
  ],
  [
    "a function that is public",
    "aws_lambda_function_url",
    { authorization_type: "AWS_IAM" },
    { authorization_type: "NONE" },
  ],
  // Records of what happens
  ["CloudTrail", "aws_cloudtrail", { enable_logging: true }, { enable_logging: false }],
  ["CloudTrail of one region", "aws_cloudtrail", { is_multi_region_trail: true }, { is_multi_region_trail: false }],
  [
    "digests of CloudTrail",
    "aws_cloudtrail",
    { enable_log_file_validation: true },
    { enable_log_file_validation: false },
  ],
  ["GuardDuty", "aws_guardduty_detector", { enable: true }, { enable: false }],
  ["a part of GuardDuty", "aws_guardduty_detector_feature", { status: "ENABLED" }, { status: "DISABLED" }],
  ["Config", "aws_config_configuration_recorder_status", { is_enabled: true }, { is_enabled: false }],
  ["rejected traffic only", "aws_flow_log", { traffic_type: "ALL" }, { traffic_type: "REJECT" }],
  [
    "logs of EKS",
    "aws_eks_cluster",
    { enabled_cluster_log_types: ["api", "audit"] },
    { enabled_cluster_log_types: ["api"] },
  ],
  [
    "logs of a database",
    "aws_db_instance",
    { enabled_cloudwatch_logs_exports: ["audit"] },
    { enabled_cloudwatch_logs_exports: [] },
  ],
  ["logs for a shorter time", "aws_cloudwatch_log_group", { retention_in_days: 365 }, { retention_in_days: 30 }],
  ["alarms off", "aws_cloudwatch_metric_alarm", { actions_enabled: true }, { actions_enabled: false }],
  [
    "an alarm without notifications",
    "aws_cloudwatch_metric_alarm",
    { alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:x"] },
    { alarm_actions: [] },
  ],
  // Data
  ["a database may go", "aws_db_instance", { deletion_protection: true }, { deletion_protection: false }],
  ["a cluster may go", "aws_rds_cluster", { deletion_protection: true }, { deletion_protection: false }],
  [
    "a table may go",
    "aws_dynamodb_table",
    { deletion_protection_enabled: true },
    { deletion_protection_enabled: false },
  ],
  ["no last snapshot", "aws_db_instance", { skip_final_snapshot: false }, { skip_final_snapshot: true }],
  ["backups", "aws_db_instance", { backup_retention_period: 7 }, { backup_retention_period: 0 }],
  ["backups for a shorter time", "aws_docdb_cluster", { backup_retention_period: 7 }, { backup_retention_period: 1 }],
  ["one zone", "aws_db_instance", { multi_az: true }, { multi_az: false }],
  ["a public database", "aws_db_instance", { publicly_accessible: false }, { publicly_accessible: true }],
  ["an unencrypted database", "aws_db_instance", { storage_encrypted: true }, { storage_encrypted: false }],
  [
    "a database that takes clear connections",
    "aws_db_parameter_group",
    { parameter: [{ name: "rds.force_ssl", value: "1" }] },
    { parameter: [{ name: "rds.force_ssl", value: "0" }] },
  ],
  [
    "IAM at a database",
    "aws_db_instance",
    { iam_database_authentication_enabled: true },
    { iam_database_authentication_enabled: false },
  ],
  [
    "point-in-time recovery",
    "aws_dynamodb_table",
    { point_in_time_recovery: [{ enabled: true }] },
    { point_in_time_recovery: [{ enabled: false }] },
  ],
  [
    "a cache in clear on the way",
    "aws_elasticache_replication_group",
    { transit_encryption_enabled: true },
    { transit_encryption_enabled: false },
  ],
  [
    "a cache in clear at rest",
    "aws_elasticache_replication_group",
    { at_rest_encryption_enabled: "true" },
    { at_rest_encryption_enabled: "false" },
  ],
  ["a cache without a token", "aws_elasticache_replication_group", { auth_token: "xxxx" }, { auth_token: null }],
  [
    "snapshots of a cache",
    "aws_elasticache_replication_group",
    { snapshot_retention_limit: 5 },
    { snapshot_retention_limit: 0 },
  ],
  [
    "OpenSearch over HTTP",
    "aws_opensearch_domain",
    { domain_endpoint_options: [{ enforce_https: true }] },
    { domain_endpoint_options: [{ enforce_https: false }] },
  ],
  [
    "OpenSearch between nodes",
    "aws_opensearch_domain",
    { node_to_node_encryption: [{ enabled: true }] },
    { node_to_node_encryption: [{ enabled: false }] },
  ],
  [
    "OpenSearch without users",
    "aws_opensearch_domain",
    { advanced_security_options: [{ enabled: true }] },
    { advanced_security_options: [{ enabled: false }] },
  ],
  ["Redshift in clear", "aws_redshift_cluster", { encrypted: true }, { encrypted: false }],
  ["a public Redshift", "aws_redshift_cluster", { publicly_accessible: false }, { publicly_accessible: true }],
  ["Kafka in clear", "aws_msk_cluster", kafka("TLS"), kafka("TLS_PLAINTEXT")],
  ["Kinesis in clear", "aws_kinesis_stream", { encryption_type: "KMS" }, { encryption_type: "NONE" }],
  [
    "versioning",
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { versioning_configuration: [{ status: "Suspended" }] },
  ],
  [
    "versioning, inline",
    "aws_s3_bucket",
    { versioning: [{ enabled: true, mfa_delete: false }] },
    { versioning: [{ enabled: false, mfa_delete: false }] },
  ],
  [
    "objects for a shorter time",
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ id: "logs", status: "Enabled", expiration: [{ days: 365 }] }] },
    { rule: [{ id: "logs", status: "Enabled", expiration: [{ days: 1 }] }] },
  ],
  [
    "old versions for a shorter time",
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ id: "old", noncurrent_version_expiration: [{ noncurrent_days: 90 }] }] },
    { rule: [{ id: "old", noncurrent_version_expiration: [{ noncurrent_days: 1 }] }] },
  ],
  [
    "the own key of a bucket",
    "aws_s3_bucket_server_side_encryption_configuration",
    { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] },
    { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
  ],
  [
    "ACLs of a bucket",
    "aws_s3_bucket_ownership_controls",
    { rule: [{ object_ownership: "BucketOwnerEnforced" }] },
    { rule: [{ object_ownership: "ObjectWriter" }] },
  ],
  [
    "the guard of a bucket",
    "aws_s3_bucket_public_access_block",
    {
      bucket: "x",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
    {
      bucket: "x",
      block_public_acls: true,
      block_public_policy: false,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  ],
  [
    "a locked bucket for a shorter time",
    "aws_s3_bucket_object_lock_configuration",
    { rule: [{ default_retention: [{ mode: "COMPLIANCE", days: 90 }] }] },
    { rule: [{ default_retention: [{ mode: "COMPLIANCE", days: 1 }] }] },
  ],
  ["the window of a key", "aws_kms_key", { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
  ["rotation of a key", "aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }],
  [
    "a secret that goes at once",
    "aws_secretsmanager_secret",
    { recovery_window_in_days: 30 },
    { recovery_window_in_days: 0 },
  ],
  [
    "rarer rotation",
    "aws_secretsmanager_secret_rotation",
    { secret_id: "x", rotation_rules: [{ automatically_after_days: 30 }] },
    { secret_id: "x", rotation_rules: [{ automatically_after_days: 365 }] },
  ],
  ["a parameter in clear", "aws_ssm_parameter", { type: "SecureString" }, { type: "String" }],
  ["tags that move", "aws_ecr_repository", { image_tag_mutability: "IMMUTABLE" }, { image_tag_mutability: "MUTABLE" }],
  [
    "images that are not scanned",
    "aws_ecr_repository",
    { image_scanning_configuration: [{ scan_on_push: true }] },
    { image_scanning_configuration: [{ scan_on_push: false }] },
  ],
  ["backups of a file system", "aws_efs_backup_policy", efsBackup("ENABLED"), efsBackup("DISABLED")],
  [
    "backups that are kept for a shorter time",
    "aws_backup_plan",
    { rule: [{ rule_name: "daily", lifecycle: [{ delete_after: 365 }] }] },
    { rule: [{ rule_name: "daily", lifecycle: [{ delete_after: 7 }] }] },
  ],
  ["the key of a queue", "aws_sqs_queue", { kms_master_key_id: "alias/x" }, { kms_master_key_id: null }],
  ["the key of a topic", "aws_sns_topic", { kms_master_key_id: "alias/x" }, { kms_master_key_id: "" }],
  ["images for a shorter time", "aws_ecr_lifecycle_policy", expiry(365), expiry(1)],
  ["a proxy without TLS", "aws_db_proxy", { require_tls: true }, { require_tls: false }],
  ["backups of a share", "aws_fsx_windows_file_system", fsx(7), fsx(0)],
  // Identities
  [
    "short passwords",
    "aws_iam_account_password_policy",
    { minimum_password_length: 14 },
    { minimum_password_length: 6 },
  ],
  ["simple passwords", "aws_iam_account_password_policy", { require_symbols: true }, { require_symbols: false }],
  [
    "identities without a login",
    "aws_cognito_identity_pool",
    { allow_unauthenticated_identities: false },
    { allow_unauthenticated_identities: true },
  ],
  ["one factor", "aws_cognito_user_pool", { mfa_configuration: "ON" }, { mfa_configuration: "OFF" }],
  // Networks
  ["egress to more addresses", EGRESS_RULE, egress({ cidr_ipv4: "10.0.0.0/16" }), egress({ cidr_ipv4: "10.0.0.0/8" })],
  ["egress to anywhere", EGRESS_RULE, egress({ cidr_ipv4: "10.0.0.0/16" }), egress({ cidr_ipv4: "0.0.0.0/0" })],
  [
    "egress beyond a prefix list",
    EGRESS_RULE,
    egress({ prefix_list_id: "pl-63a5400a" }),
    egress({ cidr_ipv4: "0.0.0.0/0" }),
  ],
  [
    "egress at more ports",
    EGRESS_RULE,
    egress({ cidr_ipv4: "0.0.0.0/0" }),
    egress({ cidr_ipv4: "0.0.0.0/0", to_port: 8443 }),
  ],
  [
    "a public endpoint of EKS",
    "aws_eks_cluster",
    { vpc_config: [{ endpoint_public_access: false }] },
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
  ],
  [
    "more networks at the endpoint of EKS",
    "aws_eks_cluster",
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["192.0.2.0/24"] }] },
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
  ],
  [
    "an entry of a prefix list",
    "aws_ec2_managed_prefix_list",
    { name: "office", entry: [{ cidr: "192.0.2.0/24" }] },
    { name: "office", entry: [{ cidr: "192.0.2.0/24" }, { cidr: "0.0.0.0/0" }] },
  ],
  [
    "an inline rule of a network ACL",
    "aws_network_acl",
    { id: "acl-1", ingress: [inline("10.0.0.0/8", 443)] },
    { id: "acl-1", ingress: [inline("10.0.0.0/8", 443), inline("0.0.0.0/0", 22)] },
  ],
  ["a public subnet", "aws_subnet", { map_public_ip_on_launch: false }, { map_public_ip_on_launch: true }],
  // Other providers
  [
    "Google: a firewall",
    "google_compute_firewall",
    { name: "x", direction: "INGRESS", allow: [{ protocol: "tcp", ports: ["22"] }], source_ranges: ["10.0.0.0/8"] },
    { name: "x", direction: "INGRESS", allow: [{ protocol: "tcp", ports: ["22"] }], source_ranges: ["0.0.0.0/0"] },
  ],
  [
    "Google: a bucket",
    "google_storage_bucket",
    { public_access_prevention: "enforced" },
    { public_access_prevention: "inherited" },
  ],
  [
    "Azure: a storage account",
    "azurerm_storage_account",
    { allow_nested_items_to_be_public: false },
    { allow_nested_items_to_be_public: true },
  ],
  ["Azure: older TLS", "azurerm_storage_account", { min_tls_version: "TLS1_2" }, { min_tls_version: "TLS1_0" }],
  ["Azure: a key vault", "azurerm_key_vault", { purge_protection_enabled: true }, { purge_protection_enabled: false }],
  ["GitHub: a public repository", "github_repository", { visibility: "private" }, { visibility: "public" }],
]);

function kafka(client: string): object {
  return { encryption_info: [{ encryption_in_transit: [{ client_broker: client }] }] };
}

function fsx(days: number): object {
  return { automatic_backup_retention_days: days };
}

function expiry(countNumber: number): object {
  const selection = { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber };
  return { repository: "r", policy: JSON.stringify({ rules: [{ rulePriority: 1, selection }] }) };
}

function efsBackup(status: string): object {
  return { file_system_id: "fs-1", backup_policy: [{ status }] };
}

/** What comes or goes, or is swapped for another: the way back is not always a gain. */
export const COMING_AND_GOING: readonly SecurityCase[] = cases(false, [
  ["a stage that approves", "aws_codepipeline", { stage: [approve, deploy] }, { stage: [deploy] }],
  ["a stage that approves too late", "aws_codepipeline", { stage: [approve, deploy] }, { stage: [deploy, approve] }],
  [
    "another branch",
    "aws_codepipeline",
    source({ FullRepositoryId: "a/b", BranchName: "main" }),
    source({ FullRepositoryId: "a/b", BranchName: "x" }),
  ],
  [
    "another repository",
    "aws_codepipeline",
    source({ FullRepositoryId: "a/b", BranchName: "main" }),
    source({ FullRepositoryId: "c/b", BranchName: "main" }),
  ],
  [
    "another source of a build",
    "aws_codebuild_project",
    { source: [{ type: "GITHUB", location: "https://github.com/a/b" }] },
    { source: [{ type: "GITHUB", location: "https://github.com/c/b" }] },
  ],
  [
    "another role of a build",
    "aws_codebuild_project",
    { name: "b", service_role: role("build") },
    { name: "b", service_role: role("admin") },
  ],
  [
    "another role of a pipeline",
    "aws_codepipeline",
    { name: "b", role_arn: role("build") },
    { name: "b", role_arn: role("admin") },
  ],
  [
    "another role of tasks",
    "aws_ecs_task_definition",
    task({}, { task_role_arn: role("web") }),
    task({}, { task_role_arn: role("admin") }),
  ],
  [
    "another role that starts tasks",
    "aws_ecs_task_definition",
    task({}, { execution_role_arn: role("web") }),
    task({}, { execution_role_arn: role("admin") }),
  ],
  ["another bucket of CloudTrail", "aws_cloudtrail", { s3_bucket_name: "trail" }, { s3_bucket_name: "elsewhere" }],
  ["an access key", "aws_iam_access_key", null, { user: "ann", status: "Active" }],
  ["a password", "aws_iam_user_login_profile", null, { user: "ann" }],
  ["an OIDC provider", "aws_iam_openid_connect_provider", null, { url: "https://token.example.org" }],
  ["a SAML provider", "aws_iam_saml_provider", null, { name: "corp", saml_metadata_document: "<x/>" }],
  [
    "an assignment of SSO",
    "aws_ssoadmin_account_assignment",
    null,
    {
      permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
      principal_type: "USER",
      principal_id: "ann",
      target_id: OTHER,
    },
  ],
  [
    "an administrator of EKS",
    "aws_eks_access_policy_association",
    null,
    {
      cluster_name: "c",
      principal_arn: role("x"),
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    },
  ],
  [
    "an entry of EKS",
    "aws_eks_access_entry",
    null,
    { cluster_name: "c", principal_arn: role("x"), kubernetes_groups: ["system:masters"] },
  ],
  ["a group", "aws_iam_user_group_membership", null, { user: "ann", groups: ["admins"] }],
  ["an image for all", "aws_ami_launch_permission", null, { image_id: "ami-1", group: "all" }],
  ["an image for an account", "aws_ami_launch_permission", null, { image_id: "ami-1", account_id: OTHER }],
  ["a snapshot of a disk", "aws_snapshot_create_volume_permission", null, { snapshot_id: "snap-1", account_id: OTHER }],
  ["a snapshot of a database", "aws_db_snapshot", { shared_accounts: [] }, { shared_accounts: ["all"] }],
  [
    "a snapshot of a cluster",
    "aws_db_cluster_snapshot",
    { db_cluster_identifier: "x", shared_accounts: [] },
    { db_cluster_identifier: "x", shared_accounts: [OTHER] },
  ],
  ["a share of RAM", "aws_ram_principal_association", null, { resource_share_arn: "arn:aws:ram:x", principal: OTHER }],
  [
    "a resource in a share of RAM",
    "aws_ram_resource_association",
    null,
    { resource_share_arn: "arn:aws:ram:x", resource_arn: "arn:y" },
  ],
  [
    "a grant of KMS",
    "aws_kms_grant",
    null,
    { key_id: "k", grantee_principal: `arn:aws:iam::${OTHER}:root`, operations: ["Decrypt"] },
  ],
  [
    "a repository of images for others",
    "aws_ecr_repository_policy",
    null,
    { repository: "r", policy: policy({ AWS: OTHER }, "ecr:BatchGetImage") },
  ],
  ["a queue for all", "aws_sqs_queue_policy", null, { queue_url: "q", policy: policy("*", "sqs:SendMessage") }],
  ["a topic for all", "aws_sns_topic_policy", null, { arn: "t", policy: policy("*", "sns:Publish") }],
  [
    "a secret for others",
    "aws_secretsmanager_secret_policy",
    null,
    { secret_arn: "s", policy: policy({ AWS: OTHER }, "secretsmanager:GetSecretValue") },
  ],
  ["a key for others", "aws_kms_key_policy", null, { key_id: "k", policy: policy({ AWS: OTHER }, "kms:*") }],
  [
    "a file system for all",
    "aws_efs_file_system_policy",
    null,
    { file_system_id: "fs", policy: policy("*", "elasticfilesystem:ClientMount") },
  ],
  ["a bucket for all", "aws_s3_bucket_policy", null, { bucket: "b", policy: policy("*", "s3:GetObject") }],
  [
    "a function for all",
    "aws_lambda_permission",
    null,
    { function_name: "f", action: "lambda:InvokeFunction", principal: "*" },
  ],
  [
    "a layer for all",
    "aws_lambda_layer_version_permission",
    null,
    { layer_name: "l", action: "lambda:GetLayerVersion", principal: "*" },
  ],
  ["events from others", "aws_cloudwatch_event_permission", null, { principal: "*", event_bus_name: "default" }],
  [
    "a document of SSM for all",
    "aws_ssm_document",
    { name: "d", permissions: null },
    { name: "d", permissions: { type: "Share", account_ids: "All" } },
  ],
  [
    "logs for others",
    "aws_cloudwatch_log_subscription_filter",
    null,
    { log_group_name: "/x", destination_arn: `arn:aws:logs:eu-west-1:${OTHER}:destination:d`, filter_pattern: "" },
  ],
  [
    "a rule of a network ACL",
    "aws_network_acl_rule",
    null,
    {
      network_acl_id: "acl-1",
      rule_number: 1,
      rule_action: "allow",
      egress: false,
      protocol: "-1",
      cidr_block: "0.0.0.0/0",
    },
  ],
  [
    "a refusal of a network ACL",
    "aws_network_acl_rule",
    { network_acl_id: "acl-1", rule_number: 1, rule_action: "deny", protocol: "tcp", cidr_block: "198.51.100.0/24" },
    null,
  ],
  ["a peering", "aws_vpc_peering_connection", null, { vpc_id: "vpc-1", peer_vpc_id: "vpc-2", peer_owner_id: OTHER }],
  [
    "a peering that is accepted",
    "aws_vpc_peering_connection_accepter",
    null,
    { vpc_peering_connection_id: "pcx-1", auto_accept: true },
  ],
  [
    "a network in a transit gateway",
    "aws_ec2_transit_gateway_vpc_attachment",
    null,
    { transit_gateway_id: "tgw-1", vpc_id: "vpc-1" },
  ],
  [
    "a network of a prefix list",
    "aws_ec2_managed_prefix_list_entry",
    null,
    { prefix_list_id: "pl-1", cidr: "0.0.0.0/0" },
  ],
  [
    "a consumer of an endpoint service",
    "aws_vpc_endpoint_service_allowed_principal",
    null,
    { vpc_endpoint_service_id: "vpce-svc-1", principal_arn: "*" },
  ],
  ["a WAF", "aws_wafv2_web_acl_association", { resource_arn: "arn:lb", web_acl_arn: "arn:waf" }, null],
  ["a flow log", "aws_flow_log", { vpc_id: "vpc-1", traffic_type: "ALL" }, null],
  ["a trail", "aws_cloudtrail", { name: "t", enable_logging: true }, null],
  [
    "an approval rule",
    "aws_codecommit_approval_rule_template_association",
    { approval_rule_template_name: "approvals", repository_name: "source" },
    null,
  ],
  ["a detector", "aws_guardduty_detector", { enable: true }, null],
  ["a recorder", "aws_config_configuration_recorder", { name: "default" }, null],
  ["the log of a bucket", "aws_s3_bucket_logging", { bucket: "b", target_bucket: "l" }, null],
  [
    "the versions of a bucket",
    "aws_s3_bucket_versioning",
    { bucket: "b", versioning_configuration: [{ status: "Enabled" }] },
    null,
  ],
  ["the guard of the account", "aws_s3_account_public_access_block", { block_public_acls: true }, null],
  ["the rotation of a secret", "aws_secretsmanager_secret_rotation", { secret_id: "s" }, null],
  ["the lock of a vault", "aws_backup_vault_lock_configuration", { backup_vault_name: "v" }, null],
  ["a plan of backups", "aws_backup_plan", { name: "daily", rule: [{ rule_name: "daily" }] }, null],
  ["what is backed up", "aws_backup_selection", { name: "all", plan_id: "p" }, null],
  ["the rules for passwords", "aws_iam_account_password_policy", { minimum_password_length: 14 }, null],
  ["a second factor", "aws_iam_virtual_mfa_device", { virtual_mfa_device_name: "ann" }, null],
  ["a policy of the organization", "aws_organizations_policy_attachment", { policy_id: "p-1", target_id: OTHER }, null],
  [
    "an alarm",
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "errors", actions_enabled: true, alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:x"] },
    null,
  ],
  ["Google: an owner", "google_project_iam_member", null, { project: "p", role: "roles/owner", member: "allUsers" }],
  [
    "Google: a service for all",
    "google_cloud_run_service_iam_member",
    null,
    { service: "s", role: "roles/run.invoker", member: "allUsers" },
  ],
  [
    "Google: a binding",
    "google_storage_bucket_iam_binding",
    { bucket: "b", role: "roles/storage.objectViewer", members: ["user:ann@example.org"] },
    { bucket: "b", role: "roles/storage.objectViewer", members: ["user:ann@example.org", "allUsers"] },
  ],
  [
    "Google: a policy",
    "google_project_iam_policy",
    { project: "p", policy_data: JSON.stringify({ bindings: [] }) },
    { project: "p", policy_data: JSON.stringify({ bindings: [{ role: "roles/owner", members: ["user:x"] }] }) },
  ],
  ["Google: a key", "google_service_account_key", null, { service_account_id: "sa" }],
  [
    "Azure: an owner",
    "azurerm_role_assignment",
    null,
    { scope: "/subscriptions/1", role_definition_name: "Owner", principal_id: "p" },
  ],
  [
    "Azure: a rule for SSH",
    "azurerm_network_security_rule",
    null,
    {
      network_security_group_name: "n",
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source_address_prefix: "*",
      destination_port_range: "22",
    },
  ],
  [
    "Kubernetes: a binding",
    "kubernetes_cluster_role_binding",
    null,
    { role_ref: [{ name: "cluster-admin" }], subject: [{ kind: "User", name: "ann" }] },
  ],
  [
    "GitHub: a collaborator",
    "github_repository_collaborator",
    null,
    { repository: "r", username: "ann", permission: "admin" },
  ],
  ["GitHub: a protected branch", "github_branch_protection", { repository_id: "r", pattern: "main" }, null],
]);
