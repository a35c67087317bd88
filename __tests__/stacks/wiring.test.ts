import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import { type App, Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";
import { BaseStack } from "../../stacks/base-stack.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { Template } from "../support/template.ts";

interface Manifest {
  stacks: Record<string, { dependencies: string[] }>;
}

/** Synthesizes a whole app into a new folder. */
function synthesize(build: (app: App) => void) {
  const app = Testing.app();
  build(app);
  app.synth();
  const read = (file: string) => readFileSync(join(app.outdir, file), "utf8");
  const manifest = JSON.parse(read("manifest.json")) as Manifest;
  return { manifest, stack: (name: string) => Template.parse(read(`stacks/${name}/cdk.tf.json`)) };
}

const environment = (name: string) => loadConfig({ ENVIRONMENT: name });
const { manifest, stack } = synthesize((app) => compose(app, environment("demo")));
const names = ["network", "iam", "registry", "ec2-cluster", "fargate-cluster", "cicd"];

test("the stacks are those of the architecture", () => {
  expect(Object.keys(manifest.stacks).sort()).toEqual([...names].sort());
});

test.each([
  ["network", []],
  ["iam", []],
  ["registry", []],
  ["ec2-cluster", ["network", "iam"]],
  ["fargate-cluster", ["network", "iam"]],
  ["cicd", ["iam", "fargate-cluster", "registry"]],
])("stack %s is deployed after %j", (name, expected) => {
  expect(manifest.stacks[name]?.dependencies).toEqual(expected);
});

test.each(names)("stack %s reads the state of exactly those that it is deployed after", (name) => {
  expect(stack(name).upstream()).toEqual([...(manifest.stacks[name]?.dependencies ?? [])].sort());
});

test.each(names)("every value that stack %s reads is published", (name) => {
  const text = JSON.stringify(stack(name).json);
  const read = text.matchAll(/data\.terraform_remote_state\.([a-z0-9-]+)\.outputs\.([A-Za-z0-9-]+)/g);
  const upstream = stack(name).upstream();
  for (const [, from, output] of upstream.length === 0 ? read : nonEmpty(read))
    expect(Object.keys(stack(from as string).outputs())).toContain(output);
});

test.each(names)("stack %s has no generated outputs, and none that are sensitive", (name) => {
  const text = JSON.stringify(stack(name).json.output ?? {});
  expect(text).not.toContain("cross-stack-output");
  expect(text).not.toContain("sensitive");
});

test("a list is passed as a list", () => {
  expect(JSON.stringify(stack("fargate-cluster").json)).toContain(
    '"subnets":"${data.terraform_remote_state.network.outputs.privateSubnetIds}"',
  );
});

test("a cluster whose service runs the first image is deployed after the registry", () => {
  const { stacks } = synthesize((app) => compose(app, environment("prod"))).manifest;
  expect(stacks["fargate-cluster"]?.dependencies).toContain("registry");
  expect(manifest.stacks["fargate-cluster"]?.dependencies).not.toContain("registry");
});

test.each(names)("stack %s asks AWS nothing to make a plan", (name) => {
  expect(
    Object.keys((stack(name).json.data ?? {}) as object).filter((type) => type !== "terraform_remote_state"),
  ).toEqual([]);
});

test("a reference that bypasses the published outputs is refused", () => {
  class Owner extends BaseStack {
    readonly vpc = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16" });
  }
  class Reader extends BaseStack {
    constructor(app: App, config: Config, vpcId: string) {
      super(app, "reader", config);
      new VpcPeeringConnection(this, "peering", { vpcId, peerVpcId: vpcId });
    }
  }
  const build = () =>
    synthesize((app) => new Reader(app, environment("demo"), new Owner(app, "owner", environment("demo")).vpc.id));
  expect(build).toThrow(
    "aws_vpc.vpc.id of stack owner is used in another stack: publish it in the stack's outputs instead",
  );
});

describe("state", () => {
  const backend = (template: Template) => (template.json.terraform as { backend: object }).backend;
  const remote = (template: Template, name: string) =>
    (template.json.data as { terraform_remote_state: Record<string, { config: object }> }).terraform_remote_state[name]
      ?.config;

  test("local state is a file for each stack, at a relative path that readers have too", () => {
    const { path } = (backend(stack("network")) as { local: { path: string } }).local;
    expect(path).toMatch(/^(\.\.\/)+.*\.terraform-state\/demo\/network\.tfstate$/);
    expect(remote(stack("ec2-cluster"), "network")).toEqual({ path });
  });

  const prod = synthesize((app) => compose(app, environment("prod")));

  test("S3 state is an object for each stack, encrypted and locked by S3", () => {
    expect(backend(prod.stack("network"))).toEqual({
      s3: {
        bucket: "ecs-prod-terraform-state-123456789012",
        key: "ecs-pipeline/prod/network.tfstate",
        region: "us-east-1",
        encrypt: true,
        kms_key_id: "arn:aws:kms:us-east-1:123456789012:alias/ecs-prod-terraform-state-123456789012",
        use_lockfile: true,
      },
    });
  });

  test("readers of S3 state name bucket, key and region", () => {
    expect(remote(prod.stack("cicd"), "iam")).toEqual({
      bucket: "ecs-prod-terraform-state-123456789012",
      key: "ecs-pipeline/prod/iam.tfstate",
      region: "us-east-1",
    });
  });

  test("S3 state may be in another region, and encrypted with a key of the account", () => {
    const config = environment("prod");
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1";
    const elsewhere = { ...config, state: { ...config.state, type: "s3", region: "eu-west-1", kmsKeyArn } } as Config;
    const { stack } = synthesize((app) => compose(app, elsewhere));
    expect(backend(stack("network"))).toMatchObject({
      s3: { region: "eu-west-1", encrypt: true, kms_key_id: kmsKeyArn },
    });
    expect(remote(stack("cicd"), "iam")).toMatchObject({ region: "eu-west-1" });
  });

  test("S3 state may be read and written through a role", () => {
    const config = environment("prod");
    const role_arn = "arn:aws:iam::999988887777:role/state";
    const { stack } = synthesize((app) =>
      compose(app, { ...config, state: { ...config.state, type: "s3", roleArn: role_arn } } as Config),
    );
    expect(backend(stack("network"))).toMatchObject({ s3: { assume_role: { role_arn } } });
    expect(remote(stack("cicd"), "iam")).toMatchObject({ assume_role: { role_arn } });
  });

  test("prod is locked to its account, demo plans without one", () => {
    const provider = (template: Template) => (template.json.provider as { aws: object[] }).aws[0];
    expect(provider(prod.stack("network"))).toMatchObject({ allowed_account_ids: ["123456789012"] });
    expect(provider(stack("network"))).not.toHaveProperty("allowed_account_ids");
  });
});

test("tags say where a resource comes from", () => {
  const [provider] = (stack("registry").json.provider as { aws: { default_tags: unknown }[] }).aws;
  expect(provider?.default_tags).toEqual([
    { tags: { Application: "ecs-demo", Environment: "demo", Stack: "registry", ManagedBy: "terraform" } },
  ]);
});
