import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { TerraformStack } from "cdktf";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { may, rolesOf } from "../support/iam.ts";
import { app } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const configOf = (account: string, more: object = {}) =>
  parseConfig(
    {
      ...smallest,
      ...more,
      registry: { repositoryUrl: `${account}.dkr.ecr.us-east-1.amazonaws.com/acme/shop` },
      services: [{ ...smallest.services[0], container: { image: ":1.4.2" } }],
    },
    "test",
  );

const templatesOf = (config: Config): Record<string, Template> => {
  const root = app();
  compose(root, config);
  const stacks = root.node.children as TerraformStack[];
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, Template.ofStack(stack)]));
};

const OTHERS = "arn:aws:ecr:us-east-1:210987654321:repository/acme/shop";
const OWN = "arn:aws:ecr:us-east-1:123456789012:repository/acme/shop";

test("no repository is created, and others know the one that exists", () => {
  const { registry } = templatesOf(configOf("210987654321"));
  expect(registry?.all(EcrRepository)).toEqual([]);
  expect(registry?.outputs()).toEqual({
    repositoryName: "acme/shop",
    repositoryArn: OTHERS,
    repositoryUrl: "210987654321.dkr.ecr.us-east-1.amazonaws.com/acme/shop",
    repositoryPolicy: expect.any(String),
  });
});

const policyOf = (config: Config) =>
  JSON.parse(String(templatesOf(config).registry?.outputs().repositoryPolicy)) as {
    Statement: { Sid: string; Action: string | string[]; Principal: object; Condition?: object }[];
  };

test("the policy for the owner of a repository in another account lets tasks pull", () => {
  expect(policyOf(configOf("210987654321")).Statement).toEqual([
    {
      Sid: "PullFrom123456789012",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    },
  ]);
});

test("with a pipeline it lets the roles of the pipeline do what they may", () => {
  const config = configOf("210987654321", { delivery: { services: ["web"] }, identity: { path: "/team/" } });
  const statements = policyOf(config).Statement;
  for (const [sid, name] of [
    ["Push", config.names.buildRole],
    ["Release", config.names.releaseRole],
  ] as const) {
    const statement = statements.find(({ Sid }) => Sid === sid);
    expect(statement?.Condition).toEqual({
      ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::123456789012:role/team/${name}` },
    });
    const role = rolesOf(config).get(name);
    if (role === undefined) throw new Error("no role");
    for (const action of [statement?.Action ?? []].flat()) expect(may(role, [action, OTHERS])).toBe(true);
    const asked = ["ecr:PutImage", "ecr:DescribeImages", "ecr:DescribeImageScanFindings", "ecr:BatchGetImage"];
    const allowed = asked.filter((action) => may(role, [action, OTHERS]));
    expect([statement?.Action ?? []].flat()).toEqual(expect.arrayContaining(allowed));
  }
});

test("a repository of the account itself needs no policy", () => {
  expect(templatesOf(configOf("123456789012")).registry?.outputs()).not.toHaveProperty("repositoryPolicy");
});

test("earlier images are listed where the repository is", () => {
  const hotFix = templatesOf(configOf("210987654321", { delivery: { services: ["web"] } })).cicd?.outputs().hotFix;
  expect(JSON.stringify(hotFix)).toContain(
    "ecr describe-images --registry-id 210987654321 --repository-name acme/shop",
  );
});

test("an image that is only a tag is in it", () => {
  const cluster = templatesOf(configOf("210987654321"))["fargate-cluster"];
  expect(cluster?.one(EcsTaskDefinition).container_definitions).toMatch(/repositoryUrl\}?[^"]*:1\.4\.2/);
});

test("tasks may pull from exactly it", () => {
  const role = rolesOf(configOf("210987654321")).get("hello-web-tasks-execution-role");
  if (role === undefined) throw new Error("no role");
  expect(may(role, ["ecr:BatchGetImage", OTHERS])).toBe(true);
  expect(may(role, ["ecr:BatchGetImage", OWN])).toBe(false);
});

test("the pipeline pushes to exactly it", () => {
  const config = configOf("123456789012", { delivery: { services: ["web"] } });
  const role = rolesOf(config).get(config.names.buildRole);
  if (role === undefined) throw new Error("no role");
  expect(may(role, ["ecr:PutImage", OWN])).toBe(true);
  expect(may(role, ["ecr:PutImage", "arn:aws:ecr:us-east-1:123456789012:repository/hello-repo"])).toBe(false);
  const projects = templatesOf(config).cicd?.all(CodebuildProject) ?? [];
  expect(JSON.stringify(projects)).toContain("repositoryUrl");
});
