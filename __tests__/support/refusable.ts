import { cpSync } from "node:fs";
import type { ObjectValue } from "../../packages/offline-aws/protocol/values.ts";
import { newFolder } from "./folder.ts";
import { ProviderClient } from "./provider.ts";

/** A configuration of a type, made of what a small cloud has. */
export type Written = (ids: Record<string, string>) => ObjectValue;

/** Configurations of a type that are made of one which is accepted. */
export const basedOn =
  (given: ObjectValue) =>
  (change: ObjectValue = {}): Written =>
  () => ({ ...given, ...change });

/** A mistake in a configuration: what it is, where it is, who refuses it, and how. */
export type Mistake = readonly [what: string, type: string, written: Written, stage: string, said: RegExp];

/** A configuration that AWS takes. */
export type Accepted = readonly [what: string, type: string, written: Written];

/** A mistake that is refused at apply. */
export const refused = (what: string, type: string, given: Written | ObjectValue, said: RegExp): Mistake => [
  what,
  type,
  typeof given === "function" ? given : () => given,
  "apply",
  said,
];

/** What is refused of a service, and what is not. */
export interface RefusalTable {
  subject: string;
  mistakes: readonly Mistake[];
  accepted: readonly Accepted[];
}

export const trust = (service: string | string[], statement: ObjectValue = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service }, ...statement }],
  });

/** The JSON of one container, which is called `web` and listens on 80. */
export const container = (...changes: ObjectValue[]): string =>
  JSON.stringify(
    (changes.length === 0 ? [{}] : changes).map((change) => ({
      name: "web",
      image: "nginx",
      essential: true,
      portMappings: [{ containerPort: 80, name: "http" }],
      ...change,
    })),
  );

/** Services that assume the role of the small cloud. */
const ASSUMING = ["codebuild", "codedeploy", "codepipeline", "ecs-tasks", "events", "scheduler"].map(
  (name) => `${name}.amazonaws.com`,
);

/** What the small cloud has, by the name that configurations have for its id. */
export const BASE = [
  ["vpc", "aws_vpc", () => ({ cidr_block: "10.0.0.0/16" })],
  ["otherVpc", "aws_vpc", () => ({ cidr_block: "10.1.0.0/16" })],
  ["gateway", "aws_internet_gateway", (at) => ({ vpc_id: at.vpc ?? null })],
  ["otherGateway", "aws_internet_gateway", (at) => ({ vpc_id: at.otherVpc ?? null })],
  [
    "subnetA",
    "aws_subnet",
    (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.0.0/24", availability_zone: "us-east-1a" }),
  ],
  [
    "subnetB",
    "aws_subnet",
    (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.1.0/24", availability_zone: "us-east-1b" }),
  ],
  [
    "subnetA2",
    "aws_subnet",
    (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.2.0/24", availability_zone: "us-east-1a" }),
  ],
  [
    "otherSubnet",
    "aws_subnet",
    (at) => ({ vpc_id: at.otherVpc ?? null, cidr_block: "10.1.0.0/24", availability_zone: "us-east-1b" }),
  ],
  ["closedVpc", "aws_vpc", () => ({ cidr_block: "10.2.0.0/16" })],
  ...["A", "B"].map(
    (zone, index) =>
      [
        `closedSubnet${zone}`,
        "aws_subnet",
        (at: Record<string, string>) => ({
          vpc_id: at.closedVpc ?? null,
          cidr_block: `10.2.${index}.0/24`,
          availability_zone: `us-east-1${zone.toLowerCase()}`,
        }),
      ] as const,
  ),
  ["table", "aws_route_table", (at) => ({ vpc_id: at.vpc ?? null })],
  ["group", "aws_security_group", (at) => ({ name: "web", vpc_id: at.vpc ?? null })],
  ["otherGroup", "aws_security_group", (at) => ({ name: "web", vpc_id: at.otherVpc ?? null })],
  ["otherAcl", "aws_network_acl", (at) => ({ vpc_id: at.otherVpc ?? null })],
  [
    "instance",
    "aws_instance",
    (at) => ({ ami: "ami-0123456789abcdef0", instance_type: "t3.micro", subnet_id: at.subnetA ?? null }),
  ],
  [
    "closedInstance",
    "aws_instance",
    (at) => ({ ami: "ami-0123456789abcdef0", instance_type: "t3.micro", subnet_id: at.closedSubnetA ?? null }),
  ],
  ["address", "aws_eip", () => ({ domain: "vpc" })],
  [
    "peering",
    "aws_vpc_peering_connection",
    (at) => ({ vpc_id: at.otherVpc ?? null, peer_vpc_id: at.closedVpc ?? null }),
  ],
  ["volumeA", "aws_ebs_volume", () => ({ availability_zone: "us-east-1a", size: 10 })],
  ["spareVolume", "aws_ebs_volume", () => ({ availability_zone: "us-east-1a", size: 10 })],
  [
    "attached",
    "aws_volume_attachment",
    (at) => ({ device_name: "/dev/sdx", instance_id: at.instance ?? null, volume_id: at.volumeA ?? null }),
  ],
  ["cardA", "aws_network_interface", (at) => ({ subnet_id: at.subnetA ?? null, private_ips: ["10.0.0.77"] })],
  ["cardB", "aws_network_interface", (at) => ({ subnet_id: at.subnetB ?? null })],
  ["otherCard", "aws_network_interface", (at) => ({ subnet_id: at.otherSubnet ?? null })],
  ["certificate", "aws_acm_certificate", () => ({ domain_name: "shop.example.com", validation_method: "DNS" })],
  ["volumeB", "aws_ebs_volume", () => ({ availability_zone: "us-east-1b", size: 10 })],
  [
    "lb",
    "aws_lb",
    (at) => ({
      name: "web",
      load_balancer_type: "application",
      subnets: [at.subnetA ?? null, at.subnetB ?? null],
      security_groups: [at.group ?? null],
    }),
  ],
  [
    "targets",
    "aws_lb_target_group",
    (at) => ({ name: "ip", port: 80, protocol: "HTTP", target_type: "ip", vpc_id: at.vpc ?? null }),
  ],
  [
    "machines",
    "aws_lb_target_group",
    (at) => ({ name: "machines", port: 80, protocol: "HTTP", vpc_id: at.vpc ?? null }),
  ],
  [
    "otherTargets",
    "aws_lb_target_group",
    (at) => ({ name: "other", port: 80, protocol: "HTTP", target_type: "ip", vpc_id: at.otherVpc ?? null }),
  ],
  [
    "listener",
    "aws_lb_listener",
    (at) => ({
      load_balancer_arn: at.lb ?? null,
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: at.targets ?? null }],
    }),
  ],
  [
    "rule",
    "aws_lb_listener_rule",
    (at) => ({
      listener_arn: at.listener ?? null,
      priority: 10,
      action: [{ type: "forward", target_group_arn: at.machines ?? null }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
    }),
  ],
  ["role", "aws_iam_role", () => ({ name: "tasks", assume_role_policy: trust(ASSUMING) })],
  ["functionRole", "aws_iam_role", () => ({ name: "function", assume_role_policy: trust("lambda.amazonaws.com") })],
  ["cluster", "aws_ecs_cluster", () => ({ name: "shop" })],
  [
    "task",
    "aws_ecs_task_definition",
    (at) => ({
      family: "web",
      cpu: "256",
      memory: "512",
      network_mode: "awsvpc",
      requires_compatibilities: ["FARGATE"],
      execution_role_arn: at.role ?? null,
      container_definitions: container(),
    }),
  ],
  ["bucket", "aws_s3_bucket", () => ({ bucket: "artifacts-of-shop" })],
  ["topic", "aws_sns_topic", () => ({ name: "news" })],
  ["zone", "aws_route53_zone", () => ({ name: "example.com" })],
  [
    "template",
    "aws_launch_template",
    (at) => ({
      name: "machine",
      image_id: "ami-0123456789abcdef0",
      instance_type: "t3.micro",
      vpc_security_group_ids: [at.group ?? null],
    }),
  ],
  [
    "service",
    "aws_ecs_service",
    (at) => ({
      name: "web",
      cluster: at.cluster ?? null,
      task_definition: at.task ?? null,
      launch_type: "FARGATE",
      desired_count: 1,
      network_configuration: [{ subnets: [at.subnetA ?? null], security_groups: [at.group ?? null] }],
      load_balancer: [{ target_group_arn: at.targets ?? null, container_name: "web", container_port: 80 }],
    }),
  ],
  ["eventRule", "aws_cloudwatch_event_rule", () => ({ name: "daily", schedule_expression: "rate(1 day)" })],
  ["servers", "aws_codedeploy_app", () => ({ name: "servers", compute_platform: "Server" })],
  [
    "simple",
    "aws_route53_record",
    (at) => ({ zone_id: at.zone ?? null, name: "simple.example.com", type: "A", ttl: 60, records: ["192.0.2.1"] }),
  ],
  [
    "primary",
    "aws_route53_record",
    (at) => ({
      zone_id: at.zone ?? null,
      name: "primary.example.com",
      type: "A",
      ttl: 60,
      records: ["192.0.2.1"],
      set_identifier: "a",
      failover_routing_policy: [{ type: "PRIMARY" }],
    }),
  ],
  ["internalZone", "aws_route53_zone", (at) => ({ name: "internal.example.com", vpc: [{ vpc_id: at.vpc ?? null }] })],
  ["mysql", "aws_db_parameter_group", () => ({ name: "mysql", family: "mysql8.0" })],
  [
    "plain",
    "aws_db_instance",
    () => ({
      identifier: "plain",
      engine: "postgres",
      instance_class: "db.t4g.micro",
      allocated_storage: 20,
      username: "owner",
      password: "not-a-secret",
      backup_retention_period: 0,
      skip_final_snapshot: true,
    }),
  ],
  ["otherLogs", "aws_cloudwatch_log_group", () => ({ name: "other" })],
  ["app", "aws_codedeploy_app", () => ({ name: "shop", compute_platform: "ECS" })],
  [
    "workers",
    "aws_autoscaling_group",
    (at) => ({
      name: "workers",
      max_size: 1,
      min_size: 0,
      vpc_zone_identifier: [at.subnetA ?? null],
      launch_template: [{ id: at.template ?? null }],
    }),
  ],
  ["queue", "aws_sqs_queue", () => ({ name: "orders" })],
  [
    "function",
    "aws_lambda_function",
    (at) => ({
      function_name: "resize",
      role: at.functionRole ?? null,
      filename: "f.zip",
      handler: "index.handler",
      runtime: "nodejs22.x",
    }),
  ],
  [
    "orders",
    "aws_dynamodb_table",
    () => ({
      name: "orders",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
    }),
  ],
  ["files", "aws_efs_file_system", () => ({ creation_token: "shop" })],
  ["mount", "aws_efs_mount_target", (at) => ({ file_system_id: at.files ?? null, subnet_id: at.subnetA ?? null })],
  [
    "cache",
    "aws_elasticache_replication_group",
    () => ({ replication_group_id: "shop", description: "Shop", node_type: "cache.t4g.micro" }),
  ],
  [
    "directoryBucket",
    "aws_s3_directory_bucket",
    () => ({ bucket: "quick--use1-az4--x-s3", location: [{ name: "use1-az4" }] }),
  ],
  ["stepsRole", "aws_iam_role", () => ({ name: "steps", assume_role_policy: trust("states.amazonaws.com") })],
  ["repository", "aws_ecr_repository", () => ({ name: "shop" })],
  [
    "aurora",
    "aws_rds_cluster",
    () => ({
      cluster_identifier: "shop",
      engine: "aurora-postgresql",
      master_username: "owner",
      master_password: "not-a-secret",
      skip_final_snapshot: true,
    }),
  ],
  [
    "databases",
    "aws_db_subnet_group",
    (at) => ({ name: "databases", subnet_ids: [at.subnetA ?? null, at.subnetB ?? null] }),
  ],
  [
    "flows",
    "aws_flow_log",
    (at) => ({
      vpc_id: at.vpc ?? null,
      traffic_type: "ALL",
      log_destination: "arn:aws:s3:::flows-of-shop",
      log_destination_type: "s3",
    }),
  ],
  [
    "namespace",
    "aws_service_discovery_private_dns_namespace",
    (at) => ({ name: "shop.internal", vpc: at.vpc ?? null }),
  ],
  ["pool", "aws_cognito_user_pool", () => ({ name: "shop" })],
  ["restApi", "aws_api_gateway_rest_api", () => ({ name: "shop" })],
  [
    "users",
    "aws_api_gateway_resource",
    (at) => ({ rest_api_id: at.restApi ?? null, parent_id: "root", path_part: "users" }),
  ],
  ["httpApi", "aws_apigatewayv2_api", () => ({ name: "shop", protocol_type: "HTTP" })],
  [
    "globalAcl",
    "aws_wafv2_web_acl",
    () => ({
      name: "global",
      scope: "CLOUDFRONT",
      default_action: [{ allow: [{}] }],
      visibility_config: [{ cloudwatch_metrics_enabled: false, metric_name: "m", sampled_requests_enabled: false }],
    }),
  ],
  ["logs", "aws_cloudwatch_log_group", () => ({ name: "shop" })],
  [
    "logsMayInvoke",
    "aws_lambda_permission",
    (at) => ({
      statement_id: "logs",
      action: "lambda:InvokeFunction",
      function_name: at.function ?? null,
      principal: "logs.amazonaws.com",
    }),
  ],
  ...["first", "second"].map(
    (name) =>
      [
        `${name}Filter`,
        "aws_cloudwatch_log_subscription_filter",
        (at: Record<string, string>) => ({
          name,
          log_group_name: at.logs ?? null,
          filter_pattern: "",
          destination_arn: "arn:aws:lambda:us-east-1:123456789012:function:resize",
        }),
      ] as const,
  ),
  [
    "alarm",
    "aws_cloudwatch_metric_alarm",
    () => ({
      alarm_name: "slow",
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      metric_name: "Latency",
      namespace: "Shop",
      period: 60,
      statistic: "Average",
      threshold: 1,
    }),
  ],
  ["user", "aws_iam_user", () => ({ name: "robot" })],
  ["keyOne", "aws_iam_access_key", (at) => ({ user: at.user ?? null })],
  ["keyTwo", "aws_iam_access_key", (at) => ({ user: at.user ?? null })],
  ["staff", "aws_iam_group", () => ({ name: "staff" })],
  [
    "login",
    "aws_iam_openid_connect_provider",
    () => ({ url: "https://login.example.com", client_id_list: ["sts.amazonaws.com"] }),
  ],
  [
    "nlb",
    "aws_lb",
    (at) => ({ name: "tcp", load_balancer_type: "network", subnets: [at.subnetA ?? null, at.subnetB ?? null] }),
  ],
] as const satisfies readonly (readonly [string, string, Written])[];

/** The attribute by which others name a resource of a type. */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_acm_certificate: "arn",
  aws_iam_role: "arn",
  aws_route53_zone: "zone_id",
  aws_ecs_task_definition: "arn",
  aws_wafv2_web_acl: "arn",
};

export const namedBy = (type: string): string => NAMED_BY[type] ?? "id";

const clientIn = (folder: string) => ProviderClient.in(folder, { region: "us-east-1" });

let base: { readonly folder: string; readonly ids: Readonly<Record<string, string>> } | undefined;

function createBase(): NonNullable<typeof base> {
  const folder = newFolder();
  const aws = clientIn(folder);
  const ids: Record<string, string> = {};
  for (const [name, type, written] of BASE) ids[name] = String(aws.create(type, written(ids))[namedBy(type)]);
  return { folder, ids };
}

/** A small cloud with two VPCs, a load balancer, roles and a service, and the ids of what it has. Each gets a copy. */
export function refusable(): { aws: ProviderClient; ids: Record<string, string> } {
  base ??= createBase();
  const folder = newFolder();
  cpSync(base.folder, folder, { recursive: true });
  return { aws: clientIn(folder), ids: { ...base.ids } };
}

/** States of each mistake of a table that it is refused as said, and of what AWS takes that it is not. */
export function describeRefusals({ subject, mistakes, accepted }: RefusalTable): void {
  describe(subject, () => {
    const { aws, ids } = refusable();
    test.each(mistakes)("refuses %s (%s)", (_, type, written, stage, said) => {
      expect(aws.refusal(type, written(ids))).toEqual({ stage, said: expect.stringMatching(said) });
    });
    test.each(accepted)("accepts %s (%s)", (_, type, written) => {
      expect(aws.refusal(type, written(ids))).toBeUndefined();
    });
  });
}
