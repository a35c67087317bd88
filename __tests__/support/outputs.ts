import type { App, TerraformStack } from "cdktf";
import { Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load.ts";
import type { CicdUpstream } from "../../stacks/cicd-stack.ts";
import { type ClusterOutputs, ClusterStack, type ClusterUpstream } from "../../stacks/cluster-stack.ts";
import { Ec2Capacity } from "../../stacks/ec2-capacity.ts";
import { FargateCapacity } from "../../stacks/fargate-capacity.ts";
import type { IamOutputs } from "../../stacks/iam-stack.ts";
import type { NetworkOutputs } from "../../stacks/network-stack.ts";
import type { RegistryOutputs } from "../../stacks/registry-stack.ts";

type Parts = "registry" | "ec2Cluster" | "fargateCluster" | "delivery";

/** An environment that has every stack, and a load balancer for each cluster. */
export type Whole = Config & {
  readonly [Part in Parts]: NonNullable<Config[Part]>;
} & {
  readonly [Cluster in "ec2Cluster" | "fargateCluster"]: {
    readonly loadBalancer: NonNullable<NonNullable<Config[Cluster]>["loadBalancer"]>;
  };
};

export function whole(environment: string, variables: NodeJS.ProcessEnv = {}): Whole {
  const config = loadConfig({ ...variables, ENVIRONMENT: environment });
  const { registry, ec2Cluster, fargateCluster, delivery } = config;
  if (!registry || !ec2Cluster?.loadBalancer || !fargateCluster?.loadBalancer || !delivery)
    throw new Error(`${environment} lacks a stack or a load balancer`);
  return config as Whole;
}

/** The demo environment, and the one with every option. */
export const demo = whole("demo");
export const showcase = whole("showcase");

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
  deployProjectRoleArn: role("deploy-project"),
  codeDeployRoleArn: role("codedeploy"),
  pipelineRoleArn: role("pipeline"),
  imageCheckRoleArn: role("image-check"),
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
    securityGroupIds: byService("sg"),
    dnsNames: byService("dns"),
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
  clusters: { ec2: clusterOutputs("ec2"), fargate: clusterOutputs("fargate") },
};

/** The stack of a cluster in an environment that has it. */
export function clusterStack(
  kind: "ec2" | "fargate",
  config: Config,
  change: Partial<ClusterUpstream> = {},
): TerraformStack {
  const { ec2Cluster, fargateCluster } = config;
  if (kind === "ec2" && ec2Cluster)
    return new ClusterStack(app(), "ec2-cluster", config, ec2Cluster, Ec2Capacity, { ...upstream, ...change });
  if (kind === "fargate" && fargateCluster)
    return new ClusterStack(app(), "fargate-cluster", config, fargateCluster, FargateCapacity, {
      ...upstream,
      ...change,
    });
  throw new Error(`${config.environment} has no cluster ${kind}`);
}
