/** Services by the folder of their model: the code that they refuse a value with, and the calls that take a type's arguments. */
export interface ServiceCalls {
  code: string;
  calls: Readonly<Record<string, string>>;
}

/** Arguments of which the service takes more than its model says. */
export const MISLEADING: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_user_pool_domain: ["domain"], // custom domains have dots
};

/** Calls are separated by spaces; what the first takes counts before the next. `Call/Member` takes the items of a list. */
export const SERVICES: Readonly<Record<string, ServiceCalls>> = {
  ec2: {
    code: "InvalidParameterValue",
    calls: {
      aws_ebs_volume: "CreateVolume",
      aws_ec2_capacity_reservation: "CreateCapacityReservation",
      aws_ec2_fleet: "CreateFleet",
      aws_instance: "RunInstances",
      aws_launch_template: "CreateLaunchTemplate",
      aws_nat_gateway: "CreateNatGateway",
    },
  },
  elbv2: {
    code: "ValidationError",
    calls: {
      aws_lb: "CreateLoadBalancer",
      aws_lb_trust_store: "CreateTrustStore",
    },
  },
  ecs: {
    code: "ClientException",
    calls: {
      aws_ecs_capacity_provider: "CreateCapacityProvider",
      aws_ecs_service: "CreateService",
      aws_ecs_task_definition: "RegisterTaskDefinition",
    },
  },
  autoscaling: {
    code: "ValidationError",
    calls: {
      aws_autoscaling_attachment: "AttachLoadBalancerTargetGroups",
      aws_autoscaling_group: "CreateAutoScalingGroup",
      aws_autoscaling_lifecycle_hook: "PutLifecycleHook",
      aws_autoscaling_notification: "PutNotificationConfiguration",
      aws_autoscaling_policy: "PutScalingPolicy",
      aws_autoscaling_schedule: "PutScheduledUpdateGroupAction",
      aws_launch_configuration: "CreateLaunchConfiguration",
    },
  },
  "application-autoscaling": {
    code: "ValidationException",
    calls: {
      aws_appautoscaling_policy: "PutScalingPolicy",
      aws_appautoscaling_scheduled_action: "PutScheduledAction",
      aws_appautoscaling_target: "RegisterScalableTarget",
    },
  },
  iam: {
    code: "ValidationError",
    calls: {
      aws_iam_access_key: "CreateAccessKey",
      aws_iam_account_alias: "CreateAccountAlias",
      aws_iam_group: "CreateGroup",
      aws_iam_group_membership: "AddUserToGroup",
      aws_iam_group_policy: "PutGroupPolicy",
      aws_iam_group_policy_attachment: "AttachGroupPolicy",
      aws_iam_openid_connect_provider: "CreateOpenIDConnectProvider",
      aws_iam_policy: "CreatePolicy",
      aws_iam_role: "CreateRole",
      aws_iam_role_policy_attachment: "AttachRolePolicy",
      aws_iam_saml_provider: "CreateSAMLProvider",
      aws_iam_server_certificate: "UploadServerCertificate",
      aws_iam_service_linked_role: "CreateServiceLinkedRole",
      aws_iam_signing_certificate: "UploadSigningCertificate",
      aws_iam_user: "CreateUser",
      aws_iam_user_group_membership: "AddUserToGroup",
      aws_iam_user_login_profile: "CreateLoginProfile",
      aws_iam_user_policy: "PutUserPolicy",
      aws_iam_user_policy_attachment: "AttachUserPolicy",
      aws_iam_user_ssh_key: "UploadSSHPublicKey",
      aws_iam_virtual_mfa_device: "CreateVirtualMFADevice",
    },
  },
  codepipeline: {
    code: "ValidationException",
    calls: { aws_codepipeline: "CreatePipeline", aws_codepipeline_webhook: "PutWebhook" },
  },
  codebuild: {
    code: "ValidationException",
    calls: {
      aws_codebuild_project: "CreateProject",
      aws_codebuild_report_group: "CreateReportGroup",
      aws_codebuild_source_credential: "ImportSourceCredentials",
      aws_codebuild_webhook: "CreateWebhook",
      aws_codebuild_fleet: "CreateFleet",
    },
  },
  codedeploy: {
    code: "ValidationException",
    calls: {
      aws_codedeploy_app: "CreateApplication",
      aws_codedeploy_deployment_config: "CreateDeploymentConfig",
      aws_codedeploy_deployment_group: "CreateDeploymentGroup",
    },
  },
  codecommit: {
    code: "ValidationException",
    calls: {
      aws_codecommit_repository: "CreateRepository",
      aws_codecommit_trigger: "PutRepositoryTriggers",
      aws_codecommit_approval_rule_template: "CreateApprovalRuleTemplate",
    },
  },
  codeconnections: {
    code: "ValidationException",
    calls: { aws_codestarconnections_connection: "CreateConnection", aws_codestarconnections_host: "CreateHost" },
  },
  "codestar-notifications": {
    code: "ValidationException",
    calls: { aws_codestarnotifications_notification_rule: "CreateNotificationRule" },
  },
  events: {
    code: "ValidationException",
    calls: {
      aws_cloudwatch_event_bus: "CreateEventBus",
      aws_cloudwatch_event_rule: "PutRule",
      aws_cloudwatch_event_target: "PutTargets/Targets",
      aws_cloudwatch_event_archive: "CreateArchive",
      aws_cloudwatch_event_connection: "CreateConnection",
      aws_cloudwatch_event_api_destination: "CreateApiDestination",
      aws_cloudwatch_event_permission: "PutPermission",
      aws_cloudwatch_event_endpoint: "CreateEndpoint",
    },
  },
  scheduler: {
    code: "ValidationException",
    calls: { aws_scheduler_schedule: "CreateSchedule", aws_scheduler_schedule_group: "CreateScheduleGroup" },
  },
  pipes: { code: "ValidationException", calls: { aws_pipes_pipe: "CreatePipe" } },
  cloudwatch: {
    code: "ValidationError",
    calls: {
      aws_cloudwatch_metric_alarm: "PutMetricAlarm",
      aws_cloudwatch_composite_alarm: "PutCompositeAlarm",
      aws_cloudwatch_dashboard: "PutDashboard",
      aws_cloudwatch_metric_stream: "PutMetricStream",
    },
  },
  logs: {
    code: "InvalidParameterException",
    calls: {
      aws_cloudwatch_log_group: "CreateLogGroup",
      aws_cloudwatch_log_stream: "CreateLogStream",
      aws_cloudwatch_log_metric_filter: "PutMetricFilter",
      aws_cloudwatch_log_subscription_filter: "PutSubscriptionFilter",
      aws_cloudwatch_log_resource_policy: "PutResourcePolicy",
      aws_cloudwatch_log_destination: "PutDestination",
      aws_cloudwatch_query_definition: "PutQueryDefinition",
    },
  },
  sns: {
    code: "InvalidParameter",
    calls: { aws_sns_topic: "CreateTopic", aws_sns_topic_subscription: "Subscribe" },
  },
  route53: {
    code: "InvalidInput",
    calls: {
      aws_route53_zone: "CreateHostedZone",
      aws_route53_health_check: "CreateHealthCheck",
      aws_route53_key_signing_key: "CreateKeySigningKey",
      aws_route53_query_log: "CreateQueryLoggingConfig",
      aws_route53_delegation_set: "CreateReusableDelegationSet",
      aws_route53_traffic_policy: "CreateTrafficPolicy",
      aws_route53_cidr_collection: "CreateCidrCollection",
    },
  },
  route53resolver: {
    code: "InvalidParameterException",
    calls: {
      aws_route53_resolver_endpoint: "CreateResolverEndpoint",
      aws_route53_resolver_rule: "CreateResolverRule",
      aws_route53_resolver_rule_association: "AssociateResolverRule",
      aws_route53_resolver_query_log_config: "CreateResolverQueryLogConfig",
      aws_route53_resolver_firewall_rule: "CreateFirewallRule",
      aws_route53_resolver_firewall_rule_group: "CreateFirewallRuleGroup",
      aws_route53_resolver_firewall_domain_list: "CreateFirewallDomainList",
    },
  },
  acm: { code: "ValidationException", calls: { aws_acm_certificate: "RequestCertificate" } },
  s3: {
    code: "MalformedXML",
    calls: {
      aws_s3_bucket_intelligent_tiering_configuration: "PutBucketIntelligentTieringConfiguration",
      aws_s3_bucket_inventory: "PutBucketInventoryConfiguration",
      aws_s3_bucket_replication_configuration: "PutBucketReplication",
      aws_s3_bucket_logging: "PutBucketLogging",
      aws_s3_bucket_accelerate_configuration: "PutBucketAccelerateConfiguration",
      aws_s3_bucket_request_payment_configuration: "PutBucketRequestPayment",
      aws_s3_bucket_website_configuration: "PutBucketWebsite",
      aws_s3_bucket_object_lock_configuration: "PutObjectLockConfiguration",
      aws_s3_bucket_versioning: "PutBucketVersioning",
      aws_s3_bucket_ownership_controls: "PutBucketOwnershipControls",
    },
  },
  kms: {
    code: "ValidationException",
    calls: {
      aws_kms_key: "CreateKey EnableKeyRotation ScheduleKeyDeletion",
      aws_kms_external_key: "CreateKey ScheduleKeyDeletion",
      aws_kms_replica_key: "ReplicateKey ScheduleKeyDeletion",
      aws_kms_alias: "CreateAlias",
      aws_kms_grant: "CreateGrant",
    },
  },
  ecr: {
    code: "InvalidParameterException",
    calls: {
      aws_ecr_repository: "CreateRepository",
      aws_ecr_lifecycle_policy: "PutLifecyclePolicy",
      aws_ecr_repository_policy: "SetRepositoryPolicy",
      aws_ecr_pull_through_cache_rule: "CreatePullThroughCacheRule",
      aws_ecr_replication_configuration: "PutReplicationConfiguration",
      aws_ecr_registry_scanning_configuration: "PutRegistryScanningConfiguration",
      aws_ecr_repository_creation_template: "CreateRepositoryCreationTemplate",
    },
  },
  secretsmanager: {
    code: "ValidationException",
    calls: {
      aws_secretsmanager_secret: "CreateSecret",
      aws_secretsmanager_secret_version: "PutSecretValue",
      aws_secretsmanager_secret_rotation: "RotateSecret",
      aws_secretsmanager_secret_policy: "PutResourcePolicy",
    },
  },
  ssm: {
    code: "ValidationException",
    calls: {
      aws_ssm_parameter: "PutParameter",
      aws_ssm_document: "CreateDocument",
      aws_ssm_association: "CreateAssociation",
      aws_ssm_maintenance_window: "CreateMaintenanceWindow",
      aws_ssm_maintenance_window_target: "RegisterTargetWithMaintenanceWindow",
      aws_ssm_maintenance_window_task: "RegisterTaskWithMaintenanceWindow",
      aws_ssm_patch_baseline: "CreatePatchBaseline",
      aws_ssm_patch_group: "RegisterPatchBaselineForPatchGroup",
      aws_ssm_activation: "CreateActivation",
      aws_ssm_resource_data_sync: "CreateResourceDataSync",
    },
  },
  lambda: {
    code: "ValidationException",
    calls: {
      aws_lambda_function: "CreateFunction PutFunctionConcurrency",
      aws_lambda_alias: "CreateAlias",
      aws_lambda_permission: "AddPermission",
      aws_lambda_event_source_mapping: "CreateEventSourceMapping",
      aws_lambda_layer_version: "PublishLayerVersion",
      aws_lambda_layer_version_permission: "AddLayerVersionPermission",
      aws_lambda_function_url: "CreateFunctionUrlConfig",
      aws_lambda_function_event_invoke_config: "PutFunctionEventInvokeConfig",
      aws_lambda_provisioned_concurrency_config: "PutProvisionedConcurrencyConfig",
      aws_lambda_code_signing_config: "CreateCodeSigningConfig",
    },
  },
  dynamodb: {
    code: "ValidationException",
    calls: {
      aws_dynamodb_table: "CreateTable UpdateTimeToLive UpdateContinuousBackups",
      aws_dynamodb_global_table: "CreateGlobalTable",
      aws_dynamodb_kinesis_streaming_destination: "EnableKinesisStreamingDestination",
      aws_dynamodb_resource_policy: "PutResourcePolicy",
    },
  },
  rds: {
    code: "InvalidParameterValue",
    calls: {
      aws_db_proxy: "CreateDBProxy",
      aws_db_proxy_default_target_group: "ModifyDBProxyTargetGroup",
      aws_rds_integration: "CreateIntegration",
    },
  },
  elasticache: {
    code: "InvalidParameterValue",
    calls: { aws_elasticache_user: "CreateUser", aws_elasticache_user_group: "CreateUserGroup" },
  },
  efs: {
    code: "ValidationException",
    calls: {
      aws_efs_file_system: "CreateFileSystem",
      aws_efs_mount_target: "CreateMountTarget",
      aws_efs_access_point: "CreateAccessPoint",
      aws_efs_backup_policy: "PutBackupPolicy",
      aws_efs_replication_configuration: "CreateReplicationConfiguration",
    },
  },
  cloudfront: {
    code: "InvalidArgument",
    calls: {
      aws_cloudfront_function: "CreateFunction",
      aws_cloudfront_key_value_store: "CreateKeyValueStore",
      aws_cloudfront_realtime_log_config: "CreateRealtimeLogConfig",
      aws_cloudfront_origin_access_control: "CreateOriginAccessControl",
      aws_cloudfront_cache_policy: "CreateCachePolicy",
      aws_cloudfront_response_headers_policy: "CreateResponseHeadersPolicy",
    },
  },
  wafv2: {
    code: "WAFInvalidParameterException",
    calls: {
      aws_wafv2_web_acl: "CreateWebACL",
      aws_wafv2_rule_group: "CreateRuleGroup",
      aws_wafv2_ip_set: "CreateIPSet",
      aws_wafv2_regex_pattern_set: "CreateRegexPatternSet",
      aws_wafv2_web_acl_association: "AssociateWebACL",
      aws_wafv2_web_acl_logging_configuration: "PutLoggingConfiguration",
    },
  },
  "cognito-idp": {
    code: "InvalidParameterException",
    calls: {
      aws_cognito_user_pool: "CreateUserPool",
      aws_cognito_user_pool_client: "CreateUserPoolClient",
      aws_cognito_user_pool_domain: "CreateUserPoolDomain",
      aws_cognito_user_group: "CreateGroup",
      aws_cognito_user: "AdminCreateUser",
      aws_cognito_identity_provider: "CreateIdentityProvider",
      aws_cognito_resource_server: "CreateResourceServer",
    },
  },
  "cognito-identity": {
    code: "InvalidParameterException",
    calls: { aws_cognito_identity_pool: "CreateIdentityPool" },
  },
  apigateway: {
    code: "BadRequestException",
    calls: {
      aws_api_gateway_rest_api: "CreateRestApi",
      aws_api_gateway_stage: "CreateStage",
      aws_api_gateway_integration: "PutIntegration",
      aws_api_gateway_gateway_response: "PutGatewayResponse",
      aws_api_gateway_method_response: "PutMethodResponse",
      aws_api_gateway_integration_response: "PutIntegrationResponse",
    },
  },
  apigatewayv2: {
    code: "BadRequestException",
    calls: {
      aws_apigatewayv2_api: "CreateApi",
      aws_apigatewayv2_route: "CreateRoute",
      aws_apigatewayv2_integration: "CreateIntegration",
      aws_apigatewayv2_authorizer: "CreateAuthorizer",
      aws_apigatewayv2_stage: "CreateStage",
      aws_apigatewayv2_vpc_link: "CreateVpcLink",
      aws_apigatewayv2_domain_name: "CreateDomainName",
      aws_apigatewayv2_api_mapping: "CreateApiMapping",
    },
  },
  kinesis: {
    code: "ValidationException",
    calls: {
      aws_kinesis_stream: "CreateStream IncreaseStreamRetentionPeriod StartStreamEncryption",
      aws_kinesis_stream_consumer: "RegisterStreamConsumer",
    },
  },
  firehose: {
    code: "ValidationException",
    calls: { aws_kinesis_firehose_delivery_stream: "CreateDeliveryStream" },
  },
  stepfunctions: {
    code: "ValidationException",
    calls: {
      aws_sfn_state_machine: "CreateStateMachine",
      aws_sfn_activity: "CreateActivity",
      aws_sfn_alias: "CreateStateMachineAlias",
    },
  },
  backup: {
    code: "InvalidParameterValueException",
    calls: {
      aws_backup_vault: "CreateBackupVault",
      aws_backup_plan: "CreateBackupPlan",
      aws_backup_selection: "CreateBackupSelection",
      aws_backup_vault_lock_configuration: "PutBackupVaultLockConfiguration",
      aws_backup_vault_notifications: "PutBackupVaultNotifications",
    },
  },
  config: {
    code: "ValidationException",
    calls: {
      aws_config_config_rule: "PutConfigRule",
      aws_config_configuration_recorder: "PutConfigurationRecorder",
      aws_config_delivery_channel: "PutDeliveryChannel",
      aws_config_configuration_aggregator: "PutConfigurationAggregator",
      aws_config_conformance_pack: "PutConformancePack",
      aws_config_remediation_configuration: "PutRemediationConfigurations/RemediationConfigurations",
    },
  },
  guardduty: {
    code: "BadRequestException",
    calls: {
      aws_guardduty_detector: "CreateDetector",
      aws_guardduty_filter: "CreateFilter",
      aws_guardduty_ipset: "CreateIPSet",
      aws_guardduty_threatintelset: "CreateThreatIntelSet",
      aws_guardduty_publishing_destination: "CreatePublishingDestination",
    },
  },
  cloudtrail: {
    code: "InvalidParameterException",
    calls: {
      aws_cloudtrail: "CreateTrail PutEventSelectors PutInsightSelectors",
      aws_cloudtrail_event_data_store: "CreateEventDataStore",
    },
  },
  servicediscovery: {
    code: "InvalidInput",
    calls: {
      aws_service_discovery_service: "CreateService",
      aws_service_discovery_private_dns_namespace: "CreatePrivateDnsNamespace",
      aws_service_discovery_public_dns_namespace: "CreatePublicDnsNamespace",
      aws_service_discovery_http_namespace: "CreateHttpNamespace",
      aws_service_discovery_instance: "RegisterInstance",
    },
  },
};
