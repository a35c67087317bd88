import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../../../support/folder.ts";
import { offline } from "../../../support/offline.ts";
import { describeWithTerraform } from "../../../support/terraform.ts";

jest.setTimeout(60_000);

const BASE = `
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
provider "aws" {
  region = "us-east-1"
}
variable "named" {
  default = true
}
resource "aws_vpc" "it" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_sqs_queue" "it" {
  name        = var.named ? "orders" : null
  name_prefix = var.named ? null : "orders-"
}
`;

/** Applies the base with something more, and returns what the first command that fails has said. */
async function refusalOf(more: string): Promise<string | undefined> {
  const folder = newFolder();
  writeFileSync(join(folder, "main.tf"), BASE + more);
  await offline(folder, ["terraform", "init", "-input=false"]);
  for (const stage of [["validate"], ["plan", "-input=false"], ["apply", "-input=false", "-auto-approve"]]) {
    const { code, text } = await offline(folder, ["terraform", ...stage, "-no-color"]);
    if (code !== 0) return `${stage[0]}: ${text.replace(/\n[│ ]*/g, " ")}`;
  }
  return undefined;
}

describeWithTerraform("with the real Terraform", () => {
  test("a configuration that AWS takes is applied", async () => {
    expect(await refusalOf("")).toBeUndefined();
  });

  test.each([
    [
      "validate",
      'resource "aws_lb" "it" {\n  name = "internal-x"\n  subnets = ["subnet-0123456789abcdef0"]\n}',
      /cannot begin with "internal-"/,
    ],
    ["plan", 'resource "aws_sqs_queue" "other" {\n  name = "a.b"\n}', /invalid queue name: a\.b/],
    [
      "apply",
      'resource "aws_subnet" "it" {\n  vpc_id = aws_vpc.it.id\n  cidr_block = "192.168.0.0/24"\n}',
      /InvalidSubnet\.Range: The CIDR '192\.168\.0\.0\/24' is invalid/,
    ],
  ])("at %s", async (stage, more, said) => {
    const refusal = await refusalOf(more);
    expect(refusal).toMatch(new RegExp(`^${stage}:`));
    expect(refusal).toMatch(said);
  });
});
