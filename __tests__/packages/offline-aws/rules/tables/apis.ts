import { basedOn, type RefusalTable } from "../../../../support/refusable.ts";

const visible = [{ cloudwatch_metrics_enabled: false, metric_name: "m", sampled_requests_enabled: false }];
const countries = (name: string, priority: number) => ({
  name,
  priority,
  action: [{ block: [{}] }],
  statement: [{ geo_match_statement: [{ country_codes: ["US"] }] }],
  visibility_config: visible,
});
const acl = basedOn({
  name: "apis",
  scope: "REGIONAL",
  default_action: [{ allow: [{}] }],
  visibility_config: visible,
});
const addresses = basedOn({ name: "apis", scope: "REGIONAL", ip_address_version: "IPV4", addresses: ["192.0.2.0/24"] });
const api = basedOn({ name: "apis", protocol_type: "HTTP" });
const integration = basedOn({ api_id: "abcdef1234", integration_type: "MOCK" });
const lambda = basedOn({
  function_name: "apis",
  role: "arn:aws:iam::123456789012:role/function",
  filename: "f.zip",
  handler: "index.handler",
  runtime: "nodejs22.x",
});
const layer = basedOn({ layer_name: "apis", filename: "f.zip" });
const table = basedOn({
  name: "apis",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  attribute: [{ name: "id", type: "S" }],
});
const files = basedOn({ creation_token: "apis" });
const key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-a444-555555555555";
const topic = basedOn({ name: "apis" });
const member = basedOn({ cluster_identifier: "nowhere", engine: "aurora-postgresql", instance_class: "db.r6g.large" });
const origin = {
  origin_id: "o",
  domain_name: "example.com",
  custom_origin_config: [
    { http_port: 80, https_port: 443, origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
  ],
};
const cached = (lifetimes: Record<string, number | string>) =>
  basedOn({
    enabled: true,
    origin: [origin],
    default_cache_behavior: [
      {
        target_origin_id: "o",
        viewer_protocol_policy: "allow-all",
        allowed_methods: ["GET", "HEAD"],
        cached_methods: ["GET", "HEAD"],
        ...lifetimes,
      },
    ],
    restrictions: [{ geo_restriction: [{ restriction_type: "none" }] }],
    viewer_certificate: [{ cloudfront_default_certificate: true }],
  })();

export const APIS: RefusalTable = {
  subject: "APIs, functions, firewalls and where databases are",
  mistakes: [
    [
      "an integration of no API",
      "aws_apigatewayv2_integration",
      integration(),
      "apply",
      /NotFoundException: Invalid API identifier specified 123456789012:abcdef1234/,
    ],
    [
      "CORS of a WebSocket API",
      "aws_apigatewayv2_api",
      api({
        protocol_type: "WEBSOCKET",
        route_selection_expression: "$request.body.action",
        cors_configuration: [{ allow_origins: ["*"] }],
      }),
      "apply",
      /BadRequestException: A CORS configuration is supported only for HTTP APIs/,
    ],
    [
      "an address without a prefix length",
      "aws_wafv2_ip_set",
      addresses({ addresses: ["192.0.2.1"] }),
      "apply",
      /WAFInvalidParameterException: .*IP_ADDRESS, parameter: 192\.0\.2\.1/,
    ],
    [
      "an IPv4 address in a set of IPv6",
      "aws_wafv2_ip_set",
      addresses({ ip_address_version: "IPV6" }),
      "apply",
      /WAFInvalidParameterException: .*IP_ADDRESS/,
    ],
    [
      "two rules of a priority",
      "aws_wafv2_web_acl",
      acl({ rule: [countries("a", 1), countries("b", 1)] }),
      "apply",
      /WAFInvalidParameterException: .*different priorities/,
    ],
    [
      "subnets in one zone",
      "aws_db_subnet_group",
      ({ subnetA = null, subnetA2 = null }) => ({ name: "apis", subnet_ids: [subnetA, subnetA2] }),
      "apply",
      /DBSubnetGroupDoesNotCoverEnoughAZs: .*us-east-1a/,
    ],
    ["a member of no cluster", "aws_rds_cluster_instance", member(), "apply", /DBClusterNotFoundFault: .*nowhere/],
    [
      "an unknown runtime",
      "aws_lambda_function",
      lambda({ runtime: "nodejs99.x" }),
      "validate",
      /expected runtime to be one of .*got nodejs99\.x/,
    ],
    [
      "an unknown architecture",
      "aws_lambda_function",
      lambda({ architectures: ["sparc"] }),
      "validate",
      /expected architectures to be one of \["x86_64" "arm64"\], got sparc/,
    ],
    [
      "two architectures",
      "aws_lambda_function",
      lambda({ architectures: ["x86_64", "arm64"] }),
      "validate",
      /architectures supports 1 item maximum, but config has 2 declared/,
    ],
    [
      "a layer for an unknown runtime",
      "aws_lambda_layer_version",
      layer({ compatible_runtimes: ["nodejs99.x"] }),
      "validate",
      /expected compatible_runtimes to be one of/,
    ],
    [
      "items that expire by no attribute",
      "aws_dynamodb_table",
      table({ ttl: [{ enabled: true }] }),
      "validate",
      /"ttl\[0\]\.attribute_name" must be specified when/,
    ],
    [
      "items that expire by an attribute without a name",
      "aws_dynamodb_table",
      table({ ttl: [{ enabled: true, attribute_name: "" }] }),
      "validate",
      /"ttl\[0\]\.attribute_name" cannot have an empty value/,
    ],
    [
      "a key without encryption",
      "aws_efs_file_system",
      files({ kms_key_id: key }),
      "apply",
      /BadRequest: Encrypted must be true/,
    ],
    [
      "a display name of 101",
      "aws_sns_topic",
      topic({ display_name: "x".repeat(101) }),
      "apply",
      /InvalidParameter: .*DisplayName.*100 characters/,
    ],
    [
      "a default lifetime over the longest",
      "aws_cloudfront_distribution",
      cached({ min_ttl: 0, default_ttl: 60, max_ttl: 30 }),
      "apply",
      /InvalidTTLOrder: MinTTL, MaxTTL and DefaultTTL should follow order/,
    ],
    [
      "a private NAT gateway with an address",
      "aws_nat_gateway",
      ({ subnetA = null }) => ({
        subnet_id: subnetA,
        connectivity_type: "private",
        allocation_id: "eipalloc-0123456789abcdef0",
      }),
      "plan",
      /allocation_id is not supported with connectivity_type = "private"/,
    ],
  ],
  accepted: [
    ["addresses", "aws_wafv2_ip_set", addresses()],
    ["rules of two priorities", "aws_wafv2_web_acl", acl({ rule: [countries("a", 1), countries("b", 2)] })],
    ["an HTTP API with CORS", "aws_apigatewayv2_api", api({ cors_configuration: [{ allow_origins: ["*"] }] })],
    ["a new runtime on arm64", "aws_lambda_function", lambda({ runtime: "nodejs24.x", architectures: ["arm64"] })],
    ["a table that expires", "aws_dynamodb_table", table({ ttl: [{ enabled: true, attribute_name: "until" }] })],
    ["files with a key", "aws_efs_file_system", files({ kms_key_id: key, encrypted: true })],
    ["a display name of 100", "aws_sns_topic", topic({ display_name: "x".repeat(100) })],
    [
      "lifetimes beside a cache policy",
      "aws_cloudfront_distribution",
      cached({ cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6", min_ttl: 9, default_ttl: 5, max_ttl: 1 }),
    ],
    [
      "a private NAT gateway",
      "aws_nat_gateway",
      ({ subnetA = null }) => ({ subnet_id: subnetA, connectivity_type: "private" }),
    ],
  ],
};
