import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AutoscalingRole } from "../../../constructs/iam/autoscaling-role.ts";
import { BuildRole } from "../../../constructs/iam/build-role.ts";
import { InstanceRole } from "../../../constructs/iam/instance-role.ts";
import { PipelineRole, type PipelineRoleProps } from "../../../constructs/iam/pipeline-role.ts";
import { place } from "../../support/place.ts";
import { parse, statements, Template } from "../../support/template.ts";

const repositoryArn = "arn:aws:ecr:eu-west-1:111122223333:repository/shop";

describe("instances", () => {
  const template = Template.of(
    (scope) =>
      new InstanceRole(scope, "instance", {
        name: "r",
        profileName: "p",
        clusterName: "shop",
        repositoryArn,
        logGroupPrefix: "/ecs/shop/",
        place,
      }),
  );
  const policy = statements(template.one(IamRolePolicy).policy);

  test("EC2 takes the role through a profile", () => {
    expect(parse(template.one(IamRole).assume_role_policy)).toMatchObject({
      Statement: [{ Principal: { Service: "ec2.amazonaws.com" } }],
    });
    expect(template.one(IamInstanceProfile).name).toBe("p");
  });

  test("they register with their own cluster only", () => {
    expect(policy.Register).toMatchObject({ Resource: "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" });
    expect(policy.Work).toMatchObject({
      Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" } },
    });
  });

  test("the agent reads the instance's tags, without which it does not start", () => {
    expect(policy.InstanceTags).toMatchObject({ Action: "ec2:DescribeTags" });
  });

  test("Session Manager opens shells on them", () => {
    expect(template.one(IamRolePolicyAttachment).policy_arn).toBe(
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
  });
});

test("autoscaling changes services of its clusters only", () => {
  const template = Template.of(
    (scope) => new AutoscalingRole(scope, "x", { name: "r", clusterNames: ["a", "b"], place }),
  );
  expect(statements(template.one(IamRolePolicy).policy).Services).toMatchObject({
    Action: ["ecs:DescribeServices", "ecs:UpdateService"],
    Resource: ["arn:aws:ecs:eu-west-1:111122223333:service/a/*", "arn:aws:ecs:eu-west-1:111122223333:service/b/*"],
  });
});

test("a build pushes to one repository and reads one source", () => {
  const template = Template.of(
    (scope) =>
      new BuildRole(scope, "x", {
        name: "r",
        policyName: "p",
        projectName: "build",
        sourceRepositoryName: "source",
        artifacts: {
          bucketName: "artifacts",
          keyPrefix: "release/",
          reads: "SourceArtifact",
          writes: ["BuildArtifact"],
        },
        imageRepositoryArn: repositoryArn,
        pushes: true,
        inVpc: false,
        reports: false,
        place,
      }),
  );
  const policy = statements(template.one(IamPolicy, { name: "p" }).policy);
  expect(policy.EcrPush).toMatchObject({ Resource: repositoryArn });
  expect(policy.Source).toMatchObject({
    Action: "codecommit:GitPull",
    Resource: "arn:aws:codecommit:eu-west-1:111122223333:source",
  });
  expect(policy.Artifacts).toMatchObject({ Resource: "arn:aws:s3:::artifacts/release/SourceArti*" });
  expect(policy.Results).toMatchObject({ Resource: "arn:aws:s3:::artifacts/release/BuildArtif*" });
  expect(policy.Logs).toMatchObject({
    Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/codebuild/build:*",
  });
});

describe("pipeline", () => {
  const PROPS: PipelineRoleProps = {
    name: "r",
    pipelineName: "release",
    source: { type: "codecommit", repositoryName: "source" },
    projectNames: ["build"],
    artifactBucketName: "artifacts",
    services: [{ clusterName: "c", serviceName: "web", taskFamily: "web-task-def" }],
    taskRoleArns: ["arn:aws:iam::111122223333:role/task"],
    deployRoleArns: [],
    place,
  };
  const policy = (props: Partial<PipelineRoleProps> = {}) =>
    statements(Template.of((scope) => new PipelineRole(scope, "x", { ...PROPS, ...props })).one(IamRolePolicy).policy);

  test("it hands on the tasks' roles to ECS tasks, and no other role to nobody else", () => {
    expect(policy().PassTaskRoles).toMatchObject({
      Action: "iam:PassRole",
      Resource: "arn:aws:iam::111122223333:role/task",
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
  });

  test("it updates its services only", () => {
    expect(policy().Deploy).toMatchObject({ Resource: "arn:aws:ecs:eu-west-1:111122223333:service/c/web" });
  });

  test("without services it deploys nothing", () => {
    expect(Object.keys(policy({ services: [] }))).toEqual(["Artifacts", "ArtifactBucket", "Source", "Build"]);
  });
});
