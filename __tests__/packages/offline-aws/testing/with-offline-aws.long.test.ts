import { writeFileSync } from "node:fs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, S3Backend, TerraformStack, Testing } from "cdktf";
import { withOfflineAws } from "../../../../packages/offline-aws/testing/with-offline-aws.ts";
import { newFolder } from "../../../support/folder.ts";
import { describeWithTerraform } from "../../../support/terraform.ts";

jest.setTimeout(180_000);

/** A stack in the region. */
class Stack extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
  }
}

/** A network and what is in it, in two stacks; the second is synthesized first. */
function landscape(parameter: string): App {
  const app = new App({ outdir: newFolder() });
  const subnets = new Stack(app, "a-subnets");
  const network = new Stack(app, "network");
  const vpc = new Vpc(network, "vpc", { cidrBlock: "10.0.0.0/16" });
  new SsmParameter(network, "parameter", { name: "/shop/parameter", type: "String", value: parameter });
  new Subnet(subnets, "subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  app.synth();
  return app;
}

const hcl = (text: string): string => {
  const folder = newFolder();
  writeFileSync(`${folder}/main.tf`, text);
  return folder;
};

describeWithTerraform("tests of a project with an offline AWS", () => {
  const aws = withOfflineAws({
    existing: [{ type: "aws_vpc", id: "vpc-0123456789abcdef0", cidr_block: "10.9.0.0/16" }],
  });
  const values = () => aws.resources("aws_ssm_parameter").map(({ value }) => value);

  test("deploy the stacks of an app in order, change them, and destroy them", async () => {
    expect(await aws.deploy(landscape("a").outdir)).toEqual({ added: 3, changed: 0, destroyed: 0 });
    expect(values()).toEqual(["a"]);
    const changed = landscape("b").outdir;
    expect(await aws.deploy(changed)).toEqual({ added: 0, changed: 1, destroyed: 0 });
    expect(values()).toEqual(["b"]);
    expect(await aws.destroy(changed)).toEqual({ added: 0, changed: 0, destroyed: 3 });
    expect(values()).toEqual([]);
  });

  test("deploy one synthesized stack, whatever its backend", async () => {
    const stack = new Stack(Testing.app(), "remote");
    new S3Backend(stack, { bucket: "states", key: "remote.tfstate", region: "eu-west-1" });
    new SsmParameter(stack, "parameter", { name: "/remote", type: "String", value: "r" });
    await aws.deploy(Testing.fullSynth(stack));
    expect(aws.resources("aws_ssm_parameter")).toMatchObject([{ name: "/remote", value: "r" }]);
    expect(aws.interruptions()).toEqual([]);
  });

  test("find what exists already", async () => {
    const subnet = 'resource "aws_subnet" "a" {\n vpc_id = "vpc-0123456789abcdef0"\n cidr_block = "10.9.1.0/24"\n}\n';
    expect(await aws.deploy(hcl(subnet))).toEqual({ added: 1, changed: 0, destroyed: 0 });
  });

  test("fail with what AWS says", async () => {
    const subnet = 'resource "aws_subnet" "a" {\n vpc_id = "vpc-1234567890abcdef0"\n cidr_block = "10.9.1.0/24"\n}\n';
    await expect(aws.deploy(hcl(subnet))).rejects.toThrow(
      /terraform apply failed:\naws_subnet\.a: creating EC2 Subnet.*InvalidVpcID\.NotFound/s,
    );
  });

  test("fail where a second plan is not empty", async () => {
    const topic = 'resource "aws_sns_topic" "a" {\n display_name = timestamp()\n}\n';
    await expect(aws.deploy(hcl(topic))).rejects.toThrow(
      /a second plan is not empty:\naws_sns_topic\.a: Plan to update\nPlan: 0 to add, 1 to change, 0 to destroy/,
    );
  });

  test("fail on a folder without a configuration", async () => {
    await expect(aws.deploy(newFolder())).rejects.toThrow(
      "has neither a manifest.json of cdktf nor a configuration of Terraform",
    );
  });

  test("know the environment of other commands", () => {
    expect(aws.environment).toMatchObject({ AWS_EC2_METADATA_DISABLED: "true", CDKTF_AUTO_APPROVE: "true" });
  });
});

test("an offline AWS of tests is not there before they run", () => {
  const late = withOfflineAwsOutsideOfTests();
  expect(() => late.resources("aws_vpc")).toThrow("the offline AWS runs in tests, beforeEach and later hooks only");
});

/** With hooks that never run. */
function withOfflineAwsOutsideOfTests() {
  const hooks = { beforeAll: global.beforeAll, afterAll: global.afterAll };
  Object.assign(global, { beforeAll: () => undefined, afterAll: () => undefined });
  try {
    return withOfflineAws();
  } finally {
    Object.assign(global, hooks);
  }
}
