import type { ContainerProps } from "../../constructs/ecs/container-definition.ts";
import type { DeploymentProps } from "../../constructs/ecs/deployment-arguments.ts";
import type { AgentProps } from "../../constructs/ecs/instance-image.ts";
import type { ServiceProps, ServiceTargetProps } from "../../constructs/ecs/service.ts";
import type { ServiceTaskProps } from "../../constructs/ecs/service-task.ts";
import type { PublicLoadBalancerProps } from "../../constructs/load-balancing/public-load-balancer.ts";
import type { RouteProps } from "../../constructs/load-balancing/service-target.ts";
import type { StepProps } from "../../constructs/scaling/scaling-step.ts";
import type { Shift, TwoSets } from "../../packages/deployments/rollout.ts";
import { place } from "./place.ts";

/** A container that asks for nothing. */
export const container: ContainerProps & { readonly port: number } = {
  name: "app",
  image: "nginx:1.29",
  port: 8080,
  environment: {},
  secrets: {},
  dependsOn: [],
  readOnlyRootFilesystem: false,
  dropCapabilities: [],
  init: false,
  ulimits: {},
  mounts: [],
};

/** A task of one container on instances. */
export const task: ServiceTaskProps = {
  family: "web-task-def",
  platform: "EC2",
  networkMode: "bridge",
  os: "linux",
  architecture: "x86_64",
  executionRoleArn: "arn:execution",
  taskRoleArn: "arn:task",
  container,
  sidecars: [],
  volumes: [],
  exec: false,
  logs: { type: "cloudwatch", retentionDays: 30 },
  logGroupName: "/ecs/web",
  region: "eu-west-1",
  keepRevisions: false,
};

const twoSets = (shiftedBy: TwoSets["shiftedBy"], shift: Shift): DeploymentProps => ({
  rollout: { type: "two-sets", shiftedBy, shift, hasTestListener: false, approvalMinutes: 0, keepOldMinutes: 5 },
  circuitBreaker: false,
  hooks: [],
});

/** A deployment of each kind. */
export const deployments = {
  rolling: {
    rollout: { type: "rolling", minimumHealthyPercent: 100, maximumPercent: 200 },
    circuitBreaker: true,
    hooks: [],
  },
  codeDeploy: twoSets("CodeDeploy", { type: "all-at-once" }),
  blueGreen: twoSets("ECS", { type: "all-at-once" }),
  linear: twoSets("ECS", { type: "linear", percent: 20, minutes: 3 }),
  canary: twoSets("ECS", { type: "canary", percent: 10, minutes: 15 }),
} satisfies Record<string, DeploymentProps>;

/** A service that nothing reaches, on a capacity provider. */
export const service: ServiceProps = {
  name: "web",
  clusterArn: "arn:cluster",
  taskDefinitionArn: "arn:task-definition:7",
  scheduling: "REPLICA",
  desiredCount: 2,
  deployment: deployments.rolling,
  rollbackAlarmNames: [],
  infrastructureRoleArn: "arn:infrastructure",
  capacity: [{ provider: "capacity", weight: 1, base: 0 }],
  delivered: false,
  scales: false,
  zoneRebalancing: true,
  placement: { constraints: [] },
  exec: false,
  managedTags: true,
  propagateTags: "service",
  more: {},
  dependsOn: [],
};

/** Where its requests come from, with two target groups. */
export const target: ServiceTargetProps = {
  targetGroupArns: ["arn:first", "arn:second"],
  containerName: "app",
  port: 8080,
  ruleArn: "arn:rule",
};

/** All requests of a load balancer. */
export const route: RouteProps = {
  priority: 7,
  paths: ["*"],
  hosts: [],
  headers: {},
  healthCheck: {
    path: "/healthz",
    codes: "200-299",
    intervalSeconds: 6,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  },
  deregistrationDelaySeconds: 30,
  slowStartSeconds: 0,
  stickySeconds: 0,
};

/** A load balancer with plain HTTP alone. */
export const loadBalancer: PublicLoadBalancerProps = {
  name: "shop",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  port: 80,
  allowedCidrs: ["0.0.0.0/0"],
  furtherListeners: [],
  idleTimeoutSeconds: 30,
  deletionProtection: false,
  place,
};

/** A step of scaling. */
export const step: StepProps = {
  policyName: "policy",
  alarmName: "alarm",
  cpuPercent: 60,
  tasks: 2,
  periodSeconds: 300,
  periods: 3,
  cooldownSeconds: 120,
};

/** Settings of the ECS agent. */
export const agent: AgentProps = {
  reservedMemoryMiB: 256,
  imagePullBehavior: "prefer-cached",
  imageCleanupMinutes: 45,
  logLevel: "warn",
  attributes: {},
};
