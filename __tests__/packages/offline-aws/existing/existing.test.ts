import { Cloud } from "../../../../packages/offline-aws/cloud/cloud.ts";
import { Existing } from "../../../../packages/offline-aws/existing/existing.ts";
import type { ObjectValue } from "../../../../packages/offline-aws/protocol/values.ts";
import { readProviderConfig } from "../../../../packages/offline-aws/provider/provider-config.ts";
import { Catalog } from "../../../../packages/offline-aws/schema/catalog.ts";
import { newFolder } from "../../../support/folder.ts";
import { ProviderClient } from "../../../support/provider.ts";
import { trust } from "../../../support/refusable.ts";

const AWS = Catalog.of("aws");
const CONFIG = readProviderConfig({ region: "eu-central-1", allowed_account_ids: ["111122223333"] }, {});
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555";

function cloudWith(given: unknown, folder = newFolder()): Cloud {
  const cloud = new Cloud(folder);
  const existing = new Existing(cloud, [AWS], {});
  if (given !== undefined) existing.replace(given);
  existing.place(AWS, CONFIG);
  return cloud;
}

const only = (cloud: Cloud, type: string): ObjectValue => {
  const [resource, ...others] = cloud.list(type);
  if (resource === undefined || others.length > 0) throw new Error(`${1 + others.length} ${type}`);
  return { account: resource.account, region: resource.region, ...resource.attributes };
};

test.each<[string, ObjectValue, ObjectValue]>([
  [
    "an ARN says account, region and name of a key",
    { type: "aws_kms_key", arn: KEY },
    { key_id: "11111111-2222-3333-4444-555555555555", account: "111122223333", region: "eu-central-1" },
  ],
  [
    "an ARN says path and name of a role",
    { type: "aws_iam_role", arn: "arn:aws:iam::111122223333:role/company/web/tasks" },
    { id: "tasks", name: "tasks", path: "/company/web/", region: "global" },
  ],
  [
    "the ARN of a role without a path says its name",
    { type: "aws_iam_role", arn: "arn:aws:iam::111122223333:role/tasks" },
    { name: "tasks", path: "/" },
  ],
  [
    "a name with slashes is a whole one",
    { type: "aws_ecr_repository", arn: "arn:aws:ecr:eu-central-1:111122223333:repository/company/web" },
    { name: "company/web" },
  ],
  [
    "the ARN of a load balancer says its type",
    {
      type: "aws_lb",
      arn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/mqtt/0123456789abcdef",
    },
    { name: "mqtt", load_balancer_type: "network", region: "eu-central-1" },
  ],
  [
    "the ARN of a listener says its load balancer",
    {
      type: "aws_lb_listener",
      arn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shop/0123456789abcdef/1111111111111111",
    },
    {
      load_balancer_arn:
        "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/0123456789abcdef",
    },
  ],
  [
    "without an ARN it is in the account and region of the configuration",
    { type: "aws_vpc", id: "vpc-1" },
    { account: "111122223333", region: "eu-central-1", arn: "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1" },
  ],
])("%s", (_, given, expected) => {
  expect(only(cloudWith([given]), given.type as string)).toMatchObject(expected);
});

test("what exists in another account is not in this one", () => {
  expect(cloudWith([{ type: "aws_kms_key", arn: KEY.replace("1111222", "9999222") }]).list("aws_kms_key")).toEqual([]);
});

test("entries may come in any order", () => {
  const cloud = cloudWith([
    { type: "aws_subnet", id: "subnet-1", vpc_id: "vpc-1" },
    { type: "aws_vpc", id: "vpc-1" },
  ]);
  expect(only(cloud, "aws_subnet")).toMatchObject({ vpc_id: "vpc-1" });
});

test.each<[string, unknown, string]>([
  ["no list", {}, 'must be a list: write [{ "type": "aws_vpc", "id": "vpc-…" }, …]'],
  ["no type", [{ id: "vpc-1" }], '[0] has no type: write { "type": "aws_vpc", "id": "vpc-…" }'],
  [
    "an unknown type",
    [{ type: "aws_vpc" }, { type: "aws_cat" }],
    "[1] aws_cat is not a resource type of the AWS or the Docker provider",
  ],
  ["an unknown attribute", [{ type: "aws_vpc", cidr: "10.0.0.0/16" }], "[0] aws_vpc: has no attribute cidr"],
  ["a number for a text", [{ type: "aws_vpc", id: 1 }], "[0] aws_vpc: id must be a string"],
  ["a text for a list", [{ type: "aws_lb", subnets: "a" }], "[0] aws_lb: subnets must be a list"],
  ["a text for a map", [{ type: "aws_vpc", tags: "a" }], "[0] aws_vpc: tags must be an object"],
  [
    "an unknown attribute of a block",
    [{ type: "aws_lb", access_logs: [{ bukket: "logs" }] }],
    "[0] aws_lb: has no attribute access_logs.bukket",
  ],
  [
    "the same again",
    [
      { type: "aws_vpc", id: "vpc-1" },
      { type: "aws_vpc", id: "vpc-1" },
    ],
    "[1] aws_vpc: is the same as [0]: leave one out",
  ],
  [
    "what is not there",
    [{ type: "aws_subnet", id: "subnet-1", vpc_id: "vpc-2" }],
    "[0] aws_subnet: names the aws_vpc vpc-2, which is not in the list: add it, or leave that attribute out",
  ],
])("%s is refused", (_, given, message) => {
  expect(() => cloudWith(given)).toThrow(message);
});

test("a new list takes the place of the old one, and a later process has it too", () => {
  const folder = newFolder();
  cloudWith([{ type: "aws_vpc", id: "vpc-1" }], folder);
  cloudWith([{ type: "aws_vpc", id: "vpc-2" }], folder);
  expect(only(cloudWith(undefined, folder), "aws_vpc").id).toBe("vpc-2");
});

test("it can be named by what Terraform makes, and is not among that", () => {
  const cloud = new Cloud(newFolder());
  const existing = new Existing(cloud, [AWS], {});
  existing.replace([{ type: "aws_vpc", id: "vpc-1" }]);
  existing.place(AWS, readProviderConfig(null, {}));
  const client = new ProviderClient(cloud);
  client.create("aws_subnet", { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" });
  expect(cloud.types()).toEqual(["aws_subnet"]);
});

test("Terraform can't make it again", () => {
  const cloud = new Cloud(newFolder());
  const existing = new Existing(cloud, [AWS], {});
  existing.replace([{ type: "aws_iam_role", name: "tasks" }]);
  existing.place(AWS, readProviderConfig(null, {}));
  const { errors } = new ProviderClient(cloud).apply("aws_iam_role", {
    name: "tasks",
    assume_role_policy: trust("ecs.amazonaws.com"),
  });
  expect(errors.join()).toContain("EntityAlreadyExists: Role with name tasks already exists.");
});

test("what existed before may have what is not listed: trust, a policy, a gateway, a setting", () => {
  const cloud = new Cloud(newFolder());
  const existing = new Existing(cloud, [AWS], {});
  const bucket = "objects-of-others";
  existing.replace([
    { type: "aws_iam_role", name: "function" },
    { type: "aws_sqs_queue", name: "orders" },
    { type: "aws_s3_bucket", bucket },
    { type: "aws_vpc", id: "vpc-1", cidr_block: "10.0.0.0/16" },
    { type: "aws_subnet", id: "subnet-1", vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" },
  ]);
  existing.place(AWS, readProviderConfig(null, {}));
  const client = new ProviderClient(cloud);
  const role = String(only(cloud, "aws_iam_role").arn);
  const queue_arn = String(only(cloud, "aws_sqs_queue").arn);
  client.create("aws_lambda_function", {
    function_name: "resize",
    role,
    filename: "f.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
  });
  client.create("aws_s3_bucket_notification", { bucket, queue: [{ queue_arn, events: ["s3:ObjectCreated:*"] }] });
  client.create("aws_s3_bucket_policy", {
    bucket,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` }],
    }),
  });
  const { id: allocation_id = null } = client.create("aws_eip", { domain: "vpc" });
  client.create("aws_nat_gateway", { subnet_id: "subnet-1", allocation_id });
  expect(cloud.types()).toContain("aws_nat_gateway");
});
