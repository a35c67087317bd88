import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withOfflineAws } from "../../../packages/offline-aws/testing/with-offline-aws.ts";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform, run } from "../../support/terraform.ts";

jest.setTimeout(120_000);

const CONFIGURATION = `
provider "aws" { region = "eu-west-1" }

ephemeral "aws_secretsmanager_random_password" "new" {
  password_length    = 40
  exclude_characters = "\\"@/\\\\"
}

resource "aws_secretsmanager_secret" "database" { name = "shop/database" }

resource "aws_secretsmanager_secret_version" "database" {
  secret_id                = aws_secretsmanager_secret.database.id
  secret_string_wo         = base64decode("d3JpdHRlbi1vbmx5") # a constant would be in the plan, with the configuration
  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "database" {
  secret_id = aws_secretsmanager_secret_version.database.secret_id
}

resource "aws_ssm_parameter" "copy" {
  name             = "/shop/copy"
  type             = "SecureString"
  value_wo         = ephemeral.aws_secretsmanager_secret_version.database.secret_string
  value_wo_version = 1
}

resource "aws_db_instance" "shop" {
  identifier          = "shop"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "shop"
  password_wo         = ephemeral.aws_secretsmanager_random_password.new.random_password
  password_wo_version = 1
  skip_final_snapshot = true
}

ephemeral "aws_ssm_parameter" "copy" { arn = aws_ssm_parameter.copy.arn }

check "copy" {
  assert {
    condition     = ephemeral.aws_ssm_parameter.copy.value == "written-only"
    error_message = "the parameter is not a copy"
  }
}
`;

describeWithTerraform("ephemeral resources and write-only arguments", () => {
  const aws = withOfflineAws();

  test("go from one to the next without being in a plan or a state", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "main.tf"), CONFIGURATION);
    expect(await aws.deploy(folder)).toMatchObject({ added: 4 }); // a second plan is empty
    const shown = async (...args: string[]) => {
      const { code, text } = await run("terraform", args, aws.environment, folder);
      expect([args, code]).toEqual([args, 0]);
      return text;
    };
    const planned = join(folder, "plan");
    expect(await shown("plan", `-out=${planned}`, "-no-color")).not.toContain("the parameter is not a copy");
    expect(await shown("show", "-json", planned)).not.toContain("written-only");
    const state = await shown("state", "pull");
    expect(state).toContain('"value_wo_version": 1');
    expect(state).not.toContain("written-only");
    expect(aws.resources("aws_ssm_parameter")).toMatchObject([{ value_wo: null, has_value_wo: true }]);
  });

  test("AWS refuses what is not there while it is planned", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "main.tf"),
      'provider "aws" { region = "eu-west-1" }\nephemeral "aws_ssm_parameter" "a" {\n arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/none"\n}\n',
    );
    await expect(aws.deploy(folder)).rejects.toThrow(/GetParameter, .*ParameterNotFound/);
  });
});
