import type { SecurityCase } from "./losses-of-security.ts";

type Sides = readonly [what: string, type: string, before: object | null, after: object | null];

const cases = (back: boolean, rows: readonly Sides[]): SecurityCase[] =>
  rows.map(([what, type, before, after]) => ({ what, type, before, after, back }));

/** Changes that look like losses, and are none. */
export const HARMLESS_CHANGES: readonly SecurityCase[] = cases(false, [
  [
    "security group: halves merged",
    "aws_security_group",
    {
      id: "sg-1",
      name: "web",
      vpc_id: "vpc-1",
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/9", "10.128.0.0/9"],
          from_port: 443,
          to_port: 443,
          protocol: "tcp",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
          description: "",
        },
      ],
    },
    {
      id: "sg-1",
      name: "web",
      vpc_id: "vpc-1",
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
          from_port: 443,
          to_port: 443,
          protocol: "tcp",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
          description: "",
        },
      ],
    },
  ],
  [
    "security group: adjacent ports merged",
    "aws_security_group",
    {
      id: "sg-1",
      name: "web",
      vpc_id: "vpc-1",
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
          from_port: 80,
          to_port: 80,
          protocol: "tcp",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
          description: "",
        },
        {
          cidr_blocks: ["10.0.0.0/8"],
          from_port: 81,
          to_port: 81,
          protocol: "tcp",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
          description: "",
        },
      ],
    },
    {
      id: "sg-1",
      name: "web",
      vpc_id: "vpc-1",
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
          from_port: 80,
          to_port: 81,
          protocol: "tcp",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
          description: "",
        },
      ],
    },
  ],
  [
    "Google: member removed",
    "google_project_iam_member",
    { project: "p", role: "roles/owner", member: "user:x@y.z" },
    null,
  ],
  [
    "Azure: role removed",
    "azurerm_role_assignment",
    { scope: "/subscriptions/x", role_definition_name: "Owner", principal_id: "p" },
    null,
  ],
  [
    "mfa age shorter",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"900"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"300"}}}]}',
    },
  ],
  [
    "ArnLike narrower",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/*"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/web*"}}}]}',
    },
  ],
  [
    "IfExists off",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"StringEqualsIfExists":{"s3:x-amz-server-side-encryption":"aws:kms"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"StringEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}]}',
    },
  ],
  [
    "date earlier",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}]}',
    },
  ],
  [
    "s3 lifecycle id renamed",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 30 }], filter: [{ prefix: "tmp/" }] }] },
    { bucket: "b", rule: [{ id: "s", status: "Enabled", expiration: [{ days: 30 }], filter: [{ prefix: "tmp/" }] }] },
  ],
  [
    "backup more",
    "aws_backup_plan",
    { name: "p", rule: [{ rule_name: "d", lifecycle: [{ delete_after: 35 }] }] },
    {
      name: "p",
      rule: [
        { rule_name: "d", lifecycle: [{ delete_after: 90 }] },
        { rule_name: "w", lifecycle: [{ delete_after: 365 }] },
      ],
    },
  ],
  [
    "condition key case",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"v"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Condition":{"StringEquals":{"AWS:SourceVpc":"v"}}}]}',
    },
  ],
  [
    "actions replaced by a narrower pattern",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject*","s3:ListBucket"],"Resource":"*"}]}',
    },
  ],
  [
    "duplicated action",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"*"}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:GetObject"],"Resource":"*"}]}',
    },
  ],
  [
    "version only",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy: '{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}],"Version":"2012-10-17"}',
    },
    {
      name: "app",
      role: "web",
      policy: '{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},"Version":"2012-10-17","Id":"x"}',
    },
  ],
  [
    "deny split",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":["iam:*","sts:*"],"Resource":"*"}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"},{"Effect":"Deny","Action":"sts:*","Resource":"*"}]}',
    },
  ],
  [
    "deny condition removed",
    "aws_iam_role_policy",
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"x"}}}]}',
    },
    {
      name: "app",
      role: "web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}',
    },
  ],
  [
    "trust principal list to one",
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/a","arn:aws:iam::111111111111:role/b"]},"Action":"sts:AssumeRole"}]}',
    },
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"sts:AssumeRole"}]}',
    },
  ],
  [
    "trust condition added to service",
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    },
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"111111111111"}}}]}',
    },
  ],
  ["user path", "aws_iam_user", { name: "joe", tags: { a: "1" } }, { name: "joe", tags: { a: "2" } }],
  [
    "role force detach",
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      force_detach_policies: false,
    },
    {
      name: "r",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      force_detach_policies: true,
    },
  ],
  [
    "bucket policy resource narrower",
    "aws_s3_bucket_policy",
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
    },
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x/*"}]}',
    },
  ],
  [
    "bucket policy with only allows deleted",
    "aws_s3_bucket_policy",
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"s3:GetObject","Resource":"*"}]}',
    },
    null,
  ],
  [
    "lambda permission removed",
    "aws_lambda_permission",
    { function_name: "f", action: "lambda:InvokeFunction", principal: "*" },
    null,
  ],
  [
    "kms policy reformatted",
    "aws_kms_key",
    {
      description: "k",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"kms:*","Resource":"*"}]}',
    },
    {
      description: "k",
      policy:
        '{\n    "Version": "2012-10-17",\n    "Statement": [\n        {\n            "Effect": "Allow",\n            "Principal": {\n                "AWS": "111111111111"\n            },\n            "Action": "kms:*",\n            "Resource": "*"\n        }\n    ]\n}',
    },
  ],
  [
    "security group: egress tightened",
    "aws_security_group",
    { id: "sg", vpc_id: "v", egress: [{ cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1" }] },
    { id: "sg", vpc_id: "v", egress: [{ cidr_blocks: ["0.0.0.0/0"], from_port: 443, to_port: 443, protocol: "tcp" }] },
  ],
  [
    "security group: port range narrower",
    "aws_security_group",
    {
      id: "sg",
      vpc_id: "v",
      ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: 0, to_port: 65535, protocol: "tcp" }],
    },
    {
      id: "sg",
      vpc_id: "v",
      ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: 8080, to_port: 8090, protocol: "tcp" }],
    },
  ],
  [
    "security group: cidrs split in one rule each",
    "aws_security_group",
    { id: "sg", vpc_id: "v", ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: 80, to_port: 81, protocol: "tcp" }] },
    {
      id: "sg",
      vpc_id: "v",
      ingress: [
        { cidr_blocks: ["10.0.0.0/8"], from_port: 80, to_port: 80, protocol: "tcp" },
        { cidr_blocks: ["10.0.0.0/8"], from_port: 81, to_port: 81, protocol: "tcp" },
      ],
    },
  ],
  [
    "prefix list entry removed",
    "aws_ec2_managed_prefix_list",
    { name: "p", max_entries: 5, entry: [{ cidr: "10.0.0.0/8" }, { cidr: "11.0.0.0/8" }] },
    { name: "p", max_entries: 5, entry: [{ cidr: "10.0.0.0/8" }] },
  ],
  [
    "prefix list description",
    "aws_ec2_managed_prefix_list",
    { name: "p", max_entries: 5, entry: [{ cidr: "10.0.0.0/8", description: "a" }] },
    { name: "p", max_entries: 5, entry: [{ cidr: "10.0.0.0/8", description: "b" }] },
  ],
  [
    "eks cidrs narrower",
    "aws_eks_cluster",
    { name: "c", vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
    { name: "c", vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["1.2.3.4/32"] }] },
  ],
  [
    "eks logs more",
    "aws_eks_cluster",
    { name: "c", enabled_cluster_log_types: ["api"] },
    { name: "c", enabled_cluster_log_types: ["audit", "api"] },
  ],
  [
    "route table nat",
    "aws_route_table",
    { vpc_id: "v", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
    { vpc_id: "v", route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }] },
  ],
  [
    "vpc tags",
    "aws_vpc",
    { cidr_block: "10.0.0.0/16", tags: { Name: "a" } },
    { cidr_block: "10.0.0.0/16", tags: { Name: "b" } },
  ],
  ["new vpc endpoint with policy", "aws_flow_log", null, { vpc_id: "v", traffic_type: "ALL" }],
  ["eip new", "aws_eip", null, { domain: "vpc" }],
  [
    "balancer: log prefix",
    "aws_lb",
    { name: "a", internal: true, access_logs: [{ enabled: true, bucket: "b", prefix: "x" }] },
    { name: "a", internal: true, access_logs: [{ enabled: true, bucket: "b", prefix: "y" }] },
  ],
  [
    "listener rule priority",
    "aws_lb_listener_rule",
    {
      listener_arn: "l",
      action: [{ type: "forward" }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
      priority: 10,
    },
    {
      listener_arn: "l",
      action: [{ type: "forward" }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
      priority: 20,
    },
  ],
  [
    "listener rule more source limits",
    "aws_lb_listener_rule",
    {
      listener_arn: "l",
      priority: 1,
      action: [{ type: "forward" }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
    },
    {
      listener_arn: "l",
      priority: 1,
      action: [{ type: "forward" }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }, { source_ip: [{ values: ["10.0.0.0/8"] }] }],
    },
  ],
  [
    "targets: stickiness",
    "aws_lb_target_group",
    { name: "t", stickiness: [{ enabled: false, type: "lb_cookie" }] },
    { name: "t", stickiness: [{ enabled: true, type: "lb_cookie" }] },
  ],
  [
    "CloudFront: tls newer",
    "aws_cloudfront_distribution",
    { enabled: true, viewer_certificate: [{ minimum_protocol_version: "TLSv1.1_2016" }] },
    { enabled: true, viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }] },
  ],
  [
    "CloudFront: cache ttl",
    "aws_cloudfront_distribution",
    { enabled: true, default_cache_behavior: [{ viewer_protocol_policy: "https-only", default_ttl: 60 }] },
    { enabled: true, default_cache_behavior: [{ viewer_protocol_policy: "https-only", default_ttl: 600 }] },
  ],
  [
    "CloudFront: new behavior https",
    "aws_cloudfront_distribution",
    { enabled: true, ordered_cache_behavior: [] },
    { enabled: true, ordered_cache_behavior: [{ path_pattern: "/x", viewer_protocol_policy: "https-only" }] },
  ],
  [
    "web ACL: rate stricter & new managed group",
    "aws_wafv2_web_acl",
    { name: "w", default_action: [{ allow: [{}], block: [] }], rule: [] },
    {
      name: "w",
      default_action: [{ allow: [{}], block: [] }],
      rule: [
        {
          name: "common",
          priority: 1,
          override_action: [{ none: [{}], count: [] }],
          action: [],
          statement: [
            {
              managed_rule_group_statement: [
                {
                  name: "AWSManagedRulesCommonRuleSet",
                  vendor_name: "AWS",
                  rule_action_override: [],
                  scope_down_statement: [],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    "web ACL: override to block",
    "aws_wafv2_web_acl",
    {
      name: "w",
      default_action: [{ allow: [{}] }],
      rule: [
        {
          name: "a",
          statement: [
            {
              managed_rule_group_statement: [
                { name: "x", rule_action_override: [{ name: "R", action_to_use: [{ count: [{}] }] }] },
              ],
            },
          ],
        },
      ],
    },
    {
      name: "w",
      default_action: [{ allow: [{}] }],
      rule: [{ name: "a", statement: [{ managed_rule_group_statement: [{ name: "x", rule_action_override: [] }] }] }],
    },
  ],
  [
    "API: throttle set",
    "aws_api_gateway_method_settings",
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ throttling_rate_limit: -1 }] },
    { rest_api_id: "a", stage_name: "s", method_path: "*/*", settings: [{ throttling_rate_limit: 100 }] },
  ],
  ["instance type", "aws_instance", { ami: "a", instance_type: "t3.small" }, { ami: "a", instance_type: "t3.large" }],
  ["image new", "aws_launch_template", { name: "l", image_id: "ami-1" }, { name: "l", image_id: "ami-2" }],
  [
    "group: health elb",
    "aws_autoscaling_group",
    { name: "a", min_size: 1, max_size: 2, health_check_type: "EC2" },
    { name: "a", min_size: 1, max_size: 2, health_check_type: "ELB" },
  ],
  [
    "image digest of same repo",
    "aws_lambda_function",
    {
      function_name: "f",
      role: "arn:aws:iam::111111111111:role/f",
      image_uri: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/f:1",
    },
    {
      function_name: "f",
      role: "arn:aws:iam::111111111111:role/f",
      image_uri:
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com/f@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    },
  ],
  [
    "nginx 1.25 to 1.27",
    "aws_ecs_task_definition",
    { family: "w", container_definitions: '[{"name":"w","image":"nginx:1.25"}]' },
    { family: "w", container_definitions: '[{"name":"w","image":"docker.io/library/nginx:1.27"}]' },
  ],
  [
    "repository in own registry",
    "aws_ecs_task_definition",
    { family: "w", container_definitions: '[{"name":"w","image":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/a:1"}]' },
    { family: "w", container_definitions: '[{"name":"w","image":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/b:1"}]' },
  ],
  [
    "health check added",
    "aws_ecs_task_definition",
    { family: "w", container_definitions: '[{"name":"w","image":"a"}]' },
    { family: "w", container_definitions: '[{"name":"w","image":"a","healthCheck":{"command":["CMD-SHELL","true"]}}]' },
  ],
  [
    "health check interval",
    "aws_ecs_task_definition",
    {
      family: "w",
      container_definitions: '[{"name":"w","image":"a","healthCheck":{"command":["CMD-SHELL","true"],"interval":30}}]',
    },
    {
      family: "w",
      container_definitions: '[{"name":"w","image":"a","healthCheck":{"command":["CMD-SHELL","true"],"interval":10}}]',
    },
  ],
  [
    "stop timeout",
    "aws_ecs_task_definition",
    { family: "w", container_definitions: '[{"name":"w","image":"a","stopTimeout":30}]' },
    { family: "w", container_definitions: '[{"name":"w","image":"a","stopTimeout":60}]' },
  ],
  [
    "sidecar added",
    "aws_ecs_task_definition",
    { family: "w", container_definitions: '[{"name":"w","image":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/w:1"}]' },
    {
      family: "w",
      container_definitions:
        '[{"name":"w","image":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/w:1"},{"name":"otel","image":"public.ecr.aws/aws-observability/aws-otel-collector:v0.40","user":"0"}]',
    },
  ],
  [
    "service canary steps",
    "aws_ecs_service",
    {
      name: "s",
      desired_count: 2,
      deployment_configuration: [
        { strategy: "CANARY", bake_time_in_minutes: "5", canary_configuration: [{ canary_percent: 5 }] },
      ],
    },
    {
      name: "s",
      desired_count: 2,
      deployment_configuration: [
        { strategy: "CANARY", bake_time_in_minutes: "10", canary_configuration: [{ canary_percent: 10 }] },
      ],
    },
  ],
  [
    "codebuild env var",
    "aws_codebuild_project",
    {
      name: "b",
      service_role: "arn:aws:iam::111111111111:role/b",
      environment: [{ environment_variable: [{ name: "A", value: "1", type: "PLAINTEXT" }] }],
    },
    {
      name: "b",
      service_role: "arn:aws:iam::111111111111:role/b",
      environment: [{ environment_variable: [{ name: "A", value: "2", type: "PLAINTEXT" }] }],
    },
  ],
  [
    "rds minor version on",
    "aws_db_instance",
    { identifier: "d", auto_minor_version_upgrade: false },
    { identifier: "d", auto_minor_version_upgrade: true },
  ],
  [
    "dynamo pitr on",
    "aws_dynamodb_table",
    { name: "t", point_in_time_recovery: [{ enabled: false }] },
    { name: "t", point_in_time_recovery: [{ enabled: true }] },
  ],
  [
    "s3 lifecycle abort",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 365 }] }] },
    {
      bucket: "b",
      rule: [
        { id: "r", status: "Enabled", expiration: [{ days: 365 }] },
        {
          id: "a",
          status: "Enabled",
          expiration: [],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
    },
  ],
  [
    "s3 lifecycle prefix narrower",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 30 }], filter: [{ prefix: "" }] }] },
    { bucket: "b", rule: [{ id: "r", status: "Enabled", expiration: [{ days: 30 }], filter: [{ prefix: "tmp/" }] }] },
  ],
  [
    "alarm period",
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "a", alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"], period: 300 },
    { alarm_name: "a", alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"], period: 60 },
  ],
  [
    "alarm action added",
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "a", alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"] },
    {
      alarm_name: "a",
      alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t", "arn:aws:sns:eu-west-1:111111111111:u"],
    },
  ],
  [
    "memorydb access narrower",
    "aws_memorydb_user",
    { user_name: "u", access_string: "on ~* +@all" },
    { user_name: "u", access_string: "on ~app:* +@read" },
  ],
  [
    "redis string order",
    "aws_elasticache_user",
    { user_id: "u", engine: "redis", access_string: "on ~app:* -@all +@read" },
    { user_id: "u", engine: "redis", access_string: "on -@all ~app:* +@read" },
  ],
  [
    "iam session shorter",
    "aws_ssoadmin_permission_set",
    { name: "x", instance_arn: "i", session_duration: "PT12H" },
    { name: "x", instance_arn: "i", session_duration: "PT1H30M" },
  ],
  [
    "cognito flows fewer",
    "aws_cognito_user_pool_client",
    { name: "c", user_pool_id: "p", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"] },
    { name: "c", user_pool_id: "p", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] },
  ],
  [
    "GitHub: contexts more",
    "github_branch_protection",
    { repository_id: "r", pattern: "main", required_status_checks: [{ contexts: ["a"] }] },
    { repository_id: "r", pattern: "main", required_status_checks: [{ contexts: ["a", "b"] }] },
  ],
  [
    "Google: instance labels",
    "google_compute_instance",
    { name: "i", service_account: [{ email: "a", scopes: ["x"] }], labels: { a: "1" } },
    { name: "i", service_account: [{ email: "a", scopes: ["x"] }], labels: { a: "2" } },
  ],
  [
    "cluster: authorized fewer",
    "google_container_cluster",
    {
      name: "c",
      master_authorized_networks_config: [
        { cidr_blocks: [{ cidr_block: "10.0.0.0/8" }, { cidr_block: "11.0.0.0/8" }] },
      ],
    },
    { name: "c", master_authorized_networks_config: [{ cidr_blocks: [{ cidr_block: "11.0.0.0/8" }] }] },
  ],
  [
    "Azure: group allow removed",
    "azurerm_network_security_group",
    {
      name: "n",
      security_rule: [
        {
          name: "a",
          access: "Allow",
          direction: "Inbound",
          protocol: "*",
          source_address_prefix: "Internet",
          destination_port_range: "*",
          priority: 100,
        },
      ],
    },
    { name: "n", security_rule: [] },
  ],
  [
    "Kubernetes: role fewer",
    "kubernetes_role",
    { metadata: [{ name: "r" }], rule: [{ api_groups: ["*"], resources: ["*"], verbs: ["*"] }] },
    { metadata: [{ name: "r" }], rule: [{ api_groups: [""], resources: ["pods"], verbs: ["get"] }] },
  ],
  [
    "Kubernetes: image",
    "kubernetes_deployment",
    { metadata: [{ name: "d" }], spec: [{ template: [{ spec: [{ container: [{ name: "c", image: "a:1" }] }] }] }] },
    { metadata: [{ name: "d" }], spec: [{ template: [{ spec: [{ container: [{ name: "c", image: "a:2" }] }] }] }] },
  ],
  [
    "lambda layer own",
    "aws_lambda_function",
    { function_name: "f", role: "arn:aws:iam::111111111111:role/f", layers: [] },
    {
      function_name: "f",
      role: "arn:aws:iam::111111111111:role/f",
      layers: ["arn:aws:lambda:eu-west-1:111111111111:layer:a:1"],
    },
  ],
  [
    "ecr tags",
    "aws_ecr_repository",
    { name: "r", image_tag_mutability: "IMMUTABLE", tags: {} },
    { name: "r", image_tag_mutability: "IMMUTABLE", tags: { a: "b" } },
  ],
  [
    "kms policy split",
    "aws_kms_key_policy",
    {
      key_id: "k",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/a","arn:aws:iam::111111111111:role/b"]},"Action":["kms:Decrypt","kms:Encrypt"],"Resource":"*"}]}',
    },
    {
      key_id: "k",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":["kms:Decrypt","kms:Encrypt"],"Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/b"},"Action":["kms:Decrypt","kms:Encrypt"],"Resource":"*"}]}',
    },
  ],
]);
