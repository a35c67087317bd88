import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { BuildRole, type BuildRoleProps } from "../../../constructs/cicd/build-role.ts";
import { DeployRole } from "../../../constructs/cicd/deploy-role.ts";
import { type DeployedService, deployStatements } from "../../../constructs/cicd/deploy-statements.ts";
import { PipelineRole } from "../../../constructs/cicd/pipeline-role.ts";
import type { NamedSource } from "../../../constructs/cicd/pipeline-source.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { parse, statements, Template } from "../../support/template.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

describe("the build", () => {
  const sids = (change: Partial<BuildRoleProps> = {}) => {
    const template = Template.of(
      (scope) =>
        new BuildRole(scope, "build", {
          name: "r",
          policyName: "p",
          projectName: "build",
          artifacts: {
            bucketName: "artifacts",
            keyPrefix: "release/",
            reads: "SourceArtifact",
            writes: ["BuildArtifact"],
          },
          imageRepositoryArn: arn("ecr", "repository/shop"),
          pushes: false,
          inVpc: false,
          reports: false,
          awsScope,
          ...change,
        }),
    );
    return Object.keys(statements(template.one(IamPolicy).policy));
  };
  const ALWAYS = ["Logs", "Artifacts", "ArtifactBucket", "EcrLogin", "EcrImages", "Results"];

  test.each<[what: string, change: Partial<BuildRoleProps>, more: string[]]>([
    ["nothing more", {}, []],
    ["clones its source", { sourceRepositoryName: "shop" }, ["Source"]],
    ["pushes images", { pushes: true }, ["EcrPush"]],
    ["runs in the VPC", { inVpc: true }, ["LookAtNetwork", "NetworkInterface", "NetworkInterfaceOfBuild"]],
    ["hands in reports", { reports: true }, ["Reports"]],
  ])("that %s is allowed to", (_, change, more) => {
    expect(sids(change).sort()).toEqual([...ALWAYS, ...more].sort());
  });
});

describe("the pipeline", () => {
  const CONNECTION: NamedSource = {
    type: "connection",
    repository: "acme/shop",
    provider: "github",
    branch: "main",
    paths: [],
    tags: [],
  };

  const policy = (source: NamedSource, deployRoleArns: string[] = []) =>
    statements(
      Template.of(
        (scope) =>
          new PipelineRole(scope, "pipeline", {
            name: "r",
            pipelineName: "release",
            source,
            projectNames: ["build"],
            artifactBucketName: "artifacts",
            services: [],
            taskRoleArns: [],
            deployRoleArns,
            awsScope,
          }),
      ).one(IamRolePolicy).policy,
    );

  test.each<[NamedSource, unknown]>([
    [{ type: "codecommit", repositoryName: "shop", branch: "main" }, arn("codecommit", "shop")],
    [{ type: "ecr", repositoryName: "team/shop", tag: "latest" }, arn("ecr", "repository/team/shop")],
    [{ type: "s3", bucket: "zips", key: "shop.zip" }, "arn:aws:s3:::zips/shop.zip"],
    [CONNECTION, undefined],
  ])("reads of the source %j only %s", (source, resource) => {
    expect(policy(source).Source?.Resource).toEqual(resource);
  });

  test("looks at the bucket of a zip file", () => {
    expect(policy({ type: "s3", bucket: "zips", key: "shop.zip" }).SourceBucket).toMatchObject({
      Resource: "arn:aws:s3:::zips",
    });
  });

  test("takes each role of other environments once, and none where there are no others", () => {
    const roles = ["arn:aws:iam::999988887777:role/a", "arn:aws:iam::999988887777:role/b"];
    expect(policy(CONNECTION, [...roles, ...roles]).OtherEnvironments).toMatchObject({
      Action: "sts:AssumeRole",
      Resource: roles,
    });
    expect(policy(CONNECTION)).not.toHaveProperty("OtherEnvironments");
  });
});

describe("a deployment", () => {
  const byEcs: DeployedService = {
    clusterName: "c",
    serviceName: "web",
    taskFamily: "web-task-def",
    privileged: false,
  };
  const byCodeDeploy: DeployedService = { ...byEcs, serviceName: "shop", codeDeployApplication: "app" };
  const sids = (...services: DeployedService[]) =>
    deployStatements(services, ["arn:task"], awsScope).map(({ sid }) => sid);
  const ANYHOW = ["Revisions", "Register", "TagRevision", "PassTaskRoles"];
  const ECS = ["Deploy", "WatchTasks", "ListTasks"];
  const CODE_DEPLOY = ["StartDeployments", "DeployedRevisions", "DeploymentConfigs"];

  test.each<[what: string, services: DeployedService[], sids: string[]]>([
    ["of nothing takes nothing", [], []],
    ["by ECS takes nothing of CodeDeploy's", [byEcs], [...ECS, ...ANYHOW]],
    ["by CodeDeploy changes no service", [byCodeDeploy], [...CODE_DEPLOY, ...ANYHOW]],
    ["by both takes both", [byEcs, byCodeDeploy], [...ECS, ...CODE_DEPLOY, ...ANYHOW]],
  ])("%s", (_, services, expected) => {
    expect(sids(...services)).toEqual(expected);
  });

  test("registers revisions of its families, and privileged ones only where the environment has them", () => {
    const root: DeployedService = { ...byEcs, taskFamily: "agent-task-def", privileged: true };
    const register = deployStatements([byEcs, root], [], awsScope).filter(({ actions }) =>
      actions.includes("ecs:RegisterTaskDefinition"),
    );
    expect(register).toEqual([
      expect.objectContaining({
        resources: [arn("ecs", "task-definition/web-task-def:*")],
        conditions: { StringNotEqualsIgnoreCase: { "ecs:privileged": "true" } },
      }),
      expect.objectContaining({ resources: [arn("ecs", "task-definition/agent-task-def:*")] }),
    ]);
    expect(register[1]).not.toHaveProperty("conditions");
  });

  test("of services of one cluster names the cluster once", () => {
    const [, watch] = deployStatements([byEcs, { ...byEcs, serviceName: "api" }], [], awsScope);
    expect(watch?.resources).toEqual([arn("ecs", "task/c/*")]);
  });
});

describe("another environment's pipeline", () => {
  const template = Template.of(
    (scope) =>
      new DeployRole(scope, "deploy", {
        name: "deploy",
        deployedFrom: {
          pipelineRoleArn: "arn:aws:iam::999988887777:role/pipeline",
          artifactBucketName: "first-artifacts",
          artifactKeyArn: "arn:aws:kms:eu-west-1:999988887777:key/1",
        },
        services: [{ clusterName: "c", serviceName: "web", taskFamily: "web-task-def", privileged: false }],
        taskRoleArns: ["arn:aws:iam::111122223333:role/task"],
        awsScope,
      }),
  );
  const policy = statements(template.one(IamRolePolicy).policy);

  test("alone takes the role", () => {
    expect(parse(template.one(IamRole).assume_role_policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "arn:aws:iam::999988887777:role/pipeline" },
      },
    ]);
  });

  test("reads its own artifacts, and writes none", () => {
    expect(policy.Artifacts).toMatchObject({
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: "arn:aws:s3:::first-artifacts/*",
    });
    expect(policy.ArtifactKey).toMatchObject({
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: "arn:aws:kms:eu-west-1:999988887777:key/1",
    });
  });

  test("deploys its services as a pipeline of this environment would", () => {
    expect(policy.Deploy).toMatchObject({ Resource: arn("ecs", "service/c/web") });
    expect(policy.PassTaskRoles).toMatchObject({ Resource: "arn:aws:iam::111122223333:role/task" });
  });
});
