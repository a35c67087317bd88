import type { SecurityCase } from "./losses-of-security.ts";

type Sides = readonly [what: string, type: string, before: object | null, after: object | null];

const cases = (back: boolean, rows: readonly Sides[]): SecurityCase[] =>
  rows.map(([what, type, before, after]) => ({ what, type, before, after, back }));

/** Settings of services of AWS, each with the way back. */
export const SERVICE_SETTINGS: readonly SecurityCase[] = cases(true, [
  [
    "session longer",
    "aws_iam_role",
    {
      name: "web",
      path: "/",
      max_session_duration: 3600,
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/ci"},"Action":"sts:AssumeRole"}]}',
    },
    {
      name: "web",
      path: "/",
      max_session_duration: 43200,
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/ci"},"Action":"sts:AssumeRole"}]}',
    },
  ],
  [
    "IAM Identity Center: session longer",
    "aws_ssoadmin_permission_set",
    { name: "admin", instance_arn: "i", session_duration: "PT1H" },
    { name: "admin", instance_arn: "i", session_duration: "PT12H" },
  ],
  [
    "organization: scp type disabled",
    "aws_organizations_organization",
    { feature_set: "ALL", enabled_policy_types: ["SERVICE_CONTROL_POLICY"] },
    { feature_set: "ALL", enabled_policy_types: [] },
  ],
  [
    "what a user of a cache may do",
    "aws_elasticache_user",
    { user_id: "u", user_name: "u", engine: "redis", access_string: "on ~app:* +@read" },
    { user_id: "u", user_name: "u", engine: "redis", access_string: "on ~* +@all" },
  ],
  [
    "what a user of a cache may do",
    "aws_memorydb_user",
    { user_name: "u", access_string: "on ~app:* +@read" },
    { user_name: "u", access_string: "on ~* +@all" },
  ],
  [
    "identity pool provider",
    "aws_cognito_identity_pool",
    {
      identity_pool_name: "p",
      allow_unauthenticated_identities: false,
      cognito_identity_providers: [{ client_id: "a", provider_name: "p", server_side_token_check: true }],
    },
    {
      identity_pool_name: "p",
      allow_unauthenticated_identities: false,
      cognito_identity_providers: [{ client_id: "a", provider_name: "p", server_side_token_check: false }],
    },
  ],
  [
    "identity pool classic flow",
    "aws_cognito_identity_pool",
    { identity_pool_name: "p", allow_unauthenticated_identities: false, allow_classic_flow: false },
    { identity_pool_name: "p", allow_unauthenticated_identities: false, allow_classic_flow: true },
  ],
  [
    "route table inline igw",
    "aws_route_table",
    { vpc_id: "v", route: [] },
    { vpc_id: "v", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
  ],
  [
    "sagemaker domain public",
    "aws_sagemaker_domain",
    { domain_name: "n", auth_mode: "IAM", app_network_access_type: "VpcOnly" },
    { domain_name: "n", auth_mode: "IAM", app_network_access_type: "PublicInternetOnly" },
  ],
  [
    "sagemaker model isolation",
    "aws_sagemaker_model",
    { name: "n", enable_network_isolation: true },
    { name: "n", enable_network_isolation: false },
  ],
  [
    "appsync introspection",
    "aws_appsync_graphql_api",
    { name: "a", authentication_type: "AWS_IAM", introspection_config: "DISABLED" },
    { name: "a", authentication_type: "AWS_IAM", introspection_config: "ENABLED" },
  ],
  [
    "s3 access point public access",
    "aws_s3_access_point",
    { bucket: "b", name: "a", public_access_block_configuration: [{ block_public_policy: true }] },
    { bucket: "b", name: "a", public_access_block_configuration: [{ block_public_policy: false }] },
  ],
  [
    "a rule for some addresses only",
    "aws_lb_listener_rule",
    {
      listener_arn: "l",
      priority: 1,
      action: [{ type: "forward" }],
      condition: [{ source_ip: [{ values: ["10.0.0.0/8"] }] }, { path_pattern: [{ values: ["/admin*"] }] }],
    },
    {
      listener_arn: "l",
      priority: 1,
      action: [{ type: "forward" }],
      condition: [{ path_pattern: [{ values: ["/admin*"] }] }],
    },
  ],
  [
    "balancer: cross zone",
    "aws_lb",
    { name: "n", load_balancer_type: "network", enable_cross_zone_load_balancing: true },
    { name: "n", load_balancer_type: "network", enable_cross_zone_load_balancing: false },
  ],
  [
    "web ACL: rule group override count",
    "aws_wafv2_web_acl",
    {
      name: "w",
      scope: "REGIONAL",
      default_action: [{ allow: [{}] }],
      rule: [
        {
          name: "a",
          priority: 1,
          statement: [
            { managed_rule_group_statement: [{ name: "AWSManagedRulesCommonRuleSet", rule_action_override: [] }] },
          ],
        },
      ],
    },
    {
      name: "w",
      scope: "REGIONAL",
      default_action: [{ allow: [{}] }],
      rule: [
        {
          name: "a",
          priority: 1,
          statement: [
            {
              managed_rule_group_statement: [
                {
                  name: "AWSManagedRulesCommonRuleSet",
                  rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: [{ count: [{}] }] }],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    "CloudFront: origin tls1",
    "aws_cloudfront_distribution",
    {
      comment: "c",
      enabled: true,
      origin: [
        {
          origin_id: "o",
          custom_origin_config: [{ origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] }],
        },
      ],
    },
    {
      comment: "c",
      enabled: true,
      origin: [
        {
          origin_id: "o",
          custom_origin_config: [{ origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1", "TLSv1.2"] }],
        },
      ],
    },
  ],
  [
    "API: throttle",
    "aws_api_gateway_method_settings",
    {
      rest_api_id: "a",
      stage_name: "s",
      method_path: "*/*",
      settings: [{ throttling_rate_limit: 100, throttling_burst_limit: 50 }],
    },
    {
      rest_api_id: "a",
      stage_name: "s",
      method_path: "*/*",
      settings: [{ throttling_rate_limit: -1, throttling_burst_limit: -1 }],
    },
  ],
  [
    "API: usage quota gone",
    "aws_api_gateway_usage_plan",
    { name: "u", quota_settings: [{ limit: 1000, period: "DAY" }] },
    { name: "u", quota_settings: [] },
  ],
  [
    "route53 health",
    "aws_route53_record",
    { name: "x", type: "A", zone_id: "z", health_check_id: "h", records: ["1.2.3.4"] },
    { name: "x", type: "A", zone_id: "z", health_check_id: null, records: ["1.2.3.4"] },
  ],
  [
    "domain privacy",
    "aws_route53domains_registered_domain",
    { domain_name: "x.com", registrant_privacy: true },
    { domain_name: "x.com", registrant_privacy: false },
  ],
  [
    "domain auto renew",
    "aws_route53domains_registered_domain",
    { domain_name: "x.com", auto_renew: true },
    { domain_name: "x.com", auto_renew: false },
  ],
  [
    "globalaccelerator logs",
    "aws_globalaccelerator_accelerator",
    { name: "g", attributes: [{ flow_logs_enabled: true }] },
    { name: "g", attributes: [{ flow_logs_enabled: false }] },
  ],
  [
    "source dest check",
    "aws_instance",
    { ami: "a", instance_type: "t", source_dest_check: true },
    { ami: "a", instance_type: "t", source_dest_check: false },
  ],
  [
    "instance shutdown behaviour",
    "aws_instance",
    { ami: "a", instance_type: "t", instance_initiated_shutdown_behavior: "stop" },
    { ami: "a", instance_type: "t", instance_initiated_shutdown_behavior: "terminate" },
  ],
  [
    "group: elb health",
    "aws_autoscaling_group",
    { name: "a", min_size: 2, max_size: 4, health_check_type: "ELB" },
    { name: "a", min_size: 2, max_size: 4, health_check_type: "EC2" },
  ],
  [
    "health check gone",
    "aws_ecs_task_definition",
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","healthCheck":{"command":["CMD","x"]}}]',
    },
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]',
    },
  ],
  [
    "a security option of a container",
    "aws_ecs_task_definition",
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","dockerSecurityOptions":["no-new-privileges"]}]',
    },
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","dockerSecurityOptions":[]}]',
    },
  ],
  [
    "fault injection",
    "aws_ecs_task_definition",
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]',
      enable_fault_injection: false,
    },
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions:
        '[{"name":"w","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]',
      enable_fault_injection: true,
    },
  ],
  [
    "rds insights",
    "aws_db_instance",
    { identifier: "d", performance_insights_enabled: true },
    { identifier: "d", performance_insights_enabled: false },
  ],
  [
    "statements in a log",
    "aws_rds_cluster_parameter_group",
    { name: "p", family: "aurora-postgresql16", parameter: [{ name: "log_statement", value: "ddl" }] },
    { name: "p", family: "aurora-postgresql16", parameter: [{ name: "log_statement", value: "none" }] },
  ],
  [
    "s3 lifecycle enabled",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "b", rule: [{ id: "r", status: "Disabled", expiration: [{ days: 1 }] }] },
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 1 }] }] },
  ],
  [
    "s3 lifecycle filter wider",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 1 }], filter: [{ prefix: "tmp/" }] }] },
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 1 }], filter: [{ prefix: "" }] }] },
  ],
  [
    "ssm patch baseline",
    "aws_ssm_patch_baseline",
    { name: "b", approval_rule: [{ approve_after_days: 7, compliance_level: "CRITICAL" }] },
    { name: "b", approval_rule: [] },
  ],
  [
    "ssm service setting",
    "aws_ssm_service_setting",
    {
      setting_id: "arn:aws:ssm:eu-west-1:111111111111:servicesetting/ssm/documents/console/public-sharing-permission",
      setting_value: "Disable",
    },
    {
      setting_id: "arn:aws:ssm:eu-west-1:111111111111:servicesetting/ssm/documents/console/public-sharing-permission",
      setting_value: "Enable",
    },
  ],
  [
    "opensearch logs",
    "aws_opensearch_domain",
    {
      domain_name: "d",
      log_publishing_options: [{ log_type: "AUDIT_LOGS", enabled: true, cloudwatch_log_group_arn: "x" }],
    },
    { domain_name: "d", log_publishing_options: [] },
  ],
  [
    "glue security config of a job",
    "aws_glue_job",
    { name: "j", role_arn: "arn:aws:iam::111111111111:role/j", security_configuration: "sc" },
    { name: "j", role_arn: "arn:aws:iam::111111111111:role/j", security_configuration: null },
  ],
  [
    "athena encryption",
    "aws_athena_workgroup",
    {
      name: "w",
      configuration: [
        {
          enforce_workgroup_configuration: true,
          result_configuration: [{ encryption_configuration: [{ encryption_option: "SSE_KMS", kms_key_arn: "k" }] }],
        },
      ],
    },
    {
      name: "w",
      configuration: [
        { enforce_workgroup_configuration: true, result_configuration: [{ encryption_configuration: [] }] },
      ],
    },
  ],
  [
    "alarm missing data",
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "a", alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"], treat_missing_data: "breaching" },
    { alarm_name: "a", alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"], treat_missing_data: "notBreaching" },
  ],
  [
    "budget notification",
    "aws_budgets_budget",
    { name: "b", limit_amount: "100", notification: [{ threshold: 80, subscriber_email_addresses: ["a@b"] }] },
    { name: "b", limit_amount: "100", notification: [] },
  ],
  [
    "bedrock guardrail",
    "aws_bedrock_guardrail",
    {
      name: "g",
      content_policy_config: [{ filters_config: [{ type: "HATE", input_strength: "HIGH", output_strength: "HIGH" }] }],
    },
    {
      name: "g",
      content_policy_config: [{ filters_config: [{ type: "HATE", input_strength: "NONE", output_strength: "NONE" }] }],
    },
  ],
  [
    "cognito auth flows",
    "aws_cognito_user_pool_client",
    { name: "c", user_pool_id: "p", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] },
    { name: "c", user_pool_id: "p", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"] },
  ],
  [
    "workspaces root volume",
    "aws_workspaces_workspace",
    { directory_id: "d", root_volume_encryption_enabled: true },
    { directory_id: "d", root_volume_encryption_enabled: false },
  ],
  [
    "workspaces admin",
    "aws_workspaces_directory",
    { directory_id: "d", workspace_creation_properties: [{ user_enabled_as_local_administrator: false }] },
    { directory_id: "d", workspace_creation_properties: [{ user_enabled_as_local_administrator: true }] },
  ],
  [
    "emr security config",
    "aws_emr_cluster",
    { name: "e", security_configuration: "s" },
    { name: "e", security_configuration: null },
  ],
  [
    "a public server of Airflow",
    "aws_mwaa_environment",
    { name: "m", webserver_access_mode: "PRIVATE_ONLY" },
    { name: "m", webserver_access_mode: "PUBLIC_ONLY" },
  ],
  [
    "Grafana for every network",
    "aws_grafana_workspace",
    {
      name: "g",
      account_access_type: "CURRENT_ACCOUNT",
      network_access_control: [{ prefix_list_ids: ["pl"], vpce_ids: [] }],
    },
    { name: "g", account_access_type: "CURRENT_ACCOUNT", network_access_control: [] },
  ],
  [
    "imagebuilder share",
    "aws_imagebuilder_distribution_configuration",
    { name: "d", distribution: [{ region: "eu-west-1", ami_distribution_configuration: [{ launch_permission: [] }] }] },
    {
      name: "d",
      distribution: [
        { region: "eu-west-1", ami_distribution_configuration: [{ launch_permission: [{ user_groups: ["all"] }] }] },
      ],
    },
  ],
  ["allowed images", "aws_ec2_allowed_images_settings", { state: "enabled" }, { state: "disabled" }],
  [
    "vpc encryption control",
    "aws_vpc_encryption_control",
    { vpc_id: "v", mode: "enforce" },
    { vpc_id: "v", mode: "monitor" },
  ],
  [
    "storage gateway guest",
    "aws_storagegateway_smb_file_share",
    { gateway_arn: "g", location_arn: "l", authentication: "ActiveDirectory" },
    { gateway_arn: "g", location_arn: "l", authentication: "GuestAccess" },
  ],
  [
    "nfs clients",
    "aws_storagegateway_nfs_file_share",
    { gateway_arn: "g", location_arn: "l", client_list: ["10.0.0.0/8"] },
    { gateway_arn: "g", location_arn: "l", client_list: ["0.0.0.0/0"] },
  ],
  [
    "nfs squash",
    "aws_storagegateway_nfs_file_share",
    { gateway_arn: "g", location_arn: "l", squash: "RootSquash" },
    { gateway_arn: "g", location_arn: "l", squash: "NoSquash" },
  ],
  [
    "a denial of a network ACL",
    "aws_network_acl",
    {
      vpc_id: "v",
      subnet_ids: ["s"],
      ingress: [
        { rule_no: 100, action: "deny", protocol: "-1", cidr_block: "1.0.0.0/8", from_port: 0, to_port: 0 },
        { rule_no: 200, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 },
      ],
    },
    {
      vpc_id: "v",
      subnet_ids: ["s"],
      ingress: [{ rule_no: 200, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 }],
    },
  ],
  [
    "client vpn auth",
    "aws_ec2_client_vpn_endpoint",
    {
      client_cidr_block: "10.0.0.0/22",
      split_tunnel: true,
      authentication_options: [{ type: "certificate-authentication" }],
      connection_log_options: [{ enabled: true }],
    },
    {
      client_cidr_block: "10.0.0.0/22",
      split_tunnel: true,
      authentication_options: [{ type: "certificate-authentication" }],
      connection_log_options: [{ enabled: false }],
    },
  ],
  [
    "balancer: security group: enforcement",
    "aws_lb",
    { name: "n", load_balancer_type: "network", enforce_security_group_inbound_rules_on_private_link_traffic: "on" },
    { name: "n", load_balancer_type: "network", enforce_security_group_inbound_rules_on_private_link_traffic: "off" },
  ],
  [
    "targets: health check disabled",
    "aws_lb_target_group",
    { name: "t", target_type: "lambda", health_check: [{ enabled: true, path: "/" }] },
    { name: "t", target_type: "lambda", health_check: [{ enabled: false, path: "/" }] },
  ],
  [
    "a listener that refused",
    "aws_lb_listener",
    {
      load_balancer_arn: "lb",
      port: 443,
      protocol: "HTTPS",
      default_action: [
        { type: "fixed-response", fixed_response: [{ status_code: "403", content_type: "text/plain" }] },
      ],
    },
    {
      load_balancer_arn: "lb",
      port: 443,
      protocol: "HTTPS",
      default_action: [{ type: "forward", target_group_arn: "t" }],
    },
  ],
  [
    "API: scopes",
    "aws_api_gateway_method",
    {
      rest_api_id: "a",
      resource_id: "r",
      http_method: "ANY",
      authorization: "COGNITO_USER_POOLS",
      authorization_scopes: ["admin"],
    },
    {
      rest_api_id: "a",
      resource_id: "r",
      http_method: "ANY",
      authorization: "COGNITO_USER_POOLS",
      authorization_scopes: [],
    },
  ],
  [
    "API: cache encrypted",
    "aws_api_gateway_method_settings",
    {
      rest_api_id: "a",
      stage_name: "s",
      method_path: "*/*",
      settings: [{ cache_data_encrypted: true, caching_enabled: true }],
    },
    {
      rest_api_id: "a",
      stage_name: "s",
      method_path: "*/*",
      settings: [{ cache_data_encrypted: false, caching_enabled: true }],
    },
  ],
  [
    "API: logging level off",
    "aws_api_gateway_method_settings",
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ logging_level: "INFO" }] },
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ logging_level: "OFF" }] },
  ],
  [
    "API: data trace",
    "aws_api_gateway_method_settings",
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ data_trace_enabled: false }] },
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ data_trace_enabled: true }] },
  ],
  [
    "API: client cert",
    "aws_api_gateway_stage",
    { rest_api_id: "a", stage_name: "s", client_certificate_id: "c" },
    { rest_api_id: "a", stage_name: "s", client_certificate_id: "" },
  ],
  [
    "API: xray",
    "aws_api_gateway_stage",
    { rest_api_id: "a", stage_name: "s", xray_tracing_enabled: true },
    { rest_api_id: "a", stage_name: "s", xray_tracing_enabled: false },
  ],
  [
    "a key of an API besides roles",
    "aws_appsync_graphql_api",
    { name: "a", authentication_type: "AWS_IAM", additional_authentication_provider: [] },
    {
      name: "a",
      authentication_type: "AWS_IAM",
      additional_authentication_provider: [{ authentication_type: "API_KEY" }],
    },
  ],
  [
    "CloudFront: geo list fewer",
    "aws_cloudfront_distribution",
    {
      enabled: true,
      restrictions: [{ geo_restriction: [{ restriction_type: "blacklist", locations: ["RU", "KP"] }] }],
    },
    { enabled: true, restrictions: [{ geo_restriction: [{ restriction_type: "blacklist", locations: ["KP"] }] }] },
  ],
  [
    "CloudFront: field level encryption",
    "aws_cloudfront_distribution",
    { enabled: true, default_cache_behavior: [{ field_level_encryption_id: "F" }] },
    { enabled: true, default_cache_behavior: [{ field_level_encryption_id: "" }] },
  ],
  [
    "CloudFront: function association removed",
    "aws_cloudfront_distribution",
    {
      enabled: true,
      default_cache_behavior: [{ function_association: [{ event_type: "viewer-request", function_arn: "auth" }] }],
    },
    { enabled: true, default_cache_behavior: [{ function_association: [] }] },
  ],
  [
    "CloudFront: lambda@edge removed",
    "aws_cloudfront_distribution",
    {
      enabled: true,
      default_cache_behavior: [
        { lambda_function_association: [{ event_type: "viewer-request", lambda_arn: "auth:1" }] },
      ],
    },
    { enabled: true, default_cache_behavior: [{ lambda_function_association: [] }] },
  ],
  [
    "a login of a connector",
    "aws_mskconnect_connector",
    { name: "c", kafka_cluster_client_authentication: [{ authentication_type: "IAM" }] },
    { name: "c", kafka_cluster_client_authentication: [{ authentication_type: "NONE" }] },
  ],
  [
    "another user of a cache",
    "aws_elasticache_user_group",
    { user_group_id: "g", engine: "redis", user_ids: ["a"] },
    { user_group_id: "g", engine: "redis", user_ids: ["a", "default"] },
  ],
  [
    "s3 object public",
    "aws_s3_object",
    { bucket: "b", key: "k", acl: "private" },
    { bucket: "b", key: "k", acl: "public-read" },
  ],
  [
    "versions that are kept",
    "aws_s3_bucket_lifecycle_configuration",
    {
      bucket: "b",
      rule: [
        {
          id: "r",
          status: "Enabled",
          noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions: 10 }],
        },
      ],
    },
    {
      bucket: "b",
      rule: [
        {
          id: "r",
          status: "Enabled",
          noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions: 1 }],
        },
      ],
    },
  ],
  [
    "continuous backups",
    "aws_backup_plan",
    { name: "p", rule: [{ rule_name: "d", enable_continuous_backup: true }] },
    { name: "p", rule: [{ rule_name: "d", enable_continuous_backup: false }] },
  ],
  [
    "backup region settings",
    "aws_backup_region_settings",
    { resource_type_opt_in_preference: { RDS: true, EBS: true } },
    { resource_type_opt_in_preference: { RDS: true, EBS: false } },
  ],
  [
    "rbin shorter",
    "aws_rbin_rule",
    {
      resource_type: "EBS_SNAPSHOT",
      retention_period: [{ retention_period_value: 30, retention_period_unit: "DAYS" }],
    },
    { resource_type: "EBS_SNAPSHOT", retention_period: [{ retention_period_value: 1, retention_period_unit: "DAYS" }] },
  ],
  [
    "a last snapshot",
    "aws_ebs_volume",
    { availability_zone: "a", size: 10, final_snapshot: true },
    { availability_zone: "a", size: 10, final_snapshot: false },
  ],
  [
    "AWS's key for a parameter",
    "aws_ssm_parameter",
    { name: "p", type: "SecureString", key_id: "k" },
    { name: "p", type: "SecureString", key_id: "alias/aws/ssm" },
  ],
  [
    "traces of a function",
    "aws_lambda_function",
    { function_name: "f", tracing_config: [{ mode: "Active" }] },
    { function_name: "f", tracing_config: [{ mode: "PassThrough" }] },
  ],
  [
    "dead letters of a function",
    "aws_lambda_function_event_invoke_config",
    { function_name: "f", destination_config: [{ on_failure: [{ destination: "d" }] }] },
    { function_name: "f", destination_config: [] },
  ],
  [
    "batch user root",
    "aws_batch_job_definition",
    { name: "j", type: "container", container_properties: '{"image":"a","user":"1000"}' },
    { name: "j", type: "container", container_properties: '{"image":"a","user":"root"}' },
  ],
  [
    "redshift serverless public",
    "aws_redshiftserverless_workgroup",
    { workgroup_name: "w", namespace_name: "n", publicly_accessible: false, enhanced_vpc_routing: true },
    { workgroup_name: "w", namespace_name: "n", publicly_accessible: false, enhanced_vpc_routing: false },
  ],
  [
    "opensearch cognito",
    "aws_opensearch_domain",
    { domain_name: "d", cognito_options: [{ enabled: true }] },
    { domain_name: "d", cognito_options: [{ enabled: false }] },
  ],
  [
    "an older policy of ciphers",
    "aws_transfer_server",
    { domain: "S3", security_policy_name: "TransferSecurityPolicy-2024-01" },
    { domain: "S3", security_policy_name: "TransferSecurityPolicy-2018-11" },
  ],
  [
    "browsers for desktops",
    "aws_workspaces_directory",
    { directory_id: "d", workspace_access_properties: [{ device_type_web: "DENY" }] },
    { directory_id: "d", workspace_access_properties: [{ device_type_web: "ALLOW" }] },
  ],
  [
    "sagemaker notebook: IMDSv2",
    "aws_sagemaker_notebook_instance",
    { name: "n", instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "2" }] },
    { name: "n", instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "1" }] },
  ],
  [
    "securityhub organization",
    "aws_securityhub_organization_configuration",
    { auto_enable: true },
    { auto_enable: false },
  ],
  [
    "a scan of new accounts",
    "aws_inspector2_organization_configuration",
    { auto_enable: [{ ec2: true, ecr: true }] },
    { auto_enable: [{ ec2: false, ecr: true }] },
  ],
  [
    "a shorter archive",
    "aws_cloudwatch_event_archive",
    { name: "a", retention_days: 365 },
    { name: "a", retention_days: 1 },
  ],
  [
    "log data protection",
    "aws_cloudwatch_log_data_protection_policy",
    {
      log_group_name: "l",
      policy_document: '{"Name":"x","Statement":[{"DataIdentifier":["a","b"],"Operation":{"Deidentify":{}}}]}',
    },
    {
      log_group_name: "l",
      policy_document: '{"Name":"x","Statement":[{"DataIdentifier":["a"],"Operation":{"Deidentify":{}}}]}',
    },
  ],
  [
    "synthetics stopped",
    "aws_synthetics_canary",
    { name: "c", start_canary: true },
    { name: "c", start_canary: false },
  ],
  [
    "codecommit approval fewer",
    "aws_codecommit_approval_rule_template",
    { name: "t", content: '{"Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":2}]}' },
    { name: "t", content: '{"Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":0}]}' },
  ],
  [
    "codeartifact upstream",
    "aws_codeartifact_repository",
    { repository: "r", domain: "d", external_connections: [] },
    { repository: "r", domain: "d", external_connections: [{ external_connection_name: "public:npmjs" }] },
  ],
  [
    "ecs account setting",
    "aws_ecs_account_setting_default",
    { name: "containerInsights", value: "enabled" },
    { name: "containerInsights", value: "disabled" },
  ],
  [
    "ecs managed storage key",
    "aws_ecs_cluster",
    { name: "c", configuration: [{ managed_storage_configuration: [{ kms_key_id: "k" }] }] },
    { name: "c", configuration: [{ managed_storage_configuration: [] }] },
  ],
  [
    "ecs service volume encryption",
    "aws_ecs_service",
    { name: "s", volume_configuration: [{ name: "v", managed_ebs_volume: [{ encrypted: true }] }] },
    { name: "s", volume_configuration: [{ name: "v", managed_ebs_volume: [{ encrypted: false }] }] },
  ],
  [
    "shield layer7",
    "aws_shield_application_layer_automatic_response",
    { resource_arn: "r", action: "BLOCK" },
    { resource_arn: "r", action: "COUNT" },
  ],
  [
    "fms policy remediation",
    "aws_fms_policy",
    { name: "f", remediation_enabled: true },
    { name: "f", remediation_enabled: false },
  ],
  [
    "network firewall rule alert",
    "aws_networkfirewall_firewall_policy",
    {
      name: "p",
      firewall_policy: [
        {
          stateless_default_actions: ["aws:forward_to_sfe"],
          stateful_rule_group_reference: [{ resource_arn: "a" }, { resource_arn: "b" }],
        },
      ],
    },
    {
      name: "p",
      firewall_policy: [
        { stateless_default_actions: ["aws:forward_to_sfe"], stateful_rule_group_reference: [{ resource_arn: "a" }] },
      ],
    },
  ],
  [
    "firewall: rules",
    "aws_networkfirewall_rule_group",
    {
      name: "r",
      type: "STATEFUL",
      capacity: 10,
      rule_group: [
        {
          rules_source: [
            {
              rules_source_list: [
                { generated_rules_type: "DENYLIST", targets: [".evil.com", ".bad.com"], target_types: ["HTTP_HOST"] },
              ],
            },
          ],
        },
      ],
    },
    {
      name: "r",
      type: "STATEFUL",
      capacity: 10,
      rule_group: [
        {
          rules_source: [
            {
              rules_source_list: [
                { generated_rules_type: "DENYLIST", targets: [".bad.com"], target_types: ["HTTP_HOST"] },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    "a container without a profile",
    "aws_ecs_task_definition",
    { container_definitions: '[{"name":"web","dockerSecurityOptions":[]}]' },
    { container_definitions: '[{"name":"web","dockerSecurityOptions":["apparmor:unconfined"]}]' },
  ],
  [
    "an older protocol of a classic balancer",
    "aws_lb_ssl_negotiation_policy",
    { attribute: [{ name: "Protocol-TLSv1", value: "false" }] },
    { attribute: [{ name: "Protocol-TLSv1", value: "true" }] },
  ],
  [
    "private addresses of a peering",
    "aws_vpc_peering_connection_options",
    { accepter: [{ allow_remote_vpc_dns_resolution: false }] },
    { accepter: [{ allow_remote_vpc_dns_resolution: true }] },
  ],
  [
    "insights of a trail",
    "aws_cloudtrail",
    { insight_selector: [{ insight_type: "ApiCallRateInsight" }] },
    { insight_selector: [] },
  ],
  ["a weaker digest of messages", "aws_sns_topic", { signature_version: 2 }, { signature_version: 1 }],
  [
    "other sources of dead letters",
    "aws_sqs_queue_redrive_allow_policy",
    { redrive_allow_policy: '{"redrivePermission":"byQueue","sourceQueueArns":["a"]}' },
    { redrive_allow_policy: '{"redrivePermission":"allowAll"}' },
  ],
  [
    "one more source of dead letters",
    "aws_sqs_queue_redrive_allow_policy",
    { redrive_allow_policy: '{"redrivePermission":"byQueue","sourceQueueArns":["a"]}' },
    { redrive_allow_policy: '{"redrivePermission":"byQueue","sourceQueueArns":["a","b"]}' },
  ],
  [
    "a grant for any context",
    "aws_kms_grant",
    { grantee_principal: "r", operations: ["Decrypt"], constraints: [{ encryption_context_equals: { a: "b" } }] },
    { grantee_principal: "r", operations: ["Decrypt"], constraints: [] },
  ],
]);

/** What comes, goes or becomes another in services of AWS. */
export const SERVICE_COMING_AND_GOING: readonly SecurityCase[] = cases(false, [
  [
    "IAM Identity Center: boundary gone",
    "aws_ssoadmin_permissions_boundary_attachment",
    { instance_arn: "i", permission_set_arn: "ps", permissions_boundary: [{ managed_policy_arn: "x" }] },
    null,
  ],
  [
    "account moved ou",
    "aws_organizations_account",
    { name: "a", email: "x@y.z", parent_id: "ou-1" },
    { name: "a", email: "x@y.z", parent_id: "r-root" },
  ],
  [
    "signer permission",
    "aws_signer_signing_profile_permission",
    null,
    { profile_name: "p", action: "signer:StartSigningJob", principal: "222222222222" },
  ],
  [
    "acmpca permission",
    "aws_acmpca_permission",
    null,
    { certificate_authority_arn: "c", actions: ["IssueCertificate"], principal: "acm.amazonaws.com" },
  ],
  [
    "servicecatalog share",
    "aws_servicecatalog_portfolio_share",
    null,
    { portfolio_id: "p", principal_id: "222222222222", type: "ACCOUNT" },
  ],
  [
    "servicecatalog principal",
    "aws_servicecatalog_principal_portfolio_association",
    null,
    { portfolio_id: "p", principal_arn: "arn:aws:iam::111111111111:role/x" },
  ],
  [
    "s3 access grant",
    "aws_s3control_access_grant",
    null,
    {
      access_grants_location_id: "l",
      permission: "READWRITE",
      grantee: [{ grantee_type: "IAM", grantee_identifier: "arn:aws:iam::111111111111:role/x" }],
    },
  ],
  ["quicksight user admin", "aws_quicksight_user", null, { user_name: "u", user_role: "ADMIN", identity_type: "IAM" }],
  [
    "transfer user role",
    "aws_transfer_user",
    { server_id: "s", user_name: "u", role: "arn:aws:iam::111111111111:role/a" },
    { server_id: "s", user_name: "u", role: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "transfer home directory",
    "aws_transfer_user",
    {
      server_id: "s",
      user_name: "u",
      role: "arn:aws:iam::111111111111:role/a",
      home_directory_type: "PATH",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::b/u/*"}]}',
    },
    {
      server_id: "s",
      user_name: "u",
      role: "arn:aws:iam::111111111111:role/a",
      home_directory_type: "PATH",
      policy: null,
    },
  ],
  [
    "cognito group role",
    "aws_cognito_user_group",
    { name: "g", user_pool_id: "p", role_arn: "arn:aws:iam::111111111111:role/a" },
    { name: "g", user_pool_id: "p", role_arn: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "apprunner instance role",
    "aws_apprunner_service",
    {
      service_name: "s",
      instance_configuration: [{ cpu: "1024", instance_role_arn: "arn:aws:iam::111111111111:role/a" }],
    },
    {
      service_name: "s",
      instance_configuration: [{ cpu: "1024", instance_role_arn: "arn:aws:iam::111111111111:role/admin" }],
    },
  ],
  [
    "batch job role",
    "aws_batch_job_definition",
    {
      name: "j",
      type: "container",
      container_properties: '{"image":"x","jobRoleArn":"arn:aws:iam::111111111111:role/a"}',
    },
    {
      name: "j",
      type: "container",
      container_properties: '{"image":"x","jobRoleArn":"arn:aws:iam::111111111111:role/admin"}',
    },
  ],
  [
    "firehose role",
    "aws_kinesis_firehose_delivery_stream",
    {
      name: "f",
      destination: "extended_s3",
      extended_s3_configuration: [{ role_arn: "arn:aws:iam::111111111111:role/a", bucket_arn: "arn:aws:s3:::b" }],
    },
    {
      name: "f",
      destination: "extended_s3",
      extended_s3_configuration: [
        { role_arn: "arn:aws:iam::111111111111:role/a", bucket_arn: "arn:aws:s3:::other-account" },
      ],
    },
  ],
  [
    "CloudFormation stack role",
    "aws_cloudformation_stack",
    { name: "s", iam_role_arn: "arn:aws:iam::111111111111:role/a" },
    { name: "s", iam_role_arn: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "bedrock agent role",
    "aws_bedrockagent_agent",
    { agent_name: "a", agent_resource_role_arn: "arn:aws:iam::111111111111:role/a" },
    { agent_name: "a", agent_resource_role_arn: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "the role of a cluster",
    "aws_emr_cluster",
    { name: "e", release_label: "r", service_role: "arn:aws:iam::111111111111:role/a" },
    { name: "e", release_label: "r", service_role: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "pipe role",
    "aws_pipes_pipe",
    { name: "p", source: "s", target: "t", role_arn: "arn:aws:iam::111111111111:role/a" },
    { name: "p", source: "s", target: "t", role_arn: "arn:aws:iam::111111111111:role/admin" },
  ],
  [
    "ssm maintenance role",
    "aws_ssm_maintenance_window_task",
    {
      window_id: "w",
      task_arn: "AWS-RunShellScript",
      task_type: "RUN_COMMAND",
      service_role_arn: "arn:aws:iam::111111111111:role/a",
    },
    {
      window_id: "w",
      task_arn: "AWS-RunShellScript",
      task_type: "RUN_COMMAND",
      service_role_arn: "arn:aws:iam::111111111111:role/admin",
    },
  ],
  ["eip association", "aws_eip_association", null, { allocation_id: "e", instance_id: "i" }],
  ["zone association", "aws_route53_vpc_association_authorization", null, { vpc_id: "v", zone_id: "z" }],
  [
    "image of another registry",
    "aws_ecs_task_definition",
    {
      family: "w",
      network_mode: "awsvpc",
      container_definitions: '[{"name":"w","image":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]',
    },
    { family: "w", network_mode: "awsvpc", container_definitions: '[{"name":"w","image":"docker.io/evil/web:1"}]' },
  ],
  [
    "lambda layer",
    "aws_lambda_function",
    { function_name: "f", layers: ["arn:aws:lambda:eu-west-1:111111111111:layer:a:1"] },
    { function_name: "f", layers: ["arn:aws:lambda:eu-west-1:222222222222:layer:evil:1"] },
  ],
  [
    "codebuild image",
    "aws_codebuild_project",
    { name: "b", environment: [{ image: "aws/codebuild/standard:7.0" }] },
    { name: "b", environment: [{ image: "evil/image:latest" }] },
  ],
  [
    "approval role",
    "aws_codepipeline",
    {
      name: "p",
      role_arn: "arn:aws:iam::111111111111:role/p",
      stage: [
        {
          name: "Source",
          action: [
            {
              name: "Source",
              category: "Source",
              provider: "CodeStarSourceConnection",
              configuration: { FullRepositoryId: "acme/web", BranchName: "main" },
            },
          ],
        },
        {
          name: "Deploy",
          action: [
            {
              name: "Deploy",
              category: "Deploy",
              provider: "ECS",
              configuration: { ServiceName: "web" },
              role_arn: "arn:aws:iam::111111111111:role/a",
            },
          ],
        },
      ],
    },
    {
      name: "p",
      role_arn: "arn:aws:iam::111111111111:role/p",
      stage: [
        {
          name: "Source",
          action: [
            {
              name: "Source",
              category: "Source",
              provider: "CodeStarSourceConnection",
              configuration: { FullRepositoryId: "acme/web", BranchName: "main" },
            },
          ],
        },
        {
          name: "Deploy",
          action: [
            {
              name: "Deploy",
              category: "Deploy",
              provider: "ECS",
              configuration: { ServiceName: "web" },
              role_arn: "arn:aws:iam::111111111111:role/admin",
            },
          ],
        },
      ],
    },
  ],
  [
    "kms alias moved",
    "aws_kms_alias",
    { name: "alias/x", target_key_id: "k1" },
    { name: "alias/x", target_key_id: "k2" },
  ],
  [
    "findings that are archived",
    "aws_accessanalyzer_archive_rule",
    null,
    { analyzer_name: "a", rule_name: "r", filter: [{ criteria: "isPublic", eq: ["true"] }] },
  ],
  [
    "lightsail ports",
    "aws_lightsail_instance_public_ports",
    { instance_name: "i", port_info: [{ protocol: "tcp", from_port: 443, to_port: 443, cidrs: ["10.0.0.0/8"] }] },
    { instance_name: "i", port_info: [{ protocol: "tcp", from_port: 22, to_port: 22, cidrs: ["0.0.0.0/0"] }] },
  ],
  [
    "clients of a volume",
    "aws_fsx_openzfs_volume",
    { name: "v", nfs_exports: [{ client_configurations: [{ clients: "10.0.0.0/8", options: ["rw"] }] }] },
    { name: "v", nfs_exports: [{ client_configurations: [{ clients: "*", options: ["rw", "no_root_squash"] }] }] },
  ],
  [
    "endpoint connection accepter",
    "aws_vpc_endpoint_connection_accepter",
    null,
    { vpc_endpoint_id: "v", vpc_endpoint_service_id: "s" },
  ],
  [
    "dx gateway association",
    "aws_dx_gateway_association",
    null,
    { dx_gateway_id: "d", associated_gateway_id: "g", allowed_prefixes: ["10.0.0.0/8"] },
  ],
  [
    "another issuer of logins",
    "aws_lb_listener_rule",
    {
      listener_arn: "l",
      priority: 1,
      condition: [],
      action: [
        { type: "authenticate-oidc", authenticate_oidc: [{ issuer: "https://login.acme.com" }] },
        { type: "forward" },
      ],
    },
    {
      listener_arn: "l",
      priority: 1,
      condition: [],
      action: [
        { type: "authenticate-oidc", authenticate_oidc: [{ issuer: "https://evil.example" }] },
        { type: "forward" },
      ],
    },
  ],
  [
    "s3 inventory to another account",
    "aws_s3_bucket_inventory",
    { bucket: "b", name: "i", destination: [{ bucket: [{ bucket_arn: "arn:aws:s3:::mine" }] }] },
    {
      bucket: "b",
      name: "i",
      destination: [{ bucket: [{ bucket_arn: "arn:aws:s3:::other", account_id: "222222222222" }] }],
    },
  ],
  [
    "transfer logging",
    "aws_transfer_server",
    { domain: "S3", logging_role: "arn:aws:iam::111111111111:role/l", structured_log_destinations: ["arn:l"] },
    { domain: "S3", logging_role: null, structured_log_destinations: [] },
  ],
  [
    "guardduty publishing",
    "aws_guardduty_publishing_destination",
    { detector_id: "d", destination_arn: "arn:aws:s3:::findings" },
    { detector_id: "d", destination_arn: "arn:aws:s3:::other" },
  ],
  [
    "vpc flow log destination",
    "aws_flow_log",
    { vpc_id: "v", traffic_type: "ALL", max_aggregation_interval: 60, log_destination: "arn:aws:s3:::a" },
    { vpc_id: "v", traffic_type: "ALL", max_aggregation_interval: 60, log_destination: "arn:aws:s3:::b" },
  ],
  [
    "pipeline trigger filter",
    "aws_codepipeline",
    {
      name: "p",
      trigger: [
        {
          provider_type: "CodeStarSourceConnection",
          git_configuration: [{ source_action_name: "S", push: [{ branches: [{ includes: ["main"] }] }] }],
        },
      ],
    },
    {
      name: "p",
      trigger: [
        {
          provider_type: "CodeStarSourceConnection",
          git_configuration: [{ source_action_name: "S", push: [{ branches: [{ includes: ["*"] }] }] }],
        },
      ],
    },
  ],
  [
    "ecr pull through cache",
    "aws_ecr_pull_through_cache_rule",
    { ecr_repository_prefix: "p", upstream_registry_url: "public.ecr.aws" },
    { ecr_repository_prefix: "p", upstream_registry_url: "registry-1.docker.io" },
  ],
  ["an activation for machines", "aws_ssm_activation", null, { iam_role: "ssm", registration_limit: 10 }],
  [
    "another account that collects settings",
    "aws_config_aggregate_authorization",
    null,
    { account_id: "222222222222" },
  ],
]);
