import { EPHEMERAL_RESOURCES } from "../../../packages/offline-aws/ephemeral/ephemeral-resources.ts";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

const aws = ProviderClient.in(newFolder(), { region: "eu-west-1" });

test("every ephemeral resource of the provider is answered", () => {
  expect(Object.keys(EPHEMERAL_RESOURCES).sort()).toEqual([...Catalog.of("aws").ephemeralResources].sort());
});

describe("a secret", () => {
  const secret = aws.create("aws_secretsmanager_secret", { name: "shop/token" });
  const given = { secret_id: secret.id ?? null, secret_string_wo: "s3cret", secret_string_wo_version: 1 };
  const version = aws.create("aws_secretsmanager_secret_version", given);
  const read = (config = {}) => aws.open("aws_secretsmanager_secret_version", { secret_id: "shop/token", ...config });

  test("that was written only is in no state", () => {
    const attributes = { secret_string_wo: null, has_secret_string_wo: true };
    expect(version).toMatchObject({ ...attributes, secret_string_wo_version: 1 });
    expect(JSON.stringify([version, aws.read("aws_secretsmanager_secret_version", version)])).not.toContain("s3cret");
  });

  test("is read by name and by ARN, as an ephemeral resource and as a data source", () => {
    const answer = { secret_string: "s3cret", version_id: version.version_id, arn: secret.arn };
    expect(read()).toMatchObject({ state: answer, errors: [] });
    expect(read({ secret_id: secret.arn, version_id: version.version_id }).state).toMatchObject(answer);
    expect(aws.data("aws_secretsmanager_secret_version", { secret_id: secret.arn ?? null }).state).toMatchObject(
      answer,
    );
  });

  test.each([
    [{ secret_id: "shop/other" }, "ResourceNotFoundException: Secrets Manager can't find the specified secret."],
    [{ version_stage: "OLD" }, "can't find the specified secret value for staging label: OLD"],
    [{ region: "us-east-1" }, "ResourceNotFoundException: Secrets Manager can't find the specified secret."],
  ])("%j is not there", (config, problem) => {
    expect(read(config).errors).toEqual([expect.stringContaining(problem)]);
  });
});

test("a write-only value is sent again when its version changes, and not before", () => {
  const type = "aws_ssm_parameter";
  const config = (value: string, version: number) => ({
    name: "/shop/key",
    type: "SecureString",
    value_wo: value,
    value_wo_version: version,
  });
  const created = aws.create(type, config("one", 1));
  const read = () => aws.open(type, { arn: created.arn ?? null }).state.value;
  expect(created).toMatchObject({ has_value_wo: true, value_wo: null, value: "" });
  expect(read()).toBe("one");
  const described = aws.apply(type, { ...config("two", 1), description: "key" }, created).state;
  expect(read()).toBe("one");
  aws.apply(type, { ...config("two", 2), description: "key" }, described);
  expect(read()).toBe("two");
});

describe("a parameter", () => {
  const parameter = aws.create("aws_ssm_parameter", { name: "flat", type: "SecureString", value: "open" });

  test("is decrypted unless that is not wanted", () => {
    expect(aws.open("aws_ssm_parameter", { arn: parameter.arn ?? null }).state).toMatchObject({
      name: "flat",
      value: "open",
      version: 1,
      with_decryption: true,
    });
    const encrypted = aws.open("aws_ssm_parameter", { arn: parameter.arn ?? null, with_decryption: false }).state;
    expect(encrypted.value).not.toContain("open");
  });

  test.each([
    ["arn:aws:ssm:eu-west-1:123456789012:parameter/none", "ParameterNotFound"],
    ["flat", '"arn" (flat) is an invalid ARN'],
  ])("%s is refused", (arn, problem) => {
    expect(aws.open("aws_ssm_parameter", { arn }).errors[0]).toContain(problem);
  });

  test("of AWS is there too", () => {
    const arn = "arn:aws:ssm:eu-west-1::parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
    expect(aws.open("aws_ssm_parameter", { arn }).state.value).toMatch(/^ami-0[0-9a-f]{16}$/);
  });
});

describe("a password", () => {
  const password = (config = {}) => aws.open("aws_secretsmanager_random_password", config);

  test("has 32 characters of each kind, and is another one each time", () => {
    const [first, second] = [password(), password()].map(({ state }) => String(state.random_password));
    expect(first).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z\d ]).{32}$/);
    expect(first).not.toBe(second);
  });

  test("leaves out what is excluded", () => {
    const only = {
      password_length: 200,
      exclude_punctuation: true,
      exclude_uppercase: true,
      exclude_characters: "abc1",
    };
    expect(password(only).state.random_password).toMatch(/^[d-z02-9]{200}$/);
  });

  test.each([
    [{ password_length: 0 }, "expected password_length to be in the range (1 - 4096), got 0"],
    [{ password_length: 3 }, "InvalidParameterException"],
    [
      { exclude_lowercase: true, exclude_uppercase: true, exclude_numbers: true, exclude_punctuation: true },
      "InvalidParameterException",
    ],
  ])("%j is refused", (config, problem) => {
    expect(password(config).errors[0]).toContain(problem);
  });
});

test("what was encrypted here is decrypted, what was encrypted elsewhere is decrypted to a placeholder", () => {
  const { ciphertext_blob } = aws.create("aws_kms_ciphertext", { key_id: "alias/aws/ssm", plaintext: "open" });
  const secret = [
    { name: "here", payload: ciphertext_blob },
    { name: "there", payload: "AQECAHgaPa0J8WadplGCqqVAr4HNvDaF" },
  ];
  expect(aws.open("aws_kms_secrets", { secret } as never).state.plaintext).toEqual({
    here: "open",
    there: expect.stringMatching(/^plaintext-/),
  });
  const wrong = { secret: [{ name: "a", payload: "no base64" }] };
  expect(aws.open("aws_kms_secrets", wrong).errors[0]).toContain("InvalidCiphertextException");
});

test.each([
  ["aws_eks_cluster_auth", { name: "shop" }, { token: expect.stringMatching(/^k8s-aws-v1\./) }],
  ["aws_ecr_authorization_token", {}, { user_name: "AWS", region: "eu-west-1" }],
])("%s is a token", (type, config, expected) => {
  expect(aws.open(type, config)).toMatchObject({ state: expected, errors: [] });
});

test.each([
  [
    "aws_lambda_invocation",
    { function_name: "none", payload: "{}" },
    "ResourceNotFoundException: Function not found: arn:aws:lambda:eu-west-1:123456789012:function:none",
  ],
  ["aws_lambda_invocation", { function_name: "none", payload: "{" }, '"payload" contains an invalid JSON'],
  [
    "aws_cognito_identity_openid_token_for_developer_identity",
    { identity_pool_id: "eu-west-1:none", logins: { "login.shop": "me" } },
    "ResourceNotFoundException: IdentityPool 'eu-west-1:none' not found.",
  ],
])("%s %j is refused", (type, config, problem) => {
  expect(aws.open(type, config).errors[0]).toContain(problem);
});
