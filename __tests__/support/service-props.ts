import type { AgentConfig } from "../../config/clusters/ec2-cluster.ts";
import type { ClusterLoadBalancer, InstanceSettings } from "../../config/clusters/resolve.ts";
import type { ServiceConfig } from "../../config/config.ts";
import type { ContainerConfig } from "../../config/services/container.ts";
import type { ResolvedDeployment } from "../../config/services/rollout.ts";
import type { ApplicationRouteConfig } from "../../config/services/route.ts";
import type { StepConfig } from "../../config/services/scaling.ts";
import type { ServiceConnectConfig } from "../../config/services/service-connect.ts";
import type { RequestTarget, RunningTasksProps } from "../../constructs/ecs/running-tasks.ts";
import type { ServiceTaskProps } from "../../constructs/ecs/service-task.ts";
import type { TaskHost } from "../../constructs/ecs/task-host.ts";
import type { Shift, TwoSets } from "../../packages/deployments/rollout.ts";

/** A container that asks for nothing. */
export const container: ContainerConfig = {
  name: "app",
  image: "nginx:1.29",
  port: 8080,
  ports: [],
  environment: {},
  secrets: {},
  environmentFiles: [],
  dependsOn: [],
  readOnlyRootFilesystem: false,
  addCapabilities: [],
  dropCapabilities: [],
  privileged: false,
  systemControls: {},
  labels: {},
  versionConsistency: true,
  init: false,
  ulimits: {},
  mounts: [],
};

const rest = { hooks: [], codeDeployHooks: {}, test: undefined, configName: "web-shift" };

const twoSets = (shiftedBy: TwoSets["shiftedBy"], shift: Shift): ResolvedDeployment => ({
  rollout: { type: "two-sets", shiftedBy, shift, hasTestListener: false, approvalMinutes: 0, keepOldMinutes: 5 },
  circuitBreaker: false,
  ...rest,
});

/** A deployment of each kind. */
export const deployments = {
  rolling: {
    rollout: { type: "rolling", minimumHealthyPercent: 100, maximumPercent: 200 },
    circuitBreaker: true,
    ...rest,
  },
  codeDeploy: twoSets("CodeDeploy", { type: "all-at-once" }),
  blueGreen: twoSets("ECS", { type: "all-at-once" }),
  linear: twoSets("ECS", { type: "linear", percent: 20, minutes: 3 }),
  canary: twoSets("ECS", { type: "canary", percent: 10, minutes: 15 }),
} satisfies Record<string, ResolvedDeployment>;

/** A service that only calls others by name. */
export const serviceConnect: ServiceConnectConfig = { protocol: "http", further: [] };

/** A service of one container on instances, which nothing reaches. */
export const service: ServiceConfig = {
  name: "web",
  cluster: "ec2",
  clusterName: "shop",
  execLogGroupName: "/ecs/shop/exec",
  taskFamily: "web-task-def",
  container,
  sidecars: [],
  volumes: [],
  logs: { type: "cloudwatch", retentionDays: 30 },
  logGroupName: "/ecs/web",
  repositoryArns: [],
  reads: [],
  taskRole: { statements: [], managedPolicyArns: [] },
  taskRoleName: "web-task",
  executionRoleName: "web-tasks-execution",
  exec: false,
  capacity: [{ provider: "instances", weight: 1, base: 0 }],
  os: "linux",
  architecture: "x86_64",
  platformVersion: "LATEST",
  networkMode: "bridge",
  securityGroupName: "web-tasks",
  instanceMetadata: false,
  scheduling: "replica",
  placement: { constraints: [] },
  zoneRebalancing: true,
  waitForSteadyState: true,
  desiredCount: 2,
  deployment: deployments.rolling,
  delivered: false,
  promoted: false,
  needsEcsRole: false,
  targetGroupNames: ["web"],
  stageName: "Deploy-web",
  route: undefined,
  outbound: [],
  inbound: [],
  securityGroupIds: [],
  scaling: undefined,
  alarms: [],
  serviceDiscovery: undefined,
  dashboardName: "web",
  managedTags: true,
  propagateTags: "service",
  overrides: [],
};

/** Instances behind a capacity provider. */
export const host: TaskHost = {
  platform: "EC2",
  capacity: [{ provider: "capacity", weight: 1, base: 0 }],
  placement: { constraints: [] },
  runArguments: "--launch-type EC2",
  dependsOn: [],
};

/** The task of the service. */
export const task: ServiceTaskProps = {
  service,
  platform: "EC2",
  executionRoleArn: "arn:execution",
  taskRoleArn: "arn:task",
  region: "eu-west-1",
  keepRevisions: false,
};

/** What the service runs with. */
export const running: RunningTasksProps = {
  service,
  host,
  clusterArn: "arn:cluster",
  taskDefinitionArn: "arn:task-definition:7",
  rollbackAlarmNames: [],
  infrastructureRoleArn: "arn:infrastructure",
  dependsOn: [],
};

/** Where its requests come from, with two target groups. */
export const target: RequestTarget = {
  targetGroupArns: ["arn:first", "arn:second"],
  ruleArn: "arn:rule",
};

/** All requests of a load balancer. */
export const route: ApplicationRouteConfig = {
  type: "application",
  priority: 7,
  paths: ["*"],
  hosts: [],
  headers: {},
  protocol: "HTTP1",
  targetProtocol: "HTTP",
  healthCheck: {
    path: "/healthz",
    codes: "200-299",
    intervalSeconds: 6,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    graceSeconds: 0,
  },
  deregistrationDelaySeconds: 30,
  slowStartSeconds: 0,
  stickySeconds: 0,
};

/** A load balancer with plain HTTP alone. */
export const loadBalancer: ClusterLoadBalancer = {
  name: "shop",
  existing: undefined,
  scheme: "internet-facing",
  ipAddressType: undefined,
  port: 80,
  allowedCidrs: ["0.0.0.0/0"],
  domain: undefined,
  domains: [],
  certificateArns: [],
  secure: false,
  authenticates: false,
  allowedPrefixListIds: [],
  securityGroupIds: [],
  tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  http2: true,
  dropInvalidHeaders: true,
  responseHeaders: { noSniff: false, server: true },
  connectionLogs: false,
  furtherListeners: [],
  idleTimeoutSeconds: 30,
  deletionProtection: false,
  accessLogDays: null,
  accessLogBucketName: "shop-access",
  webAclName: "shop",
};

/** A step of scaling. */
export const step: StepConfig = {
  policyName: "policy",
  alarmName: "alarm",
  cpuPercent: 60,
  tasks: 2,
  periodSeconds: 300,
  periods: 3,
  cooldownSeconds: 120,
};

/** Settings of the ECS agent. */
export const agent: AgentConfig = {
  reservedMemoryMiB: 256,
  imagePullBehavior: "prefer-cached",
  imageCleanupMinutes: 45,
  logLevel: "warn",
  attributes: {},
};

/** A cluster on instances. */
export const instances: InstanceSettings = {
  hasGpus: false,
  containerInsights: "enabled",
  execLogRetentionDays: 90,
  instanceTypes: ["t3.small", "t3a.small"],
  systemsManager: "sessions",
  architecture: "x86_64",
  image: "amazon-linux-2023",
  instances: { min: 1, desired: 2, max: 3 },
  dataVolumes: [],
  rootVolumeGiB: 40,
  subnets: "private",
  targetCapacityPercent: 90,
  agent,
  instanceRefresh: { minHealthyPercent: 80, warmupSeconds: 120 },
  dnsNamespace: {},
  overrides: [],
};
