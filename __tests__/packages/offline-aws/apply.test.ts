import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectValue } from "../../../packages/offline-aws/protocol/values.ts";
import { factsOf, operationOf } from "../../../packages/offline-aws/provider/facts.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient, UNKNOWN } from "../../support/provider.ts";
import { container, trust } from "../../support/refusable.ts";

const client = (config = {}) => ProviderClient.in(newFolder(), { region: "us-east-1", ...config });

describe("create", () => {
  test("nothing is created by a call that fails after it", () => {
    const folder = newFolder();
    const aws = ProviderClient.in(folder, { region: "us-east-1" });
    writeFileSync(join(folder, "watch"), ""); // no folder for the journal
    expect(() => aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" })).toThrow("watch");
    expect(aws.cloud.list("aws_vpc")).toEqual([]);
  });

  test("ids and ARNs have AWS's formats", () => {
    const vpc = client().create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    expect(vpc.id).toMatch(/^vpc-0[0-9a-f]{16}$/);
    expect(vpc.arn).toBe(`arn:aws:ec2:us-east-1:123456789012:vpc/${String(vpc.id)}`);
    expect(vpc.default_security_group_id).toMatch(/^sg-0[0-9a-f]{16}$/);
    expect(vpc.main_route_table_id).toBe(vpc.default_route_table_id);
  });

  test("account and partition follow the provider's configuration", () => {
    const role = client({ allowed_account_ids: ["111122223333"], region: "cn-north-1" }).create("aws_iam_role", {
      name: "r",
      assume_role_policy: trust("ecs.amazonaws.com"),
    });
    expect(role.arn).toBe("arn:aws-cn:iam::111122223333:role/r");
  });

  test("the same history gives the same ids", () => {
    const ids = () => {
      const aws = client();
      return [1, 2].map(() => aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" }).id);
    };
    expect(ids()).toEqual(ids());
  });

  test("the same configuration twice makes two resources", () => {
    const aws = client();
    const [a, b] = [1, 2].map(() => aws.create("aws_kms_key", {}));
    expect(a?.id).not.toBe(b?.id);
  });

  test("resources of one id, which AWS tells apart by more than it, live and go on their own", () => {
    const aws = client();
    const [a, b] = ["InstanceCount", "ProvisionedConcurrency"].map((name) =>
      aws.create("aws_appautoscaling_target", {
        service_namespace: "sagemaker",
        resource_id: "endpoint/e/variant/v",
        scalable_dimension: `sagemaker:variant:Desired${name}`,
        min_capacity: 1,
        max_capacity: 2,
      }),
    );
    expect(a?.id).toBe(b?.id);
    aws.destroy("aws_appautoscaling_target", a ?? {});
    expect(aws.read("aws_appautoscaling_target", a ?? {})).toBeNull();
    expect(aws.read("aws_appautoscaling_target", b ?? {})).toEqual(b);
  });

  test.each([
    ["aws_sns_topic", { name_prefix: "orders-", fifo_topic: true }, /^orders-[0-9a-f]{26}\.fifo$/],
    ["aws_sqs_queue", { name_prefix: "orders-", fifo_queue: true }, /^orders-[0-9a-f]{26}\.fifo$/],
    ["aws_sqs_queue", { fifo_queue: true }, /^terraform-[0-9a-f]{26}\.fifo$/],
    ["aws_sqs_queue", { name_prefix: "orders-" }, /^orders-[0-9a-f]{26}$/],
  ])("the generated name of an %s with %j is that of its kind", (type, config, form) => {
    expect(client().create(type, config).name).toMatch(form);
  });

  test.each<[string, ObjectValue, ObjectValue, ObjectValue]>([
    ["aws_s3tables_table_bucket", { name: "first-bucket" }, { name: "second-bucket" }, { force_destroy: true }],
    ["aws_s3_bucket_abac", { bucket: "first-bucket" }, { bucket: "second-bucket" }, { expected_bucket_owner: null }],
    [
      "aws_xray_resource_policy",
      { policy_name: "a", policy_document: "{}" },
      { policy_name: "b", policy_document: "{}" },
      { policy_document: '{"Statement":[]}' },
    ],
  ])("an %s has no id, and there may be several", (type, a, b, change) => {
    const aws = client();
    const [first = {}, second = {}] = [a, b].map((config) => aws.create(type, config));
    const { state, errors } = aws.apply(type, { ...a, ...change }, first);
    expect(errors).toEqual([]);
    expect(aws.read(type, state)).toEqual(state);
    expect(aws.destroy(type, state)).toEqual([]);
    expect(aws.read(type, state)).toBeNull();
    expect(aws.read(type, second)).toEqual(second);
    expect(aws.cloud.list(type)).toHaveLength(1);
  });

  test("what AWS lists of a type of which nothing is known has a first", () => {
    const job = client().create("aws_signer_signing_job", {
      profile_name: "shop",
      source: [{ s3: [{ bucket: "from", key: "x.zip", version: "1" }] }],
      destination: [{ s3: [{ bucket: "to" }] }],
    });
    expect(job.signed_object).toEqual([{ s3: [{ bucket: "", key: "" }] }]);
  });

  test("an EKS cluster has an endpoint, a certificate and an issuer of tokens", () => {
    const cluster = client().create("aws_eks_cluster", {
      name: "shop",
      role_arn: "arn:aws:iam::111122223333:role/eks",
      vpc_config: [{ endpoint_private_access: true }],
    });
    expect(cluster).toMatchObject({
      id: "shop",
      arn: "arn:aws:eks:us-east-1:123456789012:cluster/shop",
      status: "ACTIVE",
      endpoint: expect.stringMatching(/^https:\/\/[0-9A-Z]{32}\.gr7\.us-east-1\.eks\.amazonaws\.com$/),
      identity: [
        { oidc: [{ issuer: expect.stringMatching(/^https:\/\/oidc\.eks\.us-east-1\.amazonaws\.com\/id\//) }] },
      ],
      certificate_authority: [{ data: expect.stringMatching(/./) }],
    });
  });

  test.each([
    [
      "aws_ram_resource_share",
      { name: "shared" },
      /^arn:aws:ram:us-east-1:123456789012:resource-share\/[0-9a-f-]{36}$/,
    ],
    [
      "aws_kinesis_stream",
      { name: "clicks", shard_count: 1 },
      /^arn:aws:kinesis:us-east-1:123456789012:stream\/clicks$/,
    ],
    ["aws_opensearch_domain", { domain_name: "logs" }, /^arn:aws:es:us-east-1:123456789012:domain\/logs$/],
  ])("the id of %s is its ARN", (type, config, arn) => {
    const made = client().create(type, config);
    expect(made.id).toMatch(arn);
    expect(made.arn).toBe(made.id);
  });

  test.each([
    ["aws_ec2_transit_gateway", {}, /^tgw-0[0-9a-f]{16}$/],
    ["aws_customer_gateway", { bgp_asn: "65000", ip_address: "192.0.2.1", type: "ipsec.1" }, /^cgw-0[0-9a-f]{16}$/],
    ["aws_ec2_managed_prefix_list", { name: "p", address_family: "IPv4", max_entries: 1 }, /^pl-0[0-9a-f]{16}$/],
  ])("an id of EC2 says what it is of (%s)", (type, config, id) => {
    expect(client().create(type, config).id).toMatch(id);
  });

  test("an id is not handed out again after its resource is gone", () => {
    const aws = client();
    const first = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    expect(aws.destroy("aws_vpc", first)).toEqual([]);
    expect(aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" }).id).not.toBe(first.id);
  });

  test("a generated name begins with the prefix", () => {
    const role = client().create("aws_iam_role", {
      name_prefix: "shop-",
      assume_role_policy: trust("ecs.amazonaws.com"),
    });
    expect(role.name).toMatch(/^shop-[0-9a-f]{26}$/);
    expect(role.id).toBe(role.name);
  });

  test("a type without facts works too", () => {
    const pool = client().create("aws_gamelift_fleet", { name: "shop", ec2_instance_type: "c5.large" });
    expect(pool).toMatchObject({ name: "shop", region: "us-east-1" });
    expect(pool.arn).toBe(`arn:aws:gamelift:us-east-1:123456789012:fleet/${String(pool.id)}`);
  });

  test.each([
    ["aws_dynamodb_table", { name: "carts", hash_key: "id", billing_mode: "PAY_PER_REQUEST" }, { id: "carts" }],
    [
      "aws_sqs_queue",
      { name: "orders" },
      { url: "https://sqs.us-east-1.amazonaws.com/123456789012/orders", visibility_timeout_seconds: 30 },
    ],
    ["aws_instance", { ami: "ami-0123456789abcdef0" }, { id: expect.stringMatching(/^i-[0-9a-f]{17}$/) }],
    ["aws_db_instance", { identifier: "shop" }, { arn: "arn:aws:rds:us-east-1:123456789012:db:shop" }],
  ])("%s is known by the provider's form of its id", (type, config, expected) => {
    const attribute = type === "aws_dynamodb_table" ? { attribute: [{ name: "id", type: "S" }] } : {};
    expect(client().create(type, { ...config, ...attribute } as never)).toMatchObject(expected);
  });

  test("values come from the resource that is referred to", () => {
    const aws = client();
    const vpc = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const subnet = aws.create("aws_subnet", {
      vpc_id: vpc.id ?? null,
      cidr_block: "10.0.0.0/24",
      availability_zone: "us-east-1b",
    });
    aws.create("aws_internet_gateway", { vpc_id: vpc.id ?? null });
    const address = aws.create("aws_eip", { domain: "vpc" });
    const gateway = aws.create("aws_nat_gateway", { subnet_id: subnet.id ?? null, allocation_id: address.id ?? null });
    expect(gateway.public_ip).toBe(address.public_ip);
    expect(subnet.availability_zone_id).toBe("use1-az2");
    expect(aws.create("aws_default_security_group", { vpc_id: vpc.id ?? null }).id).toBe(vpc.default_security_group_id);
  });

  test("a load balancer has the name that AWS gives it", () => {
    const lb = client().create("aws_lb", { name: "shop", load_balancer_type: "application", internal: true });
    expect(lb.arn).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/shop\/[0-9a-f]{16}$/,
    );
    expect(lb.arn_suffix).toMatch(/^app\/shop\/[0-9a-f]{16}$/);
    expect(lb.dns_name).toMatch(/^internal-shop-\d{10}\.us-east-1\.elb\.amazonaws\.com$/);
  });
});

describe("refusal", () => {
  test("what a resource refers to has to be there", () => {
    expect(client().apply("aws_subnet", { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" }).errors).toEqual([
      expect.stringMatching(
        /^creating EC2 Subnet: operation error EC2: CreateSubnet, https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, api error InvalidVpcID\.NotFound: The vpc ID 'vpc-1' does not exist$/,
      ),
    ]);
  });

  test("what belongs to AWS or another account is not looked for", () => {
    const aws = client();
    aws.create("aws_iam_role", { name: "r", assume_role_policy: trust("ecs.amazonaws.com") });
    const attach = (policy_arn: string) =>
      aws.apply("aws_iam_role_policy_attachment", { role: "r", policy_arn }).errors;
    expect(attach("arn:aws:iam::aws:policy/ReadOnlyAccess")).toEqual([]);
    expect(attach("arn:aws:iam::999999999999:policy/x")).toEqual([]);
    expect(attach("arn:aws:iam::123456789012:policy/x")).toHaveLength(1);
  });

  test("a name is taken once", () => {
    const aws = client();
    aws.create("aws_iam_role", { name: "r", assume_role_policy: trust("ecs.amazonaws.com") });
    expect(aws.apply("aws_iam_role", { name: "r", assume_role_policy: trust("ecs.amazonaws.com") }).errors).toEqual([
      expect.stringMatching(
        /^creating IAM Role \(r\): operation error IAM: CreateRole, .* EntityAlreadyExists: Role with name r already exists\.$/,
      ),
    ]);
  });

  test("what is put is put over what has its name", () => {
    const aws = client();
    aws.create("aws_cloudwatch_log_group", { name: "shop" });
    const filter = (pattern: string) =>
      aws.create("aws_cloudwatch_log_metric_filter", {
        name: "errors",
        log_group_name: "shop",
        pattern,
        metric_transformation: [{ name: "Errors", namespace: "Shop", value: "1" }],
      });
    filter("ERROR");
    expect(filter("FATAL")).toMatchObject({ id: "errors", pattern: "FATAL" });
  });

  test("another region has its own names, except for what is global", () => {
    const folder = newFolder();
    for (const region of ["us-east-1", "eu-west-1"])
      ProviderClient.in(folder, { region }).create("aws_ecs_cluster", { name: "shop" });
    expect(ProviderClient.in(folder).cloud.list("aws_ecs_cluster")).toHaveLength(2);
  });

  test("what is used can't be deleted", () => {
    const aws = client();
    const vpc = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const subnet = aws.create("aws_subnet", { vpc_id: vpc.id ?? null, cidr_block: "10.0.0.0/24" });
    expect(aws.destroy("aws_vpc", vpc)[0]).toContain(
      `DependencyViolation: The vpc '${String(vpc.id)}' has dependencies and cannot be deleted. (used by aws_subnet ${String(subnet.id)})`,
    );
    expect(aws.destroy("aws_subnet", subnet)).toEqual([]);
    expect(aws.destroy("aws_vpc", vpc)).toEqual([]);
  });

  test.each([
    [
      "aws_db_instance",
      { engine: "postgres", instance_class: "db.t4g.micro", allocated_storage: 20, username: "owner" },
    ],
    ["aws_rds_cluster", { engine: "aurora-postgresql", master_username: "owner" }],
  ])("%s leaves a snapshot, which needs a name", (type, config) => {
    const aws = client();
    const given: ObjectValue = { ...config, manage_master_user_password: true };
    expect(aws.destroy(type, aws.create(type, given))).toEqual([
      expect.stringContaining("final_snapshot_identifier is required"),
    ]);
    expect(aws.destroy(type, aws.create(type, { ...given, final_snapshot_identifier: "last" }))).toEqual([]);
    expect(aws.destroy(type, aws.create(type, { ...given, skip_final_snapshot: true }))).toEqual([]);
  });

  test("what is protected can't be deleted before its protection is lifted", () => {
    const aws = client();
    const table = {
      name: "orders",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
    };
    const made = aws.create("aws_dynamodb_table", { ...table, deletion_protection_enabled: true });
    expect(aws.destroy("aws_dynamodb_table", made)).toEqual([
      expect.stringContaining("ValidationException: Resource cannot be deleted as it is currently protected"),
    ]);
    const vpc = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const subnet = aws.create("aws_subnet", {
      vpc_id: vpc.id ?? null,
      cidr_block: "10.0.0.0/24",
      availability_zone: "us-east-1a",
    });
    const machine = (change: ObjectValue) =>
      aws.create("aws_instance", {
        ami: "ami-0123456789abcdef0",
        instance_type: "t3.micro",
        subnet_id: subnet.id ?? null,
        disable_api_termination: true,
        ...change,
      });
    expect(aws.destroy("aws_instance", machine({}))).toEqual([
      expect.stringContaining("OperationNotPermitted: The instance 'i-"),
    ]);
    expect(aws.destroy("aws_instance", machine({ force_destroy: true }))).toEqual([]);
  });

  test("what has the same name in another region keeps nothing", () => {
    const aws = client();
    const [here = {}, there = {}] = ["us-east-1", "eu-west-1"].map((region) => {
      const vpc = aws.create("aws_vpc", { region, cidr_block: "10.0.0.0/16" });
      const subnet_ids = ["a", "b"].map(
        (zone, index) =>
          aws.create("aws_subnet", {
            region,
            vpc_id: vpc.id ?? null,
            cidr_block: `10.0.${index}.0/24`,
            availability_zone: region + zone,
          }).id ?? null,
      );
      return aws.create("aws_db_subnet_group", { region, name: "shop", subnet_ids });
    });
    aws.create("aws_db_instance", {
      region: "eu-west-1",
      instance_class: "db.t4g.micro",
      engine: "postgres",
      allocated_storage: 20,
      username: "shop",
      manage_master_user_password: true,
      db_subnet_group_name: "shop",
      skip_final_snapshot: true,
    });
    expect(aws.destroy("aws_db_subnet_group", there)[0]).toContain("used by aws_db_instance");
    expect(aws.destroy("aws_db_subnet_group", here)).toEqual([]);
  });

  test("a password that RDS manages is in a secret", () => {
    const aws = client();
    const config = {
      identifier: "shop",
      instance_class: "db.t4g.micro",
      engine: "postgres",
      allocated_storage: 20,
      username: "shop",
      skip_final_snapshot: true,
    };
    const made = aws.create("aws_db_instance", { ...config, manage_master_user_password: true });
    expect(made.master_user_secret).toEqual([
      {
        kms_key_id: expect.stringContaining("arn:aws:kms:us-east-1:123456789012:"),
        secret_arn: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-[0-9a-f-]+$/),
        secret_status: "active",
      },
    ]);
    const { state } = aws.apply("aws_db_instance", { ...config, password: "correct-horse" }, made);
    expect(state.master_user_secret).toEqual([]);
  });

  test("settings of a bucket may be those of a directory bucket", () => {
    const aws = client();
    const bucket = "shop--use1-az4--x-s3";
    aws.create("aws_s3_directory_bucket", { bucket, location: [{ name: "use1-az4" }] });
    const rule = [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }];
    expect(aws.create("aws_s3_bucket_server_side_encryption_configuration", { bucket, rule }).bucket).toBe(bucket);
  });

  test("a protected load balancer can't be deleted", () => {
    const aws = client();
    const lb = aws.create("aws_lb", { name: "shop", enable_deletion_protection: true });
    expect(aws.destroy("aws_lb", lb)[0]).toContain("OperationNotPermitted");
  });

  test("scale-in protection does not keep a group: the provider lifts it first", () => {
    const aws = client();
    const group = aws.create("aws_autoscaling_group", {
      name: "a",
      min_size: 1,
      max_size: 1,
      availability_zones: ["us-east-1a"],
      protect_from_scale_in: true,
    });
    expect(aws.destroy("aws_autoscaling_group", group)).toEqual([]);
  });

  test("settings that Terraform only forgets go with their bucket", () => {
    const aws = client();
    const bucket = aws.create("aws_s3_bucket", { bucket: "logs-of-shop" });
    const block = aws.create("aws_s3_bucket_public_access_block", { bucket: "logs-of-shop", skip_destroy: true });
    expect(aws.destroy("aws_s3_bucket_public_access_block", block)).toEqual([]);
    expect(aws.destroy("aws_s3_bucket", bucket)).toEqual([]);
    expect(aws.cloud.list("aws_s3_bucket_public_access_block")).toEqual([]);
  });

  test("an alias may be of a key whose material is imported", () => {
    const aws = client();
    const key = aws.create("aws_kms_external_key", {});
    const alias = aws.create("aws_kms_alias", { name: "alias/shop", target_key_id: key.id ?? null });
    expect(alias.target_key_arn).toBe(key.arn);
  });
});

describe("update", () => {
  test("a change in place keeps the id", () => {
    const aws = client();
    const lb = aws.create("aws_lb", { name: "shop", idle_timeout: 30 });
    const { state } = aws.apply("aws_lb", { name: "shop", idle_timeout: 60 }, lb);
    expect(state).toMatchObject({ id: lb.id, idle_timeout: 60, dns_name: lb.dns_name });
    expect(aws.read("aws_lb", lb)).toEqual(state);
  });

  test("a launch template gets a new version, known after the change", () => {
    const aws = client();
    const template = aws.create("aws_launch_template", { name: "web", instance_type: "t3.small" });
    const change = { name: "web", instance_type: "t3.large" };
    expect(aws.plan("aws_launch_template", change, template).planned.latest_version).toBe(UNKNOWN);
    expect(aws.apply("aws_launch_template", change, template).state.latest_version).toBe(2);
    expect(
      aws.plan("aws_launch_template", { name: "web", instance_type: "t3.small" }, template).planned.latest_version,
    ).toBe(1);
  });

  test("a name that was right before is not looked for again", () => {
    const aws = client();
    const task = aws.create("aws_ecs_task_definition", {
      family: "web",
      container_definitions: container({ memory: 64 }),
    });
    const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
    const config = { name: "web", cluster, task_definition: task.arn ?? null };
    const service = aws.create("aws_ecs_service", config);
    aws.destroy("aws_ecs_task_definition", task);
    expect(aws.apply("aws_ecs_service", { ...config, desired_count: 3 }, service).errors).toEqual([]);
  });
});

describe("read and import", () => {
  test("what is gone is read as gone", () => {
    const aws = client();
    const vpc = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    aws.destroy("aws_vpc", vpc);
    expect(aws.read("aws_vpc", vpc)).toBeNull();
  });

  test("a change by others is read", () => {
    const aws = client();
    const cluster = aws.create("aws_ecs_cluster", { name: "shop" });
    const [resource] = aws.cloud.list("aws_ecs_cluster");
    if (resource === undefined) throw new Error("no cluster");
    aws.cloud.put({ ...resource, attributes: { ...resource.attributes, tags: { by: "hand" } } });
    expect(aws.read("aws_ecs_cluster", cluster)).toMatchObject({ tags: { by: "hand" } });
  });

  test.each([
    ["aws_ecs_cluster", "shop"],
    ["aws_ecs_cluster", "arn:aws:ecs:us-east-1:123456789012:cluster/shop"],
  ])("%s is imported by %s", (typeName, id) => {
    const aws = client();
    aws.create("aws_ecs_cluster", { name: "shop" });
    const { importedResources } = aws.call("ImportResourceState", { typeName, id });
    expect(importedResources).toHaveLength(1);
  });

  test("what is not there can't be imported", () => {
    const { diagnostics } = client().call("ImportResourceState", { typeName: "aws_vpc", id: "vpc-1" });
    expect(diagnostics).toMatchObject([{ summary: "Cannot import non-existent remote object" }]);
  });

  test("state of an older form is brought to the schema", () => {
    const json = Buffer.from(JSON.stringify({ id: "vpc-1", cidr_block: "10.0.0.0/16", no_longer_there: 1 }));
    const { upgradedState } = client().call("UpgradeResourceState", { typeName: "aws_vpc", rawState: { json } });
    expect(Buffer.from((upgradedState as { msgpack: Uint8Array }).msgpack).toString("latin1")).not.toContain(
      "no_longer_there",
    );
  });
});

test.each<[string, "creating" | "updating" | "deleting", string]>([
  ["aws_route", "updating", "ReplaceRoute"],
  ["aws_lb_listener_rule", "updating", "ModifyRule"],
  ["aws_ecs_service", "updating", "UpdateService"],
  ["aws_vpc_security_group_ingress_rule", "updating", "ModifySecurityGroupRules"],
  ["aws_vpc_security_group_ingress_rule", "deleting", "RevokeSecurityGroupIngress"],
  ["aws_iam_role", "creating", "CreateRole"],
  ["aws_unheard_of", "updating", ""],
])("%s: the operation for %s is %s", (type, verb, operation) => {
  expect(operationOf(factsOf(type), verb)).toBe(operation);
});
