import type { ObjectValue } from "../../../packages/offline-aws/protocol/values.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

const aws = ProviderClient.in(newFolder(), { region: "eu-west-1" });

test.each([
  ["aws_caller_identity", {}, { account_id: "123456789012" }],
  ["aws_partition", {}, { partition: "aws", dns_suffix: "amazonaws.com" }],
  ["aws_region", {}, { region: "eu-west-1" }],
  [
    "aws_availability_zones",
    {},
    { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], zone_ids: ["euw1-az1", "euw1-az2", "euw1-az3"] },
  ],
  [
    "aws_availability_zones",
    { region: "us-east-1" },
    { names: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f"] },
  ],
  [
    "aws_ecr_authorization_token",
    {},
    { user_name: "AWS", proxy_endpoint: "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com" },
  ],
  [
    "aws_cloudwatch_event_bus",
    { name: "default" },
    { id: "default", arn: "arn:aws:events:eu-west-1:123456789012:event-bus/default" },
  ],
  [
    "aws_organizations_organization",
    {},
    { id: expect.stringMatching(/^o-[a-z0-9]{10}$/), master_account_id: "123456789012" },
  ],
  [
    "aws_eks_addon_version",
    { addon_name: "coredns", kubernetes_version: "1.34" },
    { version: expect.stringMatching(/^v1\.34\.\d+-eksbuild\.\d+$/) },
  ],
  [
    "aws_rds_engine_version",
    { engine: "aurora-postgresql", preferred_versions: ["16.9", "15.13"] },
    { version: "16.9", parameter_group_family: "aurora-postgresql16" },
  ],
  ["aws_rds_engine_version", { engine: "mysql" }, { parameter_group_family: "mysql8.4" }],
])("%s %j answers %j", (type, config, expected) => {
  expect(aws.data(type, config)).toMatchObject({ state: expected, errors: [] });
});

test("the public parameter of an image holds the id of one", () => {
  const name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
  expect(aws.data("aws_ssm_parameter", { name }).state.value).toMatch(/^ami-0[0-9a-f]{16}$/);
});

test("a parameter that was created is answered, any other is not there", () => {
  aws.create("aws_ssm_parameter", { name: "/shop/tag", type: "String", value: "v1" });
  expect(aws.data("aws_ssm_parameter", { name: "/shop/tag" }).state).toMatchObject({ value: "v1", version: 1 });
  expect(aws.data("aws_ssm_parameter", { name: "/shop/other" }).errors).toEqual([
    "no SSM parameter /shop/other in eu-west-1: create it, or use a public one of /aws/service",
  ]);
});

test("a data source without an answer is an error", () => {
  expect(aws.data("aws_ip_ranges", {}).errors).toEqual([
    "The offline AWS does not support the data source aws_ip_ranges",
  ]);
});

test("a policy of data protection has the members of CloudWatch Logs", () => {
  const audited = { audit: [{ findings_destination: [{ s3: [{ bucket: "findings" }] }] }] };
  const { state } = aws.data("aws_cloudwatch_log_data_protection_policy_document", {
    name: "mail",
    configuration: [{ custom_data_identifier: [{ name: "Order", regex: "ORD-\\d+" }] }],
    statement: [
      { sid: "Audit", data_identifiers: ["arn:aws:dataprotection::aws:data-identifier/Address"], operation: [audited] },
      { data_identifiers: ["Order"], operation: [{ deidentify: [{ mask_config: [{}] }] }] },
    ],
  });
  expect(JSON.parse(String(state.json))).toEqual({
    Name: "mail",
    Version: "2021-06-01",
    Statement: [
      {
        Sid: "Audit",
        DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/Address"],
        Operation: { Audit: { FindingsDestination: { S3: { Bucket: "findings" } } } },
      },
      { DataIdentifier: ["Order"], Operation: { Deidentify: { MaskConfig: {} } } },
    ],
    Configuration: { CustomDataIdentifier: [{ Name: "Order", Regex: "ORD-\\d+" }] },
  });
});

test("the recommended image is a document that names it", () => {
  const name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended";
  const document = JSON.parse(String(aws.data("aws_ssm_parameter", { name }).state.value)) as object;
  expect(document).toMatchObject({ image_id: expect.stringMatching(/^ami-0[0-9a-f]{16}$/) });
});

describe("what is in the cloud", () => {
  const there = ProviderClient.in(newFolder(), { region: "eu-west-1" });
  const vpc = there.create("aws_vpc", { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } });
  const [a, b] = ["a", "b"].map((zone, index) =>
    there.create("aws_subnet", {
      vpc_id: vpc.id ?? null,
      cidr_block: `10.0.${index}.0/24`,
      availability_zone: `eu-west-1${zone}`,
      tags: { Tier: "private" },
    }),
  );
  there.create("aws_ecs_cluster", { name: "shop" });
  there.create("aws_route53_zone", { name: "example.com" });

  test.each([
    ["aws_vpc", { tags: { Name: "shop" } }, { id: vpc.id }],
    ["aws_vpc", { filter: [{ name: "tag:Name", values: ["sh*"] }] }, { cidr_block: "10.0.0.0/16" }],
    ["aws_subnet", { id: a?.id }, { availability_zone: "eu-west-1a" }],
    [
      "aws_subnets",
      { filter: [{ name: "vpc-id", values: [vpc.id] }] },
      { ids: expect.arrayContaining([a?.id, b?.id]) },
    ],
    ["aws_subnets", { tags: { Tier: "public" } }, { ids: [] }],
    ["aws_ecs_cluster", { cluster_name: "shop" }, { arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop" }],
    ["aws_route53_zone", { name: "example.com." }, { name: "example.com" }],
    ["aws_service_principal", { service_name: "ecs" }, { name: "ecs.amazonaws.com" }],
    ["aws_ami", { owners: ["amazon"], most_recent: true }, { id: expect.stringMatching(/^ami-0[0-9a-f]{16}$/) }],
  ])("%s %j", (type, config, expected) => {
    expect(there.data(type, config as never)).toMatchObject({ state: expected, errors: [] });
  });

  test("what is not there, or more than once, says what to do", () => {
    expect(there.data("aws_vpc", { tags: { Name: "other" } }).errors[0]).toContain("--existing FILE");
    expect(there.data("aws_subnet", { vpc_id: vpc.id ?? null }).errors[0]).toContain("more specific criteria");
  });
});

describe("aws_iam_policy_document", () => {
  const document = (config: object) =>
    JSON.parse(aws.data("aws_iam_policy_document", config as never).state.json as string);

  test("a statement is rendered as AWS wants it", () => {
    const statement = {
      sid: "Read",
      actions: ["s3:GetObject"],
      resources: ["b", "a"],
      principals: [{ type: "Service", identifiers: ["x.amazonaws.com"] }],
      condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
    };
    expect(document({ statement: [statement] })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["a", "b"],
          Principal: { Service: "x.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "1" } },
        },
      ],
    });
  });

  test("variables of a policy are written with an ampersand", () => {
    const statement = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::home/&{aws:username}/*"] }];
    const { state } = aws.data("aws_iam_policy_document", { statement });
    expect(JSON.parse(String(state.json))).toMatchObject({
      Statement: [{ Resource: "arn:aws:s3:::home/${aws:username}/*" }],
    });
  });

  test("all principals are one star", () => {
    const statement = {
      actions: ["*"],
      resources: ["*"],
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
    };
    expect(document({ statement: [statement] }).Statement).toEqual([
      { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" },
    ]);
  });

  test("a later statement takes the place of one with its sid", () => {
    const source = JSON.stringify({ Statement: [{ Sid: "a", Effect: "Allow", Action: "x" }] });
    const override = JSON.stringify({ Statement: { Sid: "a", Effect: "Deny", Action: "x" } });
    expect(document({ source_policy_documents: [source], override_policy_documents: [override] }).Statement).toEqual([
      { Sid: "a", Effect: "Deny", Action: "x" },
    ]);
  });
});

describe("the default VPC", () => {
  const aws = () => ProviderClient.in(newFolder(), { region: "eu-west-1" });

  test.each([[{ default: true }], [{ filter: [{ name: "isDefault", values: ["true"] }] }]])(
    "is there for %j, with a public subnet in each zone",
    (asked) => {
      const client = aws();
      client.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
      const { state } = client.data("aws_vpc", asked);
      expect(state).toMatchObject({ cidr_block: "172.31.0.0/16", default: true, region: "eu-west-1" });
      const subnets = client.data("aws_subnets", { filter: [{ name: "vpc-id", values: [state.id ?? null] }] });
      expect(subnets.state.ids).toHaveLength(3);
      expect(client.data("aws_vpc", asked).state.id).toBe(state.id);
      expect(client.cloud.types()).toEqual(["aws_vpc"]); // nothing besides the one that was made is to be destroyed
    },
  );

  test("takes what names it, and is another in each region", () => {
    const client = aws();
    const { id = null } = client.data("aws_vpc", { default: true }).state;
    expect(client.create("aws_security_group", { name: "web", vpc_id: id }).vpc_id).toBe(id);
    expect(client.data("aws_vpc", { default: true, region: "eu-west-2" }).state.id).not.toBe(id);
  });
});

test("the security group and the route table that come with a VPC are found", () => {
  const client = ProviderClient.in(newFolder(), { region: "eu-west-1" });
  const vpc = client.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
  const vpc_id = vpc.id ?? null;
  expect(client.data("aws_security_group", { name: "default", vpc_id }).state).toMatchObject({
    id: vpc.default_security_group_id,
    arn: `arn:aws:ec2:eu-west-1:123456789012:security-group/${String(vpc.default_security_group_id)}`,
  });
  const main = { vpc_id, filter: [{ name: "association.main", values: ["true"] }] };
  expect(client.data("aws_route_table", main).state.id).toBe(vpc.main_route_table_id);
});

test.each<[string, ObjectValue, ObjectValue]>([
  [
    "aws_arn",
    { arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/x" },
    { service: "logs", resource: "log-group:/x" },
  ],
  ["aws_availability_zone", { name: "eu-west-1b" }, { zone_id: "euw1-az2", name_suffix: "b", region: "eu-west-1" }],
  ["aws_availability_zone", { zone_id: "euw1-az3" }, { name: "eu-west-1c" }],
  [
    "aws_cloudfront_log_delivery_canonical_user_id",
    {},
    { id: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0" },
  ],
  ["aws_cloudfront_cache_policy", { name: "Managed-CachingOptimized" }, { id: "658327ea-f89d-4fab-a63d-7e88639e58f6" }],
  ["aws_iam_policy", { name: "AdministratorAccess" }, { arn: "arn:aws:iam::aws:policy/AdministratorAccess" }],
  [
    "aws_iam_policy",
    { arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy" },
    { name: "AmazonECSTaskExecutionRolePolicy", path: "/service-role/" },
  ],
])("what AWS itself has is answered: %s %j", (type, config, expected) => {
  expect(aws.data(type, config)).toMatchObject({ state: expected, errors: [] });
});

test("the key of a service is found by its alias", () => {
  const alias = aws.data("aws_kms_alias", { name: "alias/aws/s3" }).state;
  const key = aws.data("aws_kms_key", { key_id: "alias/aws/s3" }).state;
  expect(alias.target_key_arn).toMatch(/^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/);
  expect(key).toMatchObject({ arn: alias.target_key_arn, key_manager: "AWS" });
});

test.each([
  ["aws_iam_policy", { name: "shop" }],
  ["aws_kms_alias", { name: "alias/shop" }],
  ["aws_cloudfront_cache_policy", { name: "shop" }],
])("what AWS does not have is not made up: %s %j", (type, config) => {
  expect(aws.data(type, config).errors[0]).toContain(`no matching ${type} found`);
});
