import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Config } from "../../config/config.ts";
import { CicdStack } from "../../stacks/cicd-stack.ts";
import { Ec2ClusterStack } from "../../stacks/ec2-cluster-stack.ts";
import { FargateClusterStack } from "../../stacks/fargate-cluster-stack.ts";
import { IamStack } from "../../stacks/iam-stack.ts";
import { NetworkStack } from "../../stacks/network-stack.ts";
import { RegistryStack } from "../../stacks/registry-stack.ts";
import { app, demo, iam, network, upstream } from "../support/outputs.ts";
import { parse, Template } from "../support/template.ts";

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
  const template = Template.ofStack(new IamStack(app(), "iam", demo));

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

  test("each service has a task role of its own, which may do nothing", () => {
    const roles = template.all(IamRole).map(({ name }) => name as string);
    expect(roles.filter((name) => name.endsWith("-task-role"))).toHaveLength(demo.services.length);
  });

  test("it publishes every role", () => {
    const arns = Object.keys(template.outputs()).filter((name) => name.includes("Arn"));
    expect(arns).toHaveLength(template.all(IamRole).length);
  });
});

test("the registry publishes the repository", () => {
  const template = Template.ofStack(new RegistryStack(app(), "registry", demo));
  expect(template.one(EcrRepository).name).toBe("ecs-demo-cicd-repo");
  expect(Object.keys(template.outputs())).toEqual(["repositoryArn", "repositoryName", "repositoryUrl"]);
});

describe("ec2-cluster", () => {
  const stack = (config: Config = demo) =>
    Template.ofStack(new Ec2ClusterStack(app(), "ec2-cluster", config, network, iam));
  const template = stack();

  test("it runs the services of this cluster only", () => {
    expect(template.all(EcsService).map(({ name }) => name)).toEqual(["ecs-demo-ec2-service"]);
  });

  test("Container Insights is on", () => {
    expect(template.one(EcsCluster)).toMatchObject({
      name: "ecs-demo-ec2",
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
  });

  test("services wait until the cluster has capacity", () => {
    expect(template.one(EcsService).depends_on).toContainEqual(
      expect.stringMatching(/^aws_ecs_cluster_capacity_providers\./),
    );
  });

  test.each([
    ["public", network.publicSubnetIds],
    ["private", network.privateSubnetIds],
  ] as const)("instances live in the %s subnets", (subnets, ids) => {
    const config = { ...demo, ec2Cluster: { ...demo.ec2Cluster, subnets } };
    expect(stack(config).one(AutoscalingGroup).vpc_zone_identifier).toEqual(ids);
  });
});

describe("fargate-cluster", () => {
  const stack = (config: Config = demo) =>
    Template.ofStack(new FargateClusterStack(app(), "fargate-cluster", config, network, iam));
  const template = stack();

  test("it runs the services of this cluster only", () => {
    expect(template.all(EcsService).map(({ name }) => name)).toEqual(["ecs-demo-fargate-service", "ecs-demo-service"]);
  });

  test("it has Fargate and Fargate Spot", () => {
    expect(template.one(EcsClusterCapacityProviders).capacity_providers).toEqual(["FARGATE", "FARGATE_SPOT"]);
  });

  test("tasks live in private subnets where there are any", () => {
    expect(template.one(EcsService, { name: "ecs-demo-service" }).network_configuration).toMatchObject({
      subnets: network.privateSubnetIds,
      assign_public_ip: false,
    });
  });

  test("in a network without private subnets a task has a public address, to pull its image", () => {
    const small = stack({ ...demo, network: { ...demo.network, privateSubnetCidrs: [] } });
    expect(small.one(EcsService, { name: "ecs-demo-service" }).network_configuration).toMatchObject({
      subnets: network.publicSubnetIds,
      assign_public_ip: true,
    });
  });

  test("the dashboard shows both alarms of the reference", () => {
    const { widgets } = parse(template.one(CloudwatchDashboard).dashboard_body) as {
      widgets: { properties: { title: string } }[];
    };
    expect(widgets.map(({ properties }) => properties.title)).toEqual(["scale-out-alarm", "scale-in-alarm"]);
  });

  test("without a service that scales there is no dashboard", () => {
    expect(stack({ ...demo, services: [] }).all(CloudwatchDashboard)).toEqual([]);
  });
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
});
