import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Config } from "../../config/config.ts";
import { CicdStack } from "../../stacks/cicd-stack.ts";
import { IamStack } from "../../stacks/iam-stack.ts";
import { NetworkStack } from "../../stacks/network-stack.ts";
import { RegistryStack } from "../../stacks/registry-stack.ts";
import { app, demo, showcase, upstream } from "../support/outputs.ts";
import { statements, Template } from "../support/template.ts";

describe("network", () => {
  const stack = (config: Config = demo) => Template.ofStack(new NetworkStack(app(), "network", config));

  test("it publishes the VPC and its subnets", () => {
    expect(Object.keys(stack().outputs())).toEqual(["natPublicIps", "privateSubnetIds", "publicSubnetIds", "vpcId"]);
    expect(stack().outputs().privateSubnetIds).toHaveLength(2);
  });

  test("the VPC has the name of the reference", () => {
    expect(stack().one(Vpc).tags).toEqual({ Name: "ecs-demo-network" });
  });

  test("flow logs can be left out", () => {
    expect(stack().all(FlowLog)).toHaveLength(1);
    expect(stack({ ...demo, network: { ...demo.network, flowLogRetentionDays: null } }).all(FlowLog)).toEqual([]);
  });
});

describe("iam", () => {
  const stack = (config: Config) => Template.ofStack(new IamStack(app(), "iam", config));
  const template = stack(demo);
  const full = stack(showcase);

  const role = (name: string) => full.one(IamRole, { name });
  const policyOf = (name: string) => full.one(IamRolePolicy, { name }).policy;
  const attached = (from: Template, id: string) =>
    from
      .all(IamRolePolicyAttachment)
      .filter(({ role }) => String(role).includes(`aws_iam_role.${id}`))
      .map(({ policy_arn }) => String(policy_arn).replace("arn:aws:iam::aws:policy/", ""))
      .sort();

  test("every role of the reference is there", () => {
    const names = template.all(IamRole).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "ecs-demo-ec2-role",
        "ecs-demo-ecs-role",
        "ecs-demo-task-execution-role",
        "ecs-demo-asg-role",
        "iam-role-ecs-cicd-demo-codebuild",
        "iam-role-ecs-demo-codedeploy",
      ]),
    );
  });

  test("each service has a task role of its own", () => {
    const roles = template.all(IamRole).map(({ name }) => name as string);
    expect(roles.filter((name) => name.endsWith("-task-role"))).toHaveLength(demo.services.length);
  });

  test.each([
    ["demo", template],
    ["showcase", full],
  ])("in %s it publishes every role", (_, from) => {
    const arns = Object.keys(from.outputs()).filter((name) => name.includes("RoleArn"));
    expect(arns).toHaveLength(from.all(IamRole).length);
  });

  test("a task role may do what its service asks for, and mount its file systems", () => {
    expect(statements(policyOf("show-web-task-role"))).toEqual({
      "0": expect.objectContaining({
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: "arn:aws:s3:::show-uploads/*",
      }),
      Mount1: expect.objectContaining({
        Resource: "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-0123456789abcdef0",
      }),
    });
    expect(template.all(IamRolePolicy).map(({ name }) => name)).not.toContainEqual(expect.stringMatching(/task-role$/));
  });

  test("a task that a shell may be opened in may say so, and write its log", () => {
    expect(Object.keys(statements(policyOf("show-checkout-task-role")))).toEqual([
      "ExecChannels",
      "ExecLogGroups",
      "ExecLog",
    ]);
  });

  test("starting tasks reads exactly the secrets that services name", () => {
    expect(statements(policyOf("show-task-execution-role"))).toMatchObject({
      Secrets: {
        Resource: [
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:show/database-AbCdEf",
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:show/registry-AbCdEf",
        ],
      },
      Parameters: { Resource: "arn:aws:ssm:eu-central-1:123456789012:parameter/show/api-key" },
      Logs: { Resource: "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/show/*" },
    });
    const own = statements(template.one(IamRolePolicy, { name: "ecs-demo-task-execution-role" }).policy);
    expect(Object.keys(own)).toEqual(["EcrLogin", "EcrPull", "Logs"]);
  });

  test("ECS moves traffic; it makes disks and calls hooks only where services have them", () => {
    expect(attached(template, "ecs_")).toEqual(["AmazonECSInfrastructureRolePolicyForLoadBalancers"]);
    expect(attached(full, "ecs_")).toEqual([
      "AmazonECSInfrastructureRolePolicyForLoadBalancers",
      "service-role/AmazonECSInfrastructureRolePolicyForVolumes",
    ]);
    const hook = { Action: "lambda:InvokeFunction", Resource: expect.stringMatching(/:function:check-release$/) };
    expect(statements(policyOf("show-ecs-role"))).toMatchObject({ Hooks: hook });
    expect(statements(policyOf("show-codedeploy-role"))).toMatchObject({ Hooks: hook });
  });

  test("the role of managed instances begins as ECS wants it", () => {
    expect(role("ecsInstanceRole-show")).toBeDefined();
    expect(template.all(IamRole).map(({ name }) => name)).not.toContainEqual(expect.stringMatching(/^ecsInstanceRole/));
  });

  test("the pipeline hands on the roles of delivered services only", () => {
    const { policy } = template.one(IamRolePolicy, { name: "ecs-demo-pipeline-role" });
    const { Resource } = statements(policy).PassTaskRoles as { Resource: string[] };
    expect(Resource).toEqual([
      expect.stringContaining("aws_iam_role.task-execution_"),
      expect.stringContaining("aws_iam_role.task-ecs-demo-service_"),
    ]);
  });
});

test("the registry publishes the repository", () => {
  const template = Template.ofStack(new RegistryStack(app(), "registry", demo));
  expect(template.one(EcrRepository).name).toBe("ecs-demo-cicd-repo");
  expect(Object.keys(template.outputs())).toEqual(["repositoryArn", "repositoryName", "repositoryUrl"]);
});

describe("cicd", () => {
  const stack = (config: Config = demo) => Template.ofStack(new CicdStack(app(), "cicd", config, upstream));
  const template = stack();

  test("each service is deployed to its cluster", () => {
    const stages = template.one(Codepipeline).stage as { action: { configuration: object }[] }[];
    expect(stages.at(-1)?.action.map(({ configuration }) => configuration)).toEqual([
      { ClusterName: "on-fargate", ServiceName: "ecs-demo-service", FileName: "imagedefinitions.json" },
    ]);
  });

  test("the build knows the repository and the container", () => {
    expect(template.one(CodebuildProject).environment).toMatchObject({
      environment_variable: [
        { name: "REPOSITORY_URI", value: "registry/images" },
        { name: "CONTAINER_NAME", value: "ecs-demo-container" },
      ],
    });
  });

  test("CodeDeploy deploys the blue/green service with the numbers of the reference", () => {
    expect(template.one(CodedeployApp)).toMatchObject({ compute_platform: "ECS" });
    expect(template.one(CodedeployDeploymentGroup)).toMatchObject({
      deployment_group_name: "ecs-demo-service-blue-green",
      deployment_config_name: "CodeDeployDefault.ECSCanary10Percent15Minutes",
      service_role_arn: "arn:aws:iam::123456789012:role/codedeploy",
      ecs_service: { cluster_name: "on-fargate", service_name: "ecs-demo-service-blue-green" },
      blue_green_deployment_config: {
        terminate_blue_instances_on_deployment_success: { termination_wait_time_in_minutes: 60 },
      },
      load_balancer_info: {
        target_group_pair_info: {
          prod_traffic_route: { listener_arns: ["arn:production-ecs-demo-service-blue-green"] },
          test_traffic_route: { listener_arns: ["arn:test-ecs-demo-service-blue-green"] },
          target_group: [{ name: "bluegreen1" }, { name: "bluegreen2" }],
        },
      },
    });
  });

  test("without a service that CodeDeploy deploys there is no CodeDeploy", () => {
    const services = demo.services.filter(({ deployment }) => deployment.type !== "codedeploy-blue-green");
    expect(stack({ ...demo, services }).all(CodedeployApp)).toEqual([]);
  });
});
