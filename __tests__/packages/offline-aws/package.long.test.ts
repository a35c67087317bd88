import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform, run } from "../../support/terraform.ts";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../../..");
const SOURCE = join(ROOT, "packages/offline-aws");

const CONFIGURATION = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags { tags = { Project = "packed" } }
}

variable "zones" {
  type    = set(string)
  default = ["eu-west-1a", "eu-west-1b"]
}

data "aws_caller_identity" "current" {}

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "private" {
  for_each          = var.zones
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, index(tolist(var.zones), each.key))
}

resource "aws_s3_bucket" "logs" { bucket = "logs-\${data.aws_caller_identity.current.account_id}" }

output "subnets" { value = values(aws_subnet.private)[*].arn }
`;

/** What a cdktf project has installed itself. */
const OF_PROJECT = [
  "@cdktf/provider-aws",
  "cdktf",
  "constructs",
  "jest",
  "@swc/core",
  "@swc/jest",
  "@types/jest",
  "@types/node",
];

/** Tests of a cdktf project, as its README shows them. */
const TESTS = `
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { withOfflineAws } from "offline-aws";

const aws = withOfflineAws();

test("the stack is deployed", async () => {
  const stack = new TerraformStack(Testing.app(), "shop");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new SqsQueue(stack, "orders", { name: "orders" });
  await aws.deploy(Testing.fullSynth(stack));
  const names: unknown[] = aws.resources("aws_sqs_queue").map(({ name }) => name);
  expect(names).toEqual(["orders"]);
}, 60_000);
`;

/** Packs the package and installs it in an empty folder; what it depends on is linked, because no registry is asked. */
async function installed(): Promise<string> {
  const folder = newFolder();
  const packed = await run(
    "npm",
    ["pack", "--ignore-scripts=false", "--pack-destination", folder],
    process.env,
    SOURCE,
  );
  if (packed.code !== 0) throw new Error(packed.text);
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const modules = join(folder, "node_modules");
  const target = join(modules, "offline-aws");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(target);
  const unpacked = await run("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"], process.env, folder);
  if (unpacked.code !== 0) throw new Error(unpacked.text);
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
    bin: { "offline-aws": string };
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(manifest.dependencies), ...OF_PROJECT]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  const program = join(target, manifest.bin["offline-aws"]);
  chmodSync(program, 0o755); // as npm does
  symlinkSync(program, join(modules, ".bin/offline-aws"));
  return folder;
}

describeWithTerraform("the packed package, installed in an empty folder", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await installed();
    writeFileSync(join(folder, "main.tf"), CONFIGURATION);
  });

  const offline = (...args: string[]) => {
    const { TF_CLI_CONFIG_FILE: _, PATH, ...env } = process.env;
    const bin = join(folder, "node_modules/.bin");
    return run("offline-aws", args, { ...env, PATH: `${bin}${delimiter}${PATH}` }, folder);
  };

  test("takes a configuration in HCL from init to destroy", async () => {
    expect(await offline("terraform", "init", "-input=false")).toMatchObject({ code: 0 });
    expect(await offline("terraform", "plan", "-detailed-exitcode")).toMatchObject({ code: 2 });
    const applied = await offline("terraform", "apply", "-auto-approve");
    expect(applied.text).toContain("Apply complete! Resources: 4 added, 0 changed, 0 destroyed.");
    expect(applied.text).toMatch(/arn:aws:ec2:eu-west-1:\d{12}:subnet\/subnet-/);
    expect(await offline("terraform", "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
    const destroyed = await offline("terraform", "destroy", "-auto-approve");
    expect(destroyed.text).toContain("Destroy complete! Resources: 4 destroyed.");
  });

  test("refuses what AWS refuses", async () => {
    const broken = newFolder();
    writeFileSync(join(broken, "main.tf"), 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/8" }\n');
    await offline("terraform", `-chdir=${broken}`, "init", "-input=false");
    const { code, text } = await offline("terraform", `-chdir=${broken}`, "plan", "-no-color");
    expect(code).toBe(1);
    expect(text).toContain(
      'expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: 8',
    );
  });

  test("serves the tests of a cdktf project", async () => {
    writeFileSync(join(folder, "shop.test.ts"), TESTS);
    writeFileSync(join(folder, "jest.config.json"), JSON.stringify({ transform: { "\\.ts$": "@swc/jest" } }));
    const jest = await run(process.execPath, [join(ROOT, "node_modules/jest/bin/jest.js")], process.env, folder);
    expect(jest.text).toContain("1 passed, 1 total");
    const options = ["--noEmit", "--strict", "--module", "node20", "--skipLibCheck", "false", "--types", "node,jest"];
    const tsc = await run(join(ROOT, "node_modules/.bin/tsc"), [...options, "shop.test.ts"], process.env, folder);
    expect(tsc.text).toBe("");
  });

  test("has the programs that are found in Terraform's place", () => {
    const bin = join(folder, "node_modules/offline-aws/dist/offline-aws/isolation/bin");
    expect(readdirSync(bin).sort()).toEqual(["terraform", "terraform-binary", "tofu"]);
  });
});
