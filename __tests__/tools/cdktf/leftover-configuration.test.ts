import type { StackJson } from "../../../packages/leftovers/states.ts";
import { configurationFor } from "../../../tools/cdktf/leftover-configuration.ts";

const AWS = "registry.terraform.io/hashicorp/aws";
const AWS_OF_OPENTOFU = "registry.opentofu.org/hashicorp/aws";
const DOCKER = "registry.terraform.io/kreuzwerker/docker";
const stack = (provider: Record<string, object[]>, more: object = {}): StackJson => ({
  terraform: {
    required_version: ">= 1.10.0",
    required_providers: { aws: { source: "aws", version: "1.2.3" } },
    ...more,
  },
  provider,
});
const aws = [{ region: "eu-central-1", allowed_account_ids: ["123456789012"] }];

test.each([AWS, AWS_OF_OPENTOFU])("%s is the provider of a synthesized stack, with its settings", (source) => {
  expect(configurationFor([source], [stack({ aws })])).toEqual({
    terraform: { required_version: ">= 1.10.0", required_providers: { aws: { source: "aws", version: "1.2.3" } } },
    provider: { aws },
  });
});

test("a provider that no stack has any more is one that its bindings hold for", () => {
  const { terraform, provider } = configurationFor([DOCKER], [stack({ aws })]);
  expect(terraform.required_providers).toEqual({
    docker: { source: DOCKER, version: expect.stringMatching(/^~> \d/) },
  });
  expect(provider).toEqual({});
});

test("a provider of OpenTofu that no stack has any more has such a version too", () => {
  const source = "registry.opentofu.org/kreuzwerker/docker";
  const { terraform } = configurationFor([source], [stack({ aws })]);
  expect(terraform.required_providers).toEqual({ docker: { source, version: expect.stringMatching(/^~> \d/) } });
});

test("settings that refer to resources of the synthesized stack are left out", () => {
  const own = { required_providers: { docker: { source: "kreuzwerker/docker" } } };
  const docker = [{ registry_auth: [{ password: "${data.aws_ecr_authorization_token.login.password}" }] }];
  expect(configurationFor([DOCKER], [stack({ docker }, own)]).provider).toEqual({});
});

test("a literal text that looks like a reference does not leave settings out", () => {
  const tagged = [{ ...aws[0], default_tags: [{ tags: { note: "$${HOME}" } }] }];
  expect(configurationFor([AWS], [stack({ aws: tagged })]).provider).toEqual({ aws: tagged });
});

test("what is part of Terraform needs no provider", () => {
  expect(configurationFor(["terraform.io/builtin/terraform"], [stack({ aws })]).terraform.required_providers).toEqual(
    {},
  );
});
