import type { App } from "cdktf";
import { Testing } from "cdktf";
import { loadConfig } from "../../config/load.ts";
import type { CicdUpstream } from "../../stacks/cicd-stack.ts";
import type { ClusterOutputs } from "../../stacks/cluster-stack.ts";
import type { IamOutputs } from "../../stacks/iam-stack.ts";
import type { NetworkOutputs } from "../../stacks/network-stack.ts";
import type { RegistryOutputs } from "../../stacks/registry-stack.ts";

/** The demo environment, and the one with every option. */
export const demo = loadConfig({});
export const showcase = loadConfig({ ENVIRONMENT: "showcase" });

export const app = (): App => Testing.app();

/** What upstream stacks publish, as plain values. */
export const network: NetworkOutputs = {
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  natPublicIps: ["203.0.113.1"],
};

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const roleByService = (kind: string) =>
  Object.fromEntries([...demo.services, ...showcase.services].map(({ name }) => [name, role(`${kind}-${name}`)]));

export const iam: IamOutputs = {
  instanceRoleArn: role("instance"),
  instanceProfileName: "instance-profile",
  ecsRoleArn: role("ecs"),
  taskExecutionRoleArn: role("execution"),
  executionRoleArns: roleByService("execution"),
  taskRoleArns: roleByService("task"),
  managedInstancesRoleArn: role("managed-instances"),
  managedInstanceRoleArn: role("ecsInstanceRole"),
  managedInstanceProfileArn: "arn:aws:iam::123456789012:instance-profile/managed",
  externalInstanceRoleArn: role("external"),
  externalInstanceRoleName: "external",
  autoscalingRoleArn: role("autoscaling"),
  buildRoleArn: role("build"),
  releaseRoleArn: role("release"),
  codeDeployRoleArn: role("codedeploy"),
  pipelineRoleArn: role("pipeline"),
  pipelineEventRoleArn: role("event"),
  infrastructurePipelineRoleArn: role("infrastructure-pipeline"),
  planRoleArn: role("plan"),
  applyRoleArn: role("apply"),
};

export const registry: RegistryOutputs = {
  repositoryName: "images",
  repositoryArn: "arn:aws:ecr:us-east-1:123456789012:repository/images",
  repositoryUrl: "registry/images",
};

function clusterOutputs(kind: string): ClusterOutputs {
  const byService = (value: string) =>
    Object.fromEntries([...demo.services, ...showcase.services].map(({ name }) => [name, `${value}-${name}`]));
  return {
    clusterName: `on-${kind}`,
    clusterArn: `arn:${kind}`,
    serviceNames: demo.services.map(({ name }) => name),
    url: `http://${kind}`,
    serviceUrls: byService("http://service"),
    testUrls: byService("http://test"),
    productionListenerArns: byService("arn:production"),
    testListenerArns: byService("arn:test"),
    releaseTaskDefinitions: byService('{"family":'),
    releaseAppSpecs: byService('{"Resources":'),
  };
}

export const upstream: CicdUpstream = {
  network,
  iam,
  registry,
  ec2Cluster: clusterOutputs("ec2"),
  fargateCluster: clusterOutputs("fargate"),
};
