import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Config } from "../../config/config.ts";
import { strategyOf } from "../../packages/deployments/strategy.ts";
import { CicdStack } from "../../stacks/cicd-stack.ts";
import type { Delivering } from "../../stacks/delivering.ts";
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

  test("it publishes the subnets of each tier in the order of the zones, and what private ones are seen as", () => {
    const [template, { publicSubnetCidrs, privateSubnetCidrs }] = [stack(), demo.network];
    const published = (name: string) =>
      (template.outputs()[name] as string[]).map((reference) => template.target(reference));
    expect(template.target(template.outputs().vpcId)).toBe(template.one(Vpc));
    expect(published("publicSubnetIds").map(({ cidr_block }) => cidr_block)).toEqual(publicSubnetCidrs);
    expect(published("privateSubnetIds").map(({ cidr_block }) => cidr_block)).toEqual(privateSubnetCidrs);
    expect(new Set(published("natPublicIps"))).toEqual(new Set(template.all(Eip)));
  });

  test("the VPC has the name of the reference", () => {
    expect(stack().one(Vpc).tags).toEqual({ Name: "ecs-demo-network" });
  });

  describe("in an existing VPC", () => {
    const existing = {
      ...demo.network,
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-1", "subnet-2"],
      privateSubnetIds: ["subnet-3", "subnet-4"],
      routeTableIds: ["rtb-1"],
      endpoints: "none" as const,
    };
    const stackWith = (change: Partial<Config["network"]> = {}) =>
      stack({ ...demo, network: { ...existing, ...change } });

    test("it owns nothing, and publishes what is there", () => {
      expect(stackWith().addresses()).toEqual([]);
      expect(stackWith().outputs()).toEqual({
        vpcId: "vpc-1",
        publicSubnetIds: ["subnet-1", "subnet-2"],
        privateSubnetIds: ["subnet-3", "subnet-4"],
        natPublicIps: [],
      });
    });

    test("it adds endpoints that are asked for", () => {
      const kinds = stackWith({ endpoints: "all" })
        .all(VpcEndpoint)
        .map(({ vpc_endpoint_type, route_table_ids, subnet_ids }) => [
          vpc_endpoint_type,
          route_table_ids ?? subnet_ids,
        ]);
      expect(kinds).toHaveLength(11);
      expect(kinds).toContainEqual(["Gateway", ["rtb-1"]]);
      expect(kinds).toContainEqual(["Interface", ["subnet-3", "subnet-4"]]);
    });
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

  test.each(["-task-role", "-tasks-execution-role"])("each service has its own %s", (end) => {
    const roles = template.all(IamRole).map(({ name }) => name as string);
    expect(roles.filter((name) => name.endsWith(end))).toHaveLength(demo.services.length);
  });

  test.each([
    ["demo", template],
    ["showcase", full],
  ])("in %s it publishes every role that it creates", (_, from) => {
    const arns = Object.entries(from.outputs()).filter(([name]) => name.includes("RoleArn"));
    const created = arns.filter(([, value]) => String(value).startsWith("${"));
    expect(created).toHaveLength(from.all(IamRole).length);
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

  test("starting tasks of a service reads exactly the secrets that it names", () => {
    expect(statements(policyOf("show-web-tasks-execution-role"))).toMatchObject({
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
      "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
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

  test("the pipeline passes the roles of the services that it deploys by CodeDeploy only", () => {
    const { policy } = template.one(IamRolePolicy, { name: "ecs-demo-pipeline-role" });
    const { Resource } = statements(policy).PassTaskRoles as { Resource: string[] };
    expect(Resource).toEqual([
      expect.stringContaining("aws_iam_role.execution-ecs-demo-service-blue-green_"),
      expect.stringContaining("aws_iam_role.task-ecs-demo-service-blue-green_"),
    ]);
  });
});

test("the registry publishes the repository", () => {
  const template = Template.ofStack(new RegistryStack(app(), "registry", demo, demo.registry));
  expect(template.one(EcrRepository).name).toBe("ecs-demo-cicd-repo");
  expect(Object.keys(template.outputs())).toEqual(["repositoryArn", "repositoryName", "repositoryUrl"]);
});

describe("cicd", () => {
  const stack = (config: Delivering = demo) => Template.ofStack(new CicdStack(app(), "cicd", config, upstream));
  const template = stack();
  const full = stack(showcase);

  const stages = (from: Template, name?: string) =>
    from.one(Codepipeline, name === undefined ? {} : { name }).stage as {
      name: string;
      action: Record<string, unknown>[];
    }[];

  test("each service is deployed to its cluster, in its own stage", () => {
    const deployments = stages(template).slice(2);
    expect(deployments.map(({ name, action }) => [name, action[0]?.provider, action[0]?.configuration])).toEqual([
      [
        "Deploy-ecs-demo-service",
        "CodeBuild",
        {
          ProjectName: expect.stringContaining("aws_codebuild_project.deploy_"),
          EnvironmentVariables: JSON.stringify([
            { name: "CLUSTER", value: "ecs-demo-fargate", type: "PLAINTEXT" },
            { name: "SERVICE", value: "ecs-demo-service", type: "PLAINTEXT" },
            { name: "WAIT_MINUTES", value: "60", type: "PLAINTEXT" },
          ]),
        },
      ],
      [
        "Deploy-ecs-demo-service-blue-green",
        "CodeDeployToECS",
        expect.objectContaining({ ApplicationName: expect.any(String) }),
      ],
    ]);
  });

  test("a build waits for a deployment as long as its steps and its tasks may take, and runs a little longer", () => {
    const services = demo.services.map((service) =>
      service.name === "ecs-demo-service"
        ? {
            ...service,
            deployment: {
              ...service.deployment,
              rollout: {
                type: "two-sets" as const,
                shiftedBy: "ECS" as const,
                shift: { type: "canary" as const, percent: 10, minutes: 40 },
                hasTestListener: false,
                approvalMinutes: 0,
                keepOldMinutes: 35,
              },
            },
          }
        : service,
    );
    const slow = stack({ ...demo, services });
    expect(JSON.stringify(stages(slow))).toContain(String.raw`\"WAIT_MINUTES\",\"value\":\"135\"`);
    expect(slow.one(CodebuildProject, { name: "ecs-demo-deploy" }).build_timeout).toBe(145);
  });

  test("where CodeDeploy deploys every service, no build does", () => {
    const delivery = { ...demo.delivery, services: ["ecs-demo-service-blue-green"] };
    const names = stack({ ...demo, delivery })
      .all(CodebuildProject)
      .map(({ name }) => name);
    expect(names).not.toContain("ecs-demo-deploy");
  });

  const variables = (project: string) => {
    const { environment_variable } = template.one(CodebuildProject, { name: project }).environment as {
      environment_variable: { name: string; value: string }[];
    };
    return Object.fromEntries(environment_variable.map(({ name, value }) => [name, value]));
  };

  test("the build knows the repository", () => {
    expect(variables("ecs-cicd-demo-codebuild")).toEqual({ REPOSITORY_URI: "registry/images" });
  });

  test.each([
    ["us-east-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
  ] as const)("in %s an image that others push comes from a registry of %s", (region, partition, domain) => {
    const source = { type: "ecr" as const, repositoryName: "shop", tag: "latest" };
    const config = { ...demo, region, partition, delivery: { ...demo.delivery, source } };
    const project = Template.ofStack(new CicdStack(app(), "cicd", config, upstream)).one(CodebuildProject, {
      name: demo.names.releaseProject,
    });
    expect(project.environment).toMatchObject({
      environment_variable: expect.arrayContaining([
        expect.objectContaining({ value: `123456789012.dkr.ecr.${region}.${domain}/shop` }),
      ]),
    });
  });

  test("the release knows the repository, the container, the gate and the definitions", () => {
    expect(variables("ecs-demo-release")).toEqual({
      REPOSITORY_URI: "registry/images",
      CONTAINER_NAME: "ecs-demo-container",
      SCAN_FAIL_ON: "CRITICAL",
      DEFINITIONS_URI: expect.stringMatching(/^s3:\/\/\$\{aws_s3_bucket\..*\}\/definitions$/),
    });
  });

  test("what a release is made of besides its image is there", () => {
    const objects = template.all(S3Object).map(({ key, content }) => [key, content]);
    expect(objects).toEqual([
      ["definitions/ecs-demo-service-blue-green/appspec.yaml", '{"Resources":-ecs-demo-service-blue-green'],
      ["definitions/ecs-demo-service-blue-green/taskdef.json", '{"family":-ecs-demo-service-blue-green'],
      ["definitions/ecs-demo-service/taskdef.json", '{"family":-ecs-demo-service'],
    ]);
  });

  test("a person can release an earlier image again", () => {
    expect(template.outputs().hotFix).toMatchObject({
      "2. release one again": expect.stringContaining(
        "start-pipeline-execution --name ecs-demo-cicd-CodePipeline --variables name=IMAGE_TAG,value=TAG",
      ),
    });
  });

  test("other environments come last, and ask first", () => {
    const [approve, elsewhere] = stages(full, "show-pipeline").slice(-2);
    expect(approve).toMatchObject({ name: "Approve-elsewhere", action: [{ provider: "Manual" }] });
    expect(elsewhere?.name).toBe("elsewhere");
    expect(elsewhere?.action.map(({ provider, role_arn }) => [provider, role_arn])).toEqual([
      ["ECS", "arn:aws:iam::210987654321:role/other-deploy-role"],
    ]);
  });

  test("results are published to a topic of the environment, for pipeline and deployments", () => {
    const rules = full.all(CodestarnotificationsNotificationRule);
    expect(rules.map(({ name }) => name).sort()).toEqual([
      "show-deployments",
      "show-drift",
      "show-image-check",
      "show-infrastructure",
      "show-pipeline",
    ]);
    expect(full.one(SnsTopicSubscription)).toMatchObject({ protocol: "email", endpoint: "operators@example.com" });
    expect(template.all(CodestarnotificationsNotificationRule)).toEqual([]);
  });

  test("a pushed image is released by the project's own build specification", () => {
    const source = { type: "ecr" as const, repositoryName: "others", tag: "stable" };
    const pushed = stack({ ...demo, delivery: { ...demo.delivery, source } });
    const { source: project } = pushed.one(CodebuildProject, { name: "ecs-cicd-demo-codebuild" });
    expect((project as { buildspec: string }).buildspec).toContain("version: 0.2");
    expect(stages(pushed)[0]?.action[0]).toMatchObject({ provider: "ECR" });
    expect(pushed.outputs()).not.toHaveProperty("sourceRepositoryUrl");
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
    const services = demo.services.filter(({ deployment }) => strategyOf(deployment.rollout).controller === "ECS");
    expect(stack({ ...demo, services }).all(CodedeployApp)).toEqual([]);
  });
});
