import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const healthCheck =
  (change: ObjectValue = {}): Written =>
  () => ({ type: "HTTPS", fqdn: "example.com", port: 443, failure_threshold: 3, ...change });

const access =
  (change: ObjectValue = {}): Written =>
  () => ({
    name: "tried",
    origin_access_control_origin_type: "s3",
    signing_behavior: "always",
    signing_protocol: "sigv4",
    ...change,
  });

const instance =
  (change: ObjectValue = {}): Written =>
  (at) => ({ ami: "ami-0123456789abcdef0", instance_type: "t3.micro", subnet_id: at.subnetA ?? null, ...change });

const volume =
  (change: ObjectValue = {}): Written =>
  () => ({ availability_zone: "us-east-1a", size: 10, ...change });

const stream =
  (change: ObjectValue = {}): Written =>
  () => ({ name: "tried", shard_count: 1, ...change });

const hook =
  (change: ObjectValue = {}): Written =>
  () => ({
    name: "tried",
    autoscaling_group_name: "none",
    lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    ...change,
  });

export const EDGE: RefusalTable = {
  subject: "edge, machines and accounts",
  mistakes: [
    [
      "a check every 20 seconds",
      "aws_route53_health_check",
      healthCheck({ request_interval: 20 }),
      "validate",
      /request_interval/,
    ],
    [
      "11 failures",
      "aws_route53_health_check",
      healthCheck({ failure_threshold: 11 }),
      "validate",
      /failure_threshold/,
    ],
    [
      "a check of an unknown type",
      "aws_route53_health_check",
      healthCheck({ type: "FTP" }),
      "validate",
      /expected type to be one of/,
    ],
    [
      "an address that is none",
      "aws_route53_health_check",
      healthCheck({ fqdn: null, ip_address: "300.0.0.1" }),
      "validate",
      /valid IP/,
    ],
    [
      "signing that is on",
      "aws_cloudfront_origin_access_control",
      access({ signing_behavior: "on" }),
      "validate",
      /signing_behavior/,
    ],
    [
      "an unknown signature",
      "aws_cloudfront_origin_access_control",
      access({ signing_protocol: "sigv2" }),
      "validate",
      /signing_protocol/,
    ],
    [
      "an origin of an unknown type",
      "aws_cloudfront_origin_access_control",
      access({ origin_access_control_origin_type: "ec2" }),
      "validate",
      /origin_access_control_origin_type/,
    ],
    [
      "a delegation set for a private zone",
      "aws_route53_zone",
      (at) => ({ name: "a.example", delegation_set_id: "N1", vpc: [{ vpc_id: at.vpc ?? null }] }),
      "validate",
      /conflicts with/,
    ],
    [
      "an API of an unknown protocol",
      "aws_apigatewayv2_api",
      () => ({ name: "tried", protocol_type: "GRPC" }),
      "validate",
      /protocol_type/,
    ],
    ["an instance of unknown tenancy", "aws_instance", instance({ tenancy: "shared" }), "validate", /tenancy/],
    [
      "65 hops to the metadata",
      "aws_instance",
      instance({ metadata_options: [{ http_put_response_hop_limit: 65 }] }),
      "validate",
      /http_put_response_hop_limit/,
    ],
    [
      "credits without an end",
      "aws_instance",
      instance({ credit_specification: [{ cpu_credits: "many" }] }),
      "validate",
      /cpu_credits/,
    ],
    [
      "a private address that is none",
      "aws_instance",
      instance({ private_ip: "10.0.0" }),
      "validate",
      /valid IPv4 address/,
    ],
    [
      "an instance in an unknown subnet",
      "aws_instance",
      instance({ subnet_id: "subnet-1" }),
      "apply",
      /InvalidSubnetID.NotFound/,
    ],
    [
      "an instance with an unknown key",
      "aws_instance",
      instance({ key_name: "none" }),
      "apply",
      /InvalidKeyPair.NotFound/,
    ],
    [
      "a volume of 50 MiB a second",
      "aws_ebs_volume",
      volume({ type: "gp3", throughput: 50 }),
      "validate",
      /throughput/,
    ],
    ["a stream for 12 hours", "aws_kinesis_stream", stream({ retention_period: 12 }), "validate", /retention_period/],
    [
      "a stream of an unknown mode",
      "aws_kinesis_stream",
      stream({ stream_mode_details: [{ stream_mode: "AUTO" }] }),
      "validate",
      /stream_mode/,
    ],
    [
      "a hook of 10 seconds",
      "aws_autoscaling_lifecycle_hook",
      hook({ heartbeat_timeout: 10 }),
      "validate",
      /heartbeat_timeout/,
    ],
    [
      "a hook at an unknown time",
      "aws_autoscaling_lifecycle_hook",
      hook({ lifecycle_transition: "autoscaling:EC2_INSTANCE_STARTING" }),
      "validate",
      /lifecycle_transition/,
    ],
    [
      "a hook that waits",
      "aws_autoscaling_lifecycle_hook",
      hook({ default_result: "WAIT" }),
      "validate",
      /default_result/,
    ],
    [
      "flow logs every 5 minutes",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "ALL",
        max_aggregation_interval: 300,
        log_destination_type: "s3",
        log_destination: "arn:aws:s3:::a",
      }),
      "validate",
      /max_aggregation_interval/,
    ],
    [
      "flow logs of an unknown kind",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "SOME",
        log_destination_type: "s3",
        log_destination: "arn:aws:s3:::a",
      }),
      "validate",
      /traffic_type/,
    ],
    [
      "flow logs of nothing",
      "aws_flow_log",
      () => ({ traffic_type: "ALL", log_destination_type: "s3", log_destination: "arn:aws:s3:::a" }),
      "validate",
      /must be specified/,
    ],
    [
      "a rule that neither allows nor denies",
      "aws_network_acl_rule",
      () => ({
        network_acl_id: "acl-1",
        rule_number: 100,
        protocol: "-1",
        rule_action: "reject",
        cidr_block: "0.0.0.0/0",
      }),
      "validate",
      /rule_action/,
    ],
    [
      "a rule for nothing",
      "aws_network_acl_rule",
      () => ({ network_acl_id: "acl-1", rule_number: 100, protocol: "-1", rule_action: "allow" }),
      "validate",
      /cidr_block/,
    ],
    [
      "a dashboard with a space",
      "aws_cloudwatch_dashboard",
      () => ({ dashboard_name: "a b", dashboard_body: "{}" }),
      "validate",
      /dashboard_name/,
    ],
    [
      "a dashboard that is not JSON",
      "aws_cloudwatch_dashboard",
      () => ({ dashboard_name: "a", dashboard_body: "{" }),
      "validate",
      /invalid JSON/,
    ],
    [
      "a key in an unknown state",
      "aws_iam_access_key",
      () => ({ user: "ada", status: "Off" }),
      "validate",
      /expected status to be one of/,
    ],
    ["a user with a space", "aws_iam_user", () => ({ name: "a b" }), "validate", /name/],
    ["a group with a space", "aws_iam_group", () => ({ name: "a b" }), "validate", /name/],
    [
      "a rotation of 30 days",
      "aws_kms_key",
      () => ({ enable_key_rotation: true, rotation_period_in_days: 30 }),
      "validate",
      /rotation_period_in_days/,
    ],
    ["a key for an unknown use", "aws_kms_key", () => ({ key_usage: "ENCRYPT" }), "validate", /key_usage/],
    [
      "a secret of both kinds",
      "aws_secretsmanager_secret_version",
      () => ({ secret_id: "a", secret_string: "a", secret_binary: "YQ==" }),
      "validate",
      /conflicts with/,
    ],
    [
      "a version of no secret",
      "aws_secretsmanager_secret_version",
      () => ({ secret_id: "none", secret_string: "a" }),
      "apply",
      /ResourceNotFoundException: Secrets Manager can't find the specified secret/,
    ],
    [
      "a parameter of an unknown tier",
      "aws_ssm_parameter",
      () => ({ name: "/a", type: "String", value: "a", tier: "Fast" }),
      "validate",
      /expected tier to be one of/,
    ],
    [
      "a parameter of an unknown type",
      "aws_ssm_parameter",
      () => ({ name: "/a", type: "Number", value: "1" }),
      "validate",
      /expected type to be one of/,
    ],
    [
      "an unknown kind of tags of images",
      "aws_ecr_repository",
      () => ({ name: "tried", image_tag_mutability: "FROZEN" }),
      "validate",
      /image_tag_mutability/,
    ],
    [
      "an unknown encryption of images",
      "aws_ecr_repository",
      () => ({ name: "tried", encryption_configuration: [{ encryption_type: "DES" }] }),
      "validate",
      /encryption_type/,
    ],
    ["a cluster of ECS with a space", "aws_ecs_cluster", () => ({ name: "a b" }), "validate", /name/],
    [
      "logs of commands of an unknown kind",
      "aws_ecs_cluster",
      () => ({ name: "tried", configuration: [{ execute_command_configuration: [{ logging: "ALL" }] }] }),
      "validate",
      /logging/,
    ],
  ],
  accepted: [
    ["a health check", "aws_route53_health_check", healthCheck()],
    ["access to an origin", "aws_cloudfront_origin_access_control", access()],
    ["an instance", "aws_instance", instance()],
    ["a volume", "aws_ebs_volume", volume()],
    ["a stream", "aws_kinesis_stream", stream()],
  ],
};
