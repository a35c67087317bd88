import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { container, basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";
import { databaseNamed, tableNamed } from "../../../../support/refusable-bases.ts";

const OWN = "123456789012";
const document = (statement: ObjectValue) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const lambda = on({
  function_name: "parts",
  role: `arn:aws:iam::${OWN}:role/function`,
  filename: "f.zip",
  handler: "index.handler",
  runtime: "nodejs22.x",
});
const permission = on({ function_name: "resize", action: "lambda:InvokeFunction" });
const cluster = on({
  cluster_identifier: "parts",
  engine: "aurora-postgresql",
  master_username: "owner",
  master_password: "not-a-secret",
  skip_final_snapshot: true,
});
const database = databaseNamed("parts");
const table = tableNamed("parts");
const machine = (state: ObjectValue, role = "steps") =>
  on({
    name: "parts",
    role_arn: `arn:aws:iam::${OWN}:role/${role}`,
    definition: JSON.stringify({ StartAt: "A", States: { A: { End: true, ...state } } }),
  })();
const edge = (change: ObjectValue) => {
  const { restrictions, ...behaviour } = change;
  return on({
    enabled: true,
    origin: [
      {
        origin_id: "o",
        domain_name: "example.com",
        custom_origin_config: [
          { http_port: 80, https_port: 443, origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
        ],
      },
    ],
    default_cache_behavior: [
      {
        target_origin_id: "o",
        viewer_protocol_policy: "allow-all",
        allowed_methods: ["GET", "HEAD"],
        cached_methods: ["GET", "HEAD"],
        cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        ...behaviour,
      },
    ],
    restrictions: restrictions ?? [{ geo_restriction: [{ restriction_type: "none" }] }],
    viewer_certificate: [{ cloudfront_default_certificate: true }],
  })();
};
const association = (arn: string) => ({
  lambda_function_association: [{ event_type: "viewer-request", lambda_arn: arn }],
});
const task = (change: ObjectValue) =>
  on({ family: "parts", container_definitions: container({ memory: 128, ...change }) })();
const parameter = on({ name: "/parts", type: "String", value: "abc" });

/** What belongs to something else, and has to fit it. */
export const PARTS: RefusalTable = {
  subject: "parts",
  mistakes: [
    [
      "a queue policy without principal",
      "aws_sqs_queue_policy",
      on({
        queue_url: "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
        policy: document({ Action: "sqs:*", Resource: "*" }),
      })(),
      "apply",
      /InvalidAttributeValue: Invalid value for the parameter Policy/,
    ],
    [
      "an action of S3 in a topic policy",
      "aws_sns_topic_policy",
      on({
        arn: `arn:aws:sns:us-east-1:${OWN}:news`,
        policy: document({ Action: "s3:GetObject", Principal: "*", Resource: "*" }),
      })(),
      "apply",
      /action out of service scope/,
    ],
    [
      "resources in a repository policy",
      "aws_ecr_repository_policy",
      on({ repository: "shop", policy: document({ Action: "ecr:BatchGetImage", Principal: "*", Resource: "*" }) })(),
      "apply",
      /InvalidParameterException: .*Invalid repository policy provided/,
    ],
    [
      "an effect of file systems that is none",
      "aws_efs_file_system_policy",
      (at) => ({
        file_system_id: at.files ?? null,
        policy: document({ Effect: "Permit", Action: "elasticfilesystem:ClientMount", Principal: "*" }),
      }),
      "apply",
      /InvalidPolicyException/,
    ],
    [
      "a secret's policy without principal",
      "aws_secretsmanager_secret",
      on({ name: "parts", policy: document({ Action: "secretsmanager:GetSecretValue", Resource: "*" }) })(),
      "apply",
      /MalformedPolicyDocumentException/,
    ],
    [
      "more concurrency than there is",
      "aws_lambda_function",
      lambda({ reserved_concurrent_executions: 950 }),
      "apply",
      /UnreservedConcurrentExecution below its minimum value of \[100\]/,
    ],
    [
      "everyone in words",
      "aws_lambda_permission",
      permission({ principal: "everyone" }),
      "apply",
      /The provided principal was invalid/,
    ],
    [
      "a stream without a start",
      "aws_lambda_event_source_mapping",
      on({ function_name: "resize", event_source_arn: `arn:aws:kinesis:us-east-1:111122223333:stream/clicks` })(),
      "apply",
      /StartingPosition must be specified/,
    ],
    [
      "a replica in the table's own region",
      "aws_dynamodb_table",
      table({ replica: [{ region_name: "us-east-1" }] }),
      "apply",
      /ValidationException: Cannot add, delete, or update the local region/,
    ],
    [
      "another engine than the cluster's",
      "aws_rds_cluster_instance",
      on({ cluster_identifier: "shop", engine: "aurora-mysql", instance_class: "db.r6g.large" })(),
      "apply",
      /engine name requested for your DB instance \(aurora-mysql\) doesn't match/,
    ],
    [
      "a cluster without a user",
      "aws_rds_cluster",
      cluster({ master_username: null }),
      "apply",
      /MasterUsername must be provided/,
    ],
    [
      "a parameter group that is missing",
      "aws_db_instance",
      database({ parameter_group_name: "ghost" }),
      "apply",
      /DBParameterGroupNotFound/,
    ],
    [
      "a database's group of another VPC",
      "aws_db_instance",
      (at) => ({
        ...database()(at),
        db_subnet_group_name: at.databases ?? null,
        vpc_security_group_ids: [at.otherGroup ?? null],
      }),
      "apply",
      /InvalidParameterCombination: .*in different VPCs/,
    ],
    [
      "a type of instances for a cache",
      "aws_elasticache_cluster",
      on({ cluster_id: "parts", engine: "redis", node_type: "t4g.micro", num_cache_nodes: 1 })(),
      "apply",
      /InvalidParameterValue: Invalid Cache Node Type/,
    ],
    [
      "a family of caches that is none",
      "aws_elasticache_parameter_group",
      on({ name: "parts", family: "redis77" })(),
      "apply",
      /InvalidParameterValue: CacheParameterGroupFamily/,
    ],
    [
      "a mount target's group of another VPC",
      "aws_efs_mount_target",
      (at) => ({
        file_system_id: at.files ?? null,
        subnet_id: at.subnetB ?? null,
        security_groups: [at.otherGroup ?? null],
      }),
      "apply",
      /SecurityGroupNotFound/,
    ],
    [
      "a task without a resource",
      "aws_sfn_state_machine",
      machine({ Type: "Task" }),
      "apply",
      /The field 'Resource' is required/,
    ],
    [
      "a wait without a time",
      "aws_sfn_state_machine",
      machine({ Type: "Wait" }),
      "apply",
      /The field 'Seconds' is required/,
    ],
    [
      "a role that doesn't trust Step Functions",
      "aws_sfn_state_machine",
      machine({ Type: "Pass" }, "tasks"),
      "apply",
      /AccessDeniedException: Neither the global service principal states.amazonaws.com/,
    ],
    [
      "a function of another region at the edge",
      "aws_cloudfront_distribution",
      edge(association(`arn:aws:lambda:eu-west-1:${OWN}:function:f:1`)),
      "apply",
      /InvalidLambdaFunctionAssociation: .*us-east-1/,
    ],
    [
      "a function without version at the edge",
      "aws_cloudfront_distribution",
      edge(association(`arn:aws:lambda:us-east-1:${OWN}:function:f`)),
      "apply",
      /must reference a specific function version/,
    ],
    [
      "no country in a list of some",
      "aws_cloudfront_distribution",
      edge({ restrictions: [{ geo_restriction: [{ restriction_type: "whitelist" }] }] }),
      "apply",
      /InvalidGeoRestrictionParameter/,
    ],
    [
      "OPTIONS in CORS",
      "aws_s3_bucket_cors_configuration",
      on({ bucket: "artifacts-of-shop", cors_rule: [{ allowed_methods: ["OPTIONS"], allowed_origins: ["*"] }] })(),
      "apply",
      /Unsupported method is OPTIONS/,
    ],
    [
      "an archive after 30 days",
      "aws_s3_bucket_intelligent_tiering_configuration",
      on({ bucket: "artifacts-of-shop", name: "parts", tiering: [{ access_tier: "ARCHIVE_ACCESS", days: 30 }] })(),
      "validate",
      /at least \(90\), got 30/,
    ],
    [
      "a long text record",
      "aws_route53_record",
      (at) => ({ zone_id: at.zone ?? null, name: "long", type: "TXT", ttl: 60, records: ["x".repeat(300)] }),
      "apply",
      /CharacterStringTooLong/,
    ],
    [
      "a value that doesn't match its pattern",
      "aws_ssm_parameter",
      parameter({ allowed_pattern: "^[0-9]+$" }),
      "apply",
      /ParameterPatternMismatchException/,
    ],
    [
      "an alias as the key of a log group",
      "aws_cloudwatch_log_group",
      on({ name: "parts", kms_key_id: "alias/mine" })(),
      "validate",
      /is an invalid ARN/,
    ],
    [
      "two kinds of flows",
      "aws_cognito_user_pool_client",
      (at) => ({
        name: "parts",
        user_pool_id: at.pool ?? null,
        allowed_oauth_flows: ["code", "client_credentials"],
      }),
      "apply",
      /InvalidOAuthFlowException/,
    ],
    [
      "an integration without a method",
      "aws_api_gateway_integration",
      (at) => ({ rest_api_id: at.restApi ?? null, resource_id: at.users ?? null, http_method: "GET", type: "MOCK" }),
      "apply",
      /NotFoundException: Invalid Method identifier/,
    ],
    [
      "a method without its authorizer",
      "aws_api_gateway_method",
      (at) => ({
        rest_api_id: at.restApi ?? null,
        resource_id: at.users ?? null,
        http_method: "GET",
        authorization: "CUSTOM",
      }),
      "apply",
      /BadRequestException: Invalid authorizer ID/,
    ],
    [
      "a mock of an HTTP API",
      "aws_apigatewayv2_integration",
      (at) => ({ api_id: at.httpApi ?? null, integration_type: "MOCK" }),
      "apply",
      /BadRequestException: Integration type MOCK/,
    ],
    [
      "a log driver that is none",
      "aws_ecs_task_definition",
      task({ logConfiguration: { logDriver: "cloudwatch" } }),
      "apply",
      /ClientException: Invalid log driver/,
    ],
    [
      "a limit that is none",
      "aws_ecs_task_definition",
      task({ ulimits: [{ name: "files", softLimit: 1, hardLimit: 2 }] }),
      "apply",
      /ClientException: .*not the name of a limit/,
    ],
    [
      "the same flow log twice",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "ALL",
        log_destination: "arn:aws:s3:::flows-of-shop",
        log_destination_type: "s3",
      }),
      "apply",
      /FlowLogAlreadyExists/,
    ],
    [
      "a peer of another region that is accepted here",
      "aws_vpc_peering_connection",
      (at) => ({
        vpc_id: at.vpc ?? null,
        peer_vpc_id: at.otherVpc ?? null,
        peer_region: "eu-west-1",
        auto_accept: true,
      }),
      "apply",
      /`peer_region` cannot be set whilst `auto_accept` is `true`/,
    ],
    [
      "groups of a gateway load balancer",
      "aws_lb",
      (at) => ({
        name: "parts",
        load_balancer_type: "gateway",
        subnets: [at.subnetA ?? null],
        security_groups: [at.group ?? null],
      }),
      "apply",
      /InvalidConfigurationRequest: Security groups are not supported/,
    ],
    [
      "a layer without code",
      "aws_lambda_layer_version",
      on({ layer_name: "parts" })(),
      "apply",
      /filename or s3_\* attributes must be set/,
    ],
    [
      "logs without a destination",
      "aws_sfn_state_machine",
      (at) => ({ ...machine({ Type: "Pass" })(at), logging_configuration: [{ level: "ALL" }] }),
      "apply",
      /InvalidLoggingConfiguration/,
    ],
    [
      "a JWT authorizer without issuer",
      "aws_apigatewayv2_authorizer",
      (at) => ({ api_id: at.httpApi ?? null, name: "parts", authorizer_type: "JWT" }),
      "apply",
      /BadRequestException: A JWT authorizer/,
    ],
    [
      "a deployment that is missing",
      "aws_api_gateway_stage",
      (at) => ({ rest_api_id: at.restApi ?? null, deployment_id: "ghost1", stage_name: "live" }),
      "apply",
      /BadRequestException: Deployment id does not exist/,
    ],
    [
      "a pattern without its end",
      "aws_cloudwatch_log_metric_filter",
      on({
        name: "parts",
        log_group_name: "shop",
        pattern: "{ $.level = ",
        metric_transformation: [{ name: "E", namespace: "N", value: "1" }],
      })(),
      "apply",
      /InvalidParameterException: Invalid filter pattern/,
    ],
    [
      "a version that the template lacks",
      "aws_autoscaling_group",
      (at) => ({
        max_size: 1,
        min_size: 0,
        vpc_zone_identifier: [at.subnetA ?? null],
        launch_template: [{ id: at.template ?? null, version: "7" }],
      }),
      "apply",
      /Could not find the specified version 7/,
    ],
  ],
  accepted: [
    [
      "a flow log in another format",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "ALL",
        log_destination: "arn:aws:s3:::flows-of-shop",
        log_destination_type: "s3",
        destination_options: [{ file_format: "parquet" }],
      }),
    ],
    [
      "concurrency that leaves some",
      "aws_lambda_function",
      lambda({ function_name: "small", reserved_concurrent_executions: 5 }),
    ],
    ["a service that invokes", "aws_lambda_permission", permission({ principal: "apigateway.amazonaws.com" })],
    [
      "a policy of a queue",
      "aws_sqs_queue_policy",
      on({
        queue_url: "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
        policy: document({ Action: "sqs:SendMessage", Principal: { Service: "s3.amazonaws.com" }, Resource: "*" }),
      })(),
    ],
    ["a task", "aws_sfn_state_machine", machine({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage" })],
    [
      "a published function at the edge",
      "aws_cloudfront_distribution",
      edge(association(`arn:aws:lambda:us-east-1:${OWN}:function:f:3`)),
    ],
    [
      "a long text record in parts",
      "aws_route53_record",
      (at) => ({
        zone_id: at.zone ?? null,
        name: "parts",
        type: "TXT",
        ttl: 60,
        records: [`${"x".repeat(200)}""${"y".repeat(200)}`],
      }),
    ],
    ["a value that matches its pattern", "aws_ssm_parameter", parameter({ allowed_pattern: "^[a-z]+$" })],
    ["limits", "aws_ecs_task_definition", task({ ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }] })],
    [
      "a flow log of other traffic",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "REJECT",
        log_destination: "arn:aws:s3:::flows-of-shop",
        log_destination_type: "s3",
      }),
    ],
  ],
};
