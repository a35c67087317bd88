import type { App } from "cdktf";
import { Testing } from "cdktf";
import { loadConfig } from "../../config/load.ts";
import type { CicdUpstream } from "../../stacks/cicd-stack.ts";
import type { IamOutputs } from "../../stacks/iam-stack.ts";
import type { NetworkOutputs } from "../../stacks/network-stack.ts";

/** The demo environment. */
export const demo = loadConfig({});

export const app = (): App => Testing.app();

/** What upstream stacks publish, as plain values. */
export const network: NetworkOutputs = {
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  natPublicIps: ["203.0.113.1"],
};

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

export const iam: IamOutputs = {
  instanceRoleArn: role("instance"),
  instanceProfileName: "instance-profile",
  ecsRoleArn: role("ecs"),
  taskExecutionRoleArn: role("execution"),
  taskRoleArns: Object.fromEntries(demo.services.map(({ name }) => [name, role(`task-${name}`)])),
  autoscalingRoleArn: role("autoscaling"),
  buildRoleArn: role("build"),
  codeDeployRoleArn: role("codedeploy"),
  pipelineRoleArn: role("pipeline"),
  pipelineEventRoleArn: role("event"),
};

export const upstream: CicdUpstream = {
  iam,
  registry: {
    repositoryName: "images",
    repositoryArn: "arn:aws:ecr:us-east-1:123456789012:repository/images",
    repositoryUrl: "registry/images",
  },
  ec2Cluster: { clusterName: "on-ec2", clusterArn: "arn:ec2", capacityProviderName: "capacity", url: "http://ec2" },
  fargateCluster: { clusterName: "on-fargate", clusterArn: "arn:fargate", url: "http://fargate" },
};
