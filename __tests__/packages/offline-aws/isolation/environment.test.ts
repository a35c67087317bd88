import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutAccess } from "../../../../packages/offline-aws/isolation/environment.ts";
import { newFolder } from "../../../support/folder.ts";

test.each([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_ROLE_ARN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_S3",
  "TF_TOKEN_app_terraform_io",
  "TF_CLOUD_ORGANIZATION",
  "TFE_TOKEN",
])("%s does not reach the command", (name) => {
  expect(withoutAccess({ [name]: "value" })).not.toHaveProperty(name);
});

test.each(["AWS_REGION", "AWS_DEFAULT_REGION", "TF_VAR_name", "TF_WORKSPACE", "PATH"])("%s reaches it", (name) => {
  expect(withoutAccess({ [name]: "value" })).toHaveProperty(name, "value");
});

test("neither the files of AWS nor the metadata service give it credentials", () => {
  expect(withoutAccess({ AWS_CONFIG_FILE: "mine", AWS_SHARED_CREDENTIALS_FILE: "mine" })).toEqual({
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  });
});

test("a Terraform CLI configuration reaches it if it exists", () => {
  const file = join(newFolder(), "terraformrc");
  expect(withoutAccess({ TF_CLI_CONFIG_FILE: file })).not.toHaveProperty("TF_CLI_CONFIG_FILE");
  writeFileSync(file, "");
  expect(withoutAccess({ TF_CLI_CONFIG_FILE: file })).toHaveProperty("TF_CLI_CONFIG_FILE", file);
});
