import { DataAwsEcrAuthorizationToken } from "@cdktf/provider-aws/lib/data-aws-ecr-authorization-token";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Image } from "@cdktf/provider-docker/lib/image";
import { RegistryImage } from "@cdktf/provider-docker/lib/registry-image";
import type { Config } from "../../config/config.ts";
import { RegistryStack } from "../../stacks/registry-stack.ts";
import { app, demo } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const stack = (registry: Partial<Config["registry"]> = {}) =>
  Template.ofStack(new RegistryStack(app(), "registry", { ...demo, registry: { ...demo.registry, ...registry } }));

const plain = stack();

test("it publishes the repository", () => {
  expect(plain.one(EcrRepository).name).toBe("ecs-demo-cicd-repo");
  expect(Object.keys(plain.outputs())).toEqual(["repositoryArn", "repositoryName", "repositoryUrl"]);
});

test("without a first image it needs neither Docker nor a login", () => {
  expect(Object.keys(plain.json.provider as object)).toEqual(["aws"]);
  expect(plain.json).not.toHaveProperty("data");
});

describe("with a first image", () => {
  const template = stack({ firstImage: { tag: "first", platform: "linux/arm64" } });
  const image = template.one(Image);

  test("it is built from the project's Dockerfile with BuildKit, for the platform and version that are asked for", () => {
    expect(image.build).toEqual({
      builder: "default",
      context: expect.stringMatching(/^(\.\.\/)+/),
      dockerfile: expect.stringMatching(/^(\.\.\/)+.*Dockerfile$/),
      platform: "linux/arm64",
      build_args: { VERSION: "first" },
    });
  });

  test("it is pushed to the repository once: a change of the application does not push it again", () => {
    expect(image.name).toMatch(/^\$\{aws_ecr_repository\..*\.repository_url\}:first$/);
    expect(image).not.toHaveProperty("triggers");
    expect(template.one(RegistryImage)).toEqual(
      expect.objectContaining({ name: expect.stringMatching(/^\$\{docker_image\./), keep_remotely: true }),
    );
    expect(template.one(RegistryImage)).not.toHaveProperty("triggers");
  });

  test("Docker logs in with a password that AWS is asked for", () => {
    expect(Object.keys(template.json.data as object)).toEqual([DataAwsEcrAuthorizationToken.tfResourceType]);
    const value = (name: string) => `\${data.aws_ecr_authorization_token.login.${name}}`;
    expect((template.json.provider as { docker: object }).docker).toEqual([
      {
        registry_auth: [
          { address: value("proxy_endpoint"), username: value("user_name"), password: value("password") },
        ],
      },
    ]);
  });

  test("others hear of it when it is pushed", () => {
    expect(template.outputs().firstImageUri).toMatch(/^\$\{docker_registry_image\..*\.name\}$/);
  });
});

describe("with copies of Docker Hub's images", () => {
  const credentialsArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";
  const template = stack({ pullThroughCache: { prefix: "hub", credentialsArn } });

  test("ECR makes them under their prefix", () => {
    expect(template.one(EcrPullThroughCacheRule)).toMatchObject({
      ecr_repository_prefix: "hub",
      upstream_registry_url: "registry-1.docker.io",
      credential_arn: credentialsArn,
    });
  });
});
