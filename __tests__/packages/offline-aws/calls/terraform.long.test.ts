import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deleteResource, drift } from "../../../../packages/offline-aws/cloud/by-others.ts";
import { Cloud } from "../../../../packages/offline-aws/cloud/cloud.ts";
import { Catalog } from "../../../../packages/offline-aws/schema/catalog.ts";
import {
  type WithOfflineAwsOptions,
  withOfflineAws,
} from "../../../../packages/offline-aws/testing/with-offline-aws.ts";
import { Watch } from "../../../../packages/offline-aws/watch/watch.ts";
import { newFolder } from "../../../support/folder.ts";
import { offline } from "../../../support/offline.ts";
import { describeWithTerraform } from "../../../support/terraform.ts";

jest.setTimeout(180_000);

const CONFIGURATION = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_ecs_cluster" "main" { name = "main" }
`;

function configuration(): string {
  const folder = newFolder();
  writeFileSync(join(folder, "main.tf"), CONFIGURATION);
  return folder;
}

const allow = (...actions: string[]) => ({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

describeWithTerraform("calls that fail on request", () => {
  const within = (options: WithOfflineAwsOptions) => withOfflineAws(options);

  describe("for a while, with an error that the provider tries again", () => {
    const aws = within({ fail: ["aws_ecs_cluster:create=ThrottlingException*2"] });
    test("are made in the end", async () => {
      expect(await aws.deploy(configuration())).toMatchObject({ added: 3 });
    });
  });

  describe("for good, with an error that the provider tries again", () => {
    const aws = within({ fail: ["aws_ecs_cluster:create=ThrottlingException"] });
    test("are given up", async () => {
      await expect(aws.deploy(configuration())).rejects.toThrow(
        /aws_ecs_cluster\.main: creating ECS Cluster \(main\): operation error ECS: CreateCluster, exceeded maximum number of attempts, 25, https response error StatusCode: 400, RequestID: [0-9a-f-]+, ThrottlingException: Rate exceeded/,
      );
    });
  });

  describe("once, with another error", () => {
    const aws = within({ fail: ["aws_vpc:create=VpcLimitExceeded*1"], latencyMs: 5 });
    test("end the apply, and the next one succeeds", async () => {
      const folder = configuration();
      await expect(aws.deploy(folder)).rejects.toThrow(
        /CreateVpc, https response error StatusCode: 400, .*VpcLimitExceeded: The maximum number of VPCs has been reached\./,
      );
      expect(aws.resources("aws_vpc")).toEqual([]);
      expect(await aws.deploy(folder)).toMatchObject({ added: 2 });
    });
  });
});

describeWithTerraform("a user with a policy", () => {
  describe("that lacks an action", () => {
    const aws = withOfflineAws({ policy: allow("ec2:*") });
    test("is refused in AWS's words", async () => {
      await expect(aws.deploy(configuration())).rejects.toThrow(
        /StatusCode: 403, .*AccessDeniedException: User: arn:aws:iam::123456789012:user\/offline is not authorized to perform: ecs:CreateCluster on resource: \* because no identity-based policy allows the ecs:CreateCluster action/,
      );
      expect(aws.resources("aws_vpc")).toHaveLength(1);
    });
  });

  test("that was recorded may do what was done, and no more", async () => {
    const folder = configuration();
    const run = (...args: string[]) => offline(folder, args);
    await run("terraform", "init", "-input=false");
    const record = ["--record-permissions", "least.json", "terraform"];
    expect(await run(...record, "apply", "-auto-approve")).toMatchObject({ code: 0 });
    expect(await run(...record, "destroy", "-auto-approve")).toMatchObject({ code: 0 });
    const least = JSON.parse(readFileSync(join(folder, "least.json"), "utf8")) as { Statement: { Action: string[] }[] };
    const actions = least.Statement.flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(["ec2:CreateVpc", "ec2:CreateTags", "ec2:DeleteSubnet"]));
    expect(actions.filter((action) => action.startsWith("ecs:"))).toEqual([
      "ecs:CreateCluster",
      "ecs:DeleteCluster",
      "ecs:DescribeClusters",
    ]);
    expect(await run("--policy", "least.json", "terraform", "apply", "-auto-approve")).toMatchObject({ code: 0 });
    const less = {
      ...least,
      Statement: [...least.Statement, { Effect: "Deny", Action: "ec2:DeleteSubnet", Resource: "*" }],
    };
    writeFileSync(join(folder, "less.json"), JSON.stringify(less));
    const denied = await run("--policy", "less.json", "terraform", "destroy", "-auto-approve", "-no-color");
    expect(denied.code).toBe(1);
    expect(denied.text).toContain("ec2:DeleteSubnet");
    expect(denied.text).toContain("with an explicit deny in an identity-based policy");
  });
});

describeWithTerraform("what changes past Terraform", () => {
  test("is found by the next plan", async () => {
    const folder = configuration();
    const run = (...args: string[]) => offline(folder, args);
    await run("terraform", "init", "-input=false");
    await run("terraform", "apply", "-auto-approve");
    const cloud = new Cloud(join(folder, ".offline-aws", "cloud"));
    const [vpc] = cloud.list("aws_vpc");
    const drifted = await run(
      "--drift",
      `aws_vpc.${vpc?.attributes.id}`,
      "enable_dns_support=false",
      "tags.Name=other",
    );
    expect(drifted.code).toBe(0);
    expect(await run("--delete", "aws_ecs_cluster.main")).toMatchObject({ code: 0 });
    const { text } = await run("terraform", "plan", "-no-color");
    expect(text).toMatch(/enable_dns_support += false -> true/);
    expect(text).toMatch(/"Name" += "other" -> "main"/);
    expect(text).toContain("aws_ecs_cluster.main will be created");
    expect(text).toContain("Plan: 1 to add, 1 to change, 0 to destroy.");
  });
});

describe("changes past Terraform", () => {
  const cloud = new Cloud(join(newFolder(), "cloud"));
  const account = { cloud, catalogs: [Catalog.of("aws")], watch: new Watch(cloud) };
  const put = (type: string, key: string, attributes: object) =>
    cloud.put({ type, key, account: "123456789012", region: "eu-west-1", attributes: { id: key, ...attributes } });
  put("aws_vpc", "123456789012/eu-west-1/vpc-1", { id: "vpc-1", arn: "arn:a", tags: null, tags_all: { p: "q" } });
  put("aws_subnet", "123456789012/eu-west-1/subnet-1", { id: "subnet-1", vpc_id: "vpc-1" });

  test.each([
    ["aws_vpc.vpc-2", "a=b", "no such resource; of aws_vpc there is vpc-1"],
    ["aws_vpc.vpc-1", "cidr_blok=b", "there is no attribute cidr_blok"],
    ["aws_vpc.vpc-1", "enable_dns_support=no", "must be true or false"],
    ["aws_vpc.vpc-1", "enable_dns_support", "must be ATTRIBUTE=VALUE"],
    ["aws_vpc.vpc-1", "cidr_block.x=1", "cidr_block is a string, and has no x"],
    ["aws_vpc.vpc-1", 'tags=["a"]', "must be an object"],
  ])("%s %s is refused", (resource, assignment, problem) => {
    expect(() => drift(account, resource, [assignment])).toThrow(problem);
  });

  test("keep other tags", () => {
    drift(account, "aws_vpc.arn:a", ["tags.Name=x", "cidr_block=10.1.0.0/16"]);
    expect(cloud.list("aws_vpc")[0]?.attributes).toMatchObject({
      cidr_block: "10.1.0.0/16",
      tags: { Name: "x" },
      tags_all: { p: "q", Name: "x" },
    });
  });

  test("are refused where AWS refuses them", () => {
    expect(() => deleteResource(account, "aws_vpc.vpc-1")).toThrow(
      /^--delete aws_vpc\.vpc-1: AWS refuses it: DependencyViolation: /,
    );
    deleteResource(account, "aws_subnet.subnet-1");
    deleteResource(account, "aws_vpc.vpc-1");
    expect(cloud.list("aws_vpc")).toEqual([]);
  });
});
