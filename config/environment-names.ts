import * as v from "valibot";
import type { Finding } from "./finding.ts";
import { cloudName, givenName, type NameKind, nameKey } from "./names.ts";

/**
 * Names of what an environment has once: the kind, and the pattern of the default with `*` for the environment's name.
 * Comments here are those of the fields of `names`.
 */
const NAMES = {
  /** CodeBuild project that applies the stacks. @default `NAME-apply` */
  applyProject: ["buildProject", "*-apply"],
  /** Role of the CodeBuild project that applies the stacks. @default `NAME-apply-role` */
  applyRole: ["role", "*-apply-role"],
  /** Approval rule template of the CodeCommit repository. @default `NAME-approvals` */
  approvalRule: ["approvalRule", "*-approvals"],
  /** Bucket of the pipeline's artifacts. @default `NAME-artifacts-ACCOUNT-REGION` */
  artifactBucket: ["bucket", "*-artifacts"],
  /** Alias of the KMS key that encrypts the pipeline's artifacts. @default `NAME-artifacts` */
  artifactKey: ["keyAlias", "*-artifacts"],
  /** Bucket of the log of requests to the bucket of artifacts. @default `NAME-artifact-logs-ACCOUNT-REGION` */
  artifactLogBucket: ["bucket", "*-artifact-logs"],
  /** Auto Scaling group of the EC2 cluster. @default `NAME-ec2` */
  autoScalingGroup: ["autoScalingGroup", "*-ec2"],
  /**
   * Role for Application Auto Scaling. Scaling here uses the service-linked role, so it is created only if it has a
   * name.
   * @default `NAME-asg-role`
   */
  autoscalingRole: ["role", "*-asg-role"],
  /** Policy of the role that builds images. @default `NAME-codebuild-policy` */
  buildPolicy: ["policy", "*-codebuild-policy"],
  /** CodeBuild project that builds images. @default `NAME-codebuild` */
  buildProject: ["buildProject", "*-codebuild"],
  /** Role of the CodeBuild project that builds images. @default `NAME-codebuild-role` */
  buildRole: ["role", "*-codebuild-role"],
  /** Role with which CodeDeploy shifts traffic. @default `NAME-codedeploy-role` */
  codeDeployRole: ["role", "*-codedeploy-role"],
  /** CodeDeploy application of the services that CodeDeploy deploys. @default `NAME-codedeploy` */
  codeDeployApplication: ["deploymentApplication", "*-codedeploy"],
  /** Role with which the pipeline of another environment deploys here. @default `NAME-deploy-role` */
  deployRole: ["role", "*-deploy-role"],
  /** Bucket of the access logs of the EC2 cluster's load balancer. @default `NAME-ec2-access-logs-ACCOUNT-REGION` */
  ec2AccessLogBucket: ["bucket", "*-ec2-access-logs"],
  /** ECS cluster on EC2 instances. @default `NAME-ec2` */
  ec2Cluster: ["cluster", "*-ec2"],
  /** Alias of the KMS key that encrypts shells (ECS Exec) and their log on the EC2 cluster. @default `NAME-ec2-exec` */
  ec2ExecKey: ["keyAlias", "*-ec2-exec"],
  /** Load balancer of the EC2 cluster. @default `NAME-ec2` */
  ec2LoadBalancer: ["loadBalancer", "*-ec2"],
  /** Bucket of the access logs of the EC2 cluster's Network Load Balancer. @default `NAME-ec2-nlb-logs-ACCOUNT-REGION` */
  ec2NetworkAccessLogBucket: ["bucket", "*-ec2-nlb-logs"],
  /** Network Load Balancer of the EC2 cluster. @default `NAME-ec2-nlb` */
  ec2NetworkLoadBalancer: ["loadBalancer", "*-ec2-nlb"],
  /** Role of the EC2 cluster's instances. @default `NAME-ec2-role` */
  ec2Role: ["role", "*-ec2-role"],
  /** Web ACL of AWS WAF for the EC2 cluster's load balancer. @default `NAME-ec2` */
  ec2WebAcl: ["webAcl", "*-ec2"],
  /**
   * Role with which ECS registers targets, attaches EBS volumes and calls hooks. Created if a service needs it, or if
   * it is named here.
   * @default `NAME-ecs-role`
   */
  ecsRole: ["role", "*-ecs-role"],
  /** Role of external instances (ECS Anywhere). @default `NAME-external-instance-role` */
  externalInstanceRole: ["role", "*-external-instance-role"],
  /**
   * Bucket of the access logs of the Fargate cluster's load balancer.
   * @default `NAME-fargate-access-logs-ACCOUNT-REGION`
   */
  fargateAccessLogBucket: ["bucket", "*-fargate-access-logs"],
  /** ECS cluster on Fargate. @default `NAME-fargate` */
  fargateCluster: ["cluster", "*-fargate"],
  /**
   * Alias of the KMS key that encrypts shells (ECS Exec) and their log on the Fargate cluster.
   * @default `NAME-fargate-exec`
   */
  fargateExecKey: ["keyAlias", "*-fargate-exec"],
  /** Load balancer of the Fargate cluster. @default `NAME-fargate` */
  fargateLoadBalancer: ["loadBalancer", "*-fargate"],
  /** Bucket of the access logs of the Fargate cluster's Network Load Balancer. @default `NAME-fargate-nlb-logs-ACCOUNT-REGION` */
  fargateNetworkAccessLogBucket: ["bucket", "*-fargate-nlb-logs"],
  /** Network Load Balancer of the Fargate cluster. @default `NAME-fargate-nlb` */
  fargateNetworkLoadBalancer: ["loadBalancer", "*-fargate-nlb"],
  /** Web ACL of AWS WAF for the Fargate cluster's load balancer. @default `NAME-fargate` */
  fargateWebAcl: ["webAcl", "*-fargate"],
  /** Bucket of the VPC flow logs. @default `NAME-flow-logs-ACCOUNT-REGION` */
  flowLogBucket: ["bucket", "*-flow-logs"],
  /** EventBridge rule of GuardDuty findings. @default `NAME-findings` */
  findingRule: ["eventRule", "*-findings"],
  /** ECR repository of the environment's images. @default `NAME-repo` */
  imageRepository: ["imageRepository", "*-repo"],
  /** Bucket of the infrastructure pipeline's plans and reviews. @default `NAME-infrastructure-ACCOUNT-REGION` */
  infrastructureBucket: ["bucket", "*-infrastructure"],
  /** Alias of the KMS key that encrypts plans and reviews. @default `NAME-infrastructure` */
  infrastructureKey: ["keyAlias", "*-infrastructure"],
  /** Notification rule for results of the infrastructure pipeline. @default `NAME-infrastructure` */
  infrastructureNotification: ["notificationRule", "*-infrastructure"],
  /** Pipeline that plans and applies the stacks. @default `NAME-infrastructure` */
  infrastructurePipeline: ["pipeline", "*-infrastructure"],
  /** Role of the infrastructure pipeline. @default `NAME-infrastructure-pipeline-role` */
  infrastructurePipelineRole: ["role", "*-infrastructure-pipeline-role"],
  /** Notification rule for drift. @default `NAME-drift` */
  driftNotification: ["notificationRule", "*-drift"],
  /** Pipeline that finds drift of the stacks. @default `NAME-drift` */
  driftPipeline: ["pipeline", "*-drift"],
  /** EventBridge rule that starts the pipeline that finds drift. @default `NAME-drift-trigger` */
  driftTrigger: ["eventRule", "*-drift-trigger"],
  /** EventBridge rule that starts the infrastructure pipeline. @default `NAME-infrastructure-trigger` */
  infrastructureTrigger: ["eventRule", "*-infrastructure-trigger"],
  /** Notification rule for tasks that run another image than the pipeline has deployed. @default `NAME-image-check` */
  imageCheckNotification: ["notificationRule", "*-image-check"],
  /** CodeBuild project that compares images of running tasks with those that the pipeline has deployed. @default `NAME-image-check` */
  imageCheckProject: ["buildProject", "*-image-check"],
  /** Role of the CodeBuild project that compares images of running tasks. @default `NAME-image-check-role` */
  imageCheckRole: ["role", "*-image-check-role"],
  /** EventBridge rule that starts the comparison of images. @default `NAME-image-check` */
  imageCheckTrigger: ["eventRule", "*-image-check"],
  /** Instance profile of the EC2 cluster's instances. @default `NAME-instance-profile` */
  instanceProfile: ["instanceProfile", "*-instance-profile"],
  /** Launch template of the EC2 cluster's instances. @default `NAME-ec2` */
  launchTemplate: ["launchTemplate", "*-ec2"],
  /** Instance profile of ECS Managed Instances. @default `NAME-managed-instance-profile` */
  managedInstanceProfile: ["instanceProfile", "*-managed-instance-profile"],
  /** Role with which ECS starts ECS Managed Instances. @default `NAME-managed-instances-role` */
  managedInstancesRole: ["role", "*-managed-instances-role"],
  /** Tag `Name` of the VPC; those of its subnets and gateways begin with it. @default `NAME-network` */
  network: ["tag", "*-network"],
  /** Alias of the KMS key that encrypts notifications. @default `NAME-notifications` */
  notificationKey: ["keyAlias", "*-notifications"],
  /** SNS topic of notifications. @default `NAME-notifications` */
  notificationTopic: ["topic", "*-notifications"],
  /** Connection to GitHub, GitLab or Bitbucket. @default `NAME-source` */
  connection: ["connection", "*-source"],
  /** Pipeline that releases images. @default `NAME-pipeline` */
  pipeline: ["pipeline", "*-pipeline"],
  /** Notification rule for CodeDeploy's deployments. @default `NAME-deployments` */
  deploymentNotification: ["notificationRule", "*-deployments"],
  /** Notification rule for results of the pipeline. @default `NAME-pipeline` */
  pipelineNotification: ["notificationRule", "*-pipeline"],
  /** Role with which EventBridge starts pipelines. @default `NAME-pipeline-event-role` */
  pipelineEventRole: ["role", "*-pipeline-event-role"],
  /** Role of the pipeline that releases images. @default `NAME-pipeline-role` */
  pipelineRole: ["role", "*-pipeline-role"],
  /** EventBridge rule that starts the pipeline. @default `NAME-pipeline-trigger` */
  pipelineTrigger: ["eventRule", "*-pipeline-trigger"],
  /** EventBridge rule that detects who else assumes a role of the delivery. @default `NAME-role-use` */
  roleUseRule: ["eventRule", "*-role-use"],
  /** CodeBuild project that deploys releases by ECS. @default `NAME-deploy` */
  deployProject: ["buildProject", "*-deploy"],
  /** Role of the CodeBuild project that deploys releases by ECS. @default `NAME-deploy-project-role` */
  deployProjectRole: ["role", "*-deploy-project-role"],
  /** CodeBuild project that plans the stacks. @default `NAME-plan` */
  planProject: ["buildProject", "*-plan"],
  /** Role of the CodeBuild project that plans the stacks. @default `NAME-plan-role` */
  planRole: ["role", "*-plan-role"],
  /** CodeBuild project that makes a release of an image. @default `NAME-release` */
  releaseProject: ["buildProject", "*-release"],
  /** Role of the CodeBuild project that makes a release of an image. @default `NAME-release-role` */
  releaseRole: ["role", "*-release-role"],
  /** CodeCommit repository of the source. @default `NAME-source` */
  sourceRepository: ["sourceRepository", "*-source"],
  /**
   * Execution role for tasks that belong to no service. Each service has its own, so it is created only if it has a
   * name.
   * @default `NAME-task-execution-role`
   */
  taskExecutionRole: ["role", "*-task-execution-role"],
  /** CloudTrail trail. @default `NAME-trail` */
  trail: ["trail", "*-trail"],
  /** Bucket of the CloudTrail trail. @default `NAME-trail-ACCOUNT-REGION` */
  trailBucket: ["bucket", "*-trail"],
  /** Capacity provider of the Auto Scaling group. @default `capacity-NAME-ec2` */
  capacityProvider: ["capacityProvider", "capacity-*-ec2"],
  /** Capacity provider of ECS Managed Instances. @default `capacity-NAME-managed` */
  managedCapacityProvider: ["capacityProvider", "capacity-*-managed"],
  /** Role of ECS Managed Instances. @default `ecsInstanceRole-NAME` */
  managedInstanceRole: ["managedInstanceRole", "ecsInstanceRole-*"],
} as const satisfies Record<string, readonly [NameKind, string]>;

/** Kinds of names in IAM. */
const OF_IAM: readonly NameKind[] = ["instanceProfile", "managedInstanceRole", "policy", "role"];

/** Field of `names`. */
export type NameKey = keyof typeof NAMES;

/** What a field of `names` names; AWS has each name of a kind once. */
export function kindOfName(key: NameKey): string {
  const [kind] = NAMES[key];
  return kind === "managedInstanceRole" ? "role" : kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Every name that an environment has once. */
export type Names = Record<NameKey, string>;

const ALL_NAMES = Object.entries(NAMES) as [NameKey, readonly [NameKind, string]][];

/** An object with other values at the same keys, which keep their comments. */
const mapValues = <T extends object, R>(object: T, change: (value: T[keyof T]) => R) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)])) as { [K in keyof T]: R };

/** Custom names of what an environment has once. */
export const names = v.strictObject(mapValues(NAMES, ([kind]) => v.optional(givenName(kind))));

/** Finds names that two things of one kind would share. */
export function checkNames(given: v.InferOutput<typeof names>): Finding[] {
  const taken = new Map<string, string>();
  return ALL_NAMES.flatMap(([key, [kind]]) => {
    const name = given[key];
    if (name === undefined) return [];
    const other = taken.get(nameKey(kind, name));
    taken.set(nameKey(kind, name), key);
    return other === undefined
      ? []
      : [{ path: [key], message: `is also the name of names.${other}: give each its own` }];
  });
}

interface Named {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly identity: { readonly namePrefix?: string };
}

/**
 * Completes the names of an environment. Bucket names are shared with the whole world, so they get account and region; names
 * of IAM get the prefix of the company, with which they keep to the form of a role.
 */
export function resolveNames(
  given: v.InferOutput<typeof names>,
  { name, account, region, identity: { namePrefix } }: Named,
): Names {
  const nameOf = (kind: NameKind, pattern: string) => {
    const own = pattern.replace("*", () => name);
    if (kind === "bucket") return cloudName(kind, `${own}-${account}-${region}`);
    if (namePrefix === undefined || !OF_IAM.includes(kind)) return cloudName(kind, own);
    return cloudName(kind === "managedInstanceRole" ? "role" : kind, namePrefix + own);
  };
  const resolved = ALL_NAMES.map(([key, [kind, pattern]]) => [key, given[key] ?? nameOf(kind, pattern)]);
  return Object.fromEntries(resolved) as Names;
}
