import { DataAwsEcrAuthorizationToken } from "@cdktf/provider-aws/lib/data-aws-ecr-authorization-token";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Image } from "@cdktf/provider-docker/lib/image";
import { RegistryImage } from "@cdktf/provider-docker/lib/registry-image";
import type { Config } from "../../config/config.ts";
import { RegistryStack } from "../../stacks/registry-stack.ts";
import { app, demo, showcase } from "../support/outputs.ts";
import { statements, Template } from "../support/template.ts";

const stack = (registry: Partial<Config["registry"]> = {}) =>
  Template.ofStack(new RegistryStack(app(), "registry", demo, { ...demo.registry, ...registry }));

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

  test("others are notified when it is pushed", () => {
    expect(template.outputs().firstImageUri).toMatch(/^\$\{docker_registry_image\..*\.name\}$/);
  });
});

describe("images", () => {
  const [promotion] = showcase.delivery.promotions as [(typeof showcase.delivery.promotions)[number]];

  /** Who may pull them where the pipeline also deploys to environments with these roles. */
  const readers = (...roleArns: string[]) => {
    const promotions = roleArns.map((roleArn) => ({ ...promotion, roleArn }));
    const config = { ...demo, delivery: { ...demo.delivery, promotions } };
    const [policy] = Template.ofStack(new RegistryStack(app(), "registry", config, demo.registry)).all(
      EcrRepositoryPolicy,
    );
    return policy && statements(policy.policy).PullFromOtherAccounts?.Principal;
  };

  test("may be pulled by each account that the pipeline deploys to, listed once", () => {
    const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
    const roleArns = [role("999988887777", "a"), role("210987654321", "a"), role("210987654321", "b")];
    expect(readers(...roleArns)).toEqual({
      AWS: ["arn:aws:iam::210987654321:root", "arn:aws:iam::999988887777:root"],
    });
  });

  test("need no policy for the environment's own account, whose roles have policies", () => {
    expect(readers(`arn:aws:iam::${demo.account}:role/a`)).toBeUndefined();
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
