import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromWire, toWire, type Value } from "../../../packages/offline-aws/protocol/values.ts";
import { newFolder } from "../../support/folder.ts";
import { offline } from "../../support/offline.ts";
import { ProviderClient } from "../../support/provider.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

jest.setTimeout(60_000);

const MODULE = `
  terraform {
    required_providers {
      aws = {
        source = "hashicorp/aws"
      }
    }
    provider_meta "aws" {
      user_agent = ["github.com/example/queue"]
    }
  }
  resource "aws_sqs_queue" "this" {}
  output "account" {
    value = provider::aws::arn_parse("arn:aws:iam::123456789012:role/x").account_id
  }`;

const EXAMPLE = `
  provider "aws" {
    region = "eu-west-1"
  }
  module "queue" {
    source = "../.."
  }
  output "account" {
    value = module.queue.account
  }`;

describeWithTerraform("modules as they are published", () => {
  test("a module above its example, which names itself to AWS and calls functions, is planned", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "examples/simple"), { recursive: true });
    writeFileSync(join(folder, "main.tf"), MODULE);
    writeFileSync(join(folder, "examples/simple/main.tf"), EXAMPLE);
    const commands = "cd examples/simple && terraform init -no-color >init.log && terraform plan -no-color";
    const { code, text } = await offline(folder, ["sh", "-c", commands]);
    expect(text).toContain("module.queue.aws_sqs_queue.this will be created");
    expect(text).toContain('account = "123456789012"');
    expect(code).toBe(0);
  });
});

describe("functions of the provider", () => {
  function call(name: string, ...args: Value[]): unknown {
    const client = ProviderClient.in(newFolder());
    const { result, error } = client.call("CallFunction", { name, arguments: args.map(toWire) });
    return result === undefined ? error : fromWire(result as never);
  }

  const ROLE = "arn:aws:iam::123456789012:role/a/b/c";

  test.each<[string, Value[], Value]>([
    ["arn_build", ["aws", "sns", "eu-west-1", "123456789012", "news"], "arn:aws:sns:eu-west-1:123456789012:news"],
    [
      "arn_parse",
      ["arn:aws:logs:eu-west-1:123456789012:log-group:/x:*"],
      {
        partition: "aws",
        service: "logs",
        region: "eu-west-1",
        account_id: "123456789012",
        resource: "log-group:/x:*",
      },
    ],
    ["trim_iam_role_path", [ROLE], "arn:aws:iam::123456789012:role/c"],
    ["user_agent", ["example", "1.0.0", "a comment"], "example/1.0.0 (a comment)"],
    ["user_agent", ["example", null, null], "example"],
  ])("%s(%j) is %j", (name, args, expected) => {
    expect(call(name, ...args)).toEqual(expected);
  });

  test.each<[string, Value[], string]>([
    ["arn_parse", ["queue"], "arn parsing failed: arn: invalid prefix"],
    ["arn_parse", ["arn:aws:sqs"], "arn parsing failed: arn: not enough sections"],
    ["trim_iam_role_path", ["arn:aws:sqs:eu-west-1:123456789012:x"], 'service must be "iam"'],
    ["trim_iam_role_path", ["arn:aws:iam::123456789012:user/x"], 'resource must begin with "role/"'],
    ["user_agent", ["", null, null], "product_name must be set"],
  ])("%s(%j) is refused: %s", (name, args, text) => {
    expect(call(name, ...args)).toEqual({ text, functionArgument: 0 });
  });
});
