import type { Environment } from "../config.ts";

/** The whole system with small numbers and open doors, to try it out: plain HTTP, public instances, quick scaling. */
export const demo = {
  name: "ecs-demo",
  account: "123456789012",
  lockAccount: false,
  region: "us-east-1",
  state: { type: "local" },
  names: {
    // Nothing here needs these three roles: they are there because they have names.
    autoscalingRole: "ecs-demo-asg-role",
    ecsRole: "ecs-demo-ecs-role",
    taskExecutionRole: "ecs-demo-task-execution-role",
    buildPolicy: "iam-policy-ecs-demo-codebuild",
    buildProject: "ecs-cicd-demo-codebuild",
    buildRole: "iam-role-ecs-cicd-demo-codebuild",
    codeDeployRole: "iam-role-ecs-demo-codedeploy",
    imageRepository: "ecs-demo-cicd-repo",
    pipeline: "ecs-demo-cicd-CodePipeline",
    sourceRepository: "ecs-cicd-demo-repo",
  },
  network: {
    cidr: "10.0.0.0/16",
    zones: ["us-east-1a", "us-east-1b"],
    publicSubnetCidrs: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnetCidrs: ["10.0.2.0/24", "10.0.3.0/24"],
    publicIpOnLaunch: true,
  },
  registry: { deleteWithImages: true },
  ec2Cluster: {
    instanceTypes: ["t2.small"],
    instances: { min: 1, desired: 1, max: 3 },
    subnets: "public",
  },
  fargateCluster: {
    loadBalancer: { idleTimeoutSeconds: 30 },
  },
  keepTaskRevisions: false,
  services: [
    {
      name: "ecs-demo-ec2-service",
      cluster: "ec2",
      taskFamily: "ecs-demo-ec2-task-def",
      container: { name: "ecs-demo-container", image: "vamsichunduru/ecs-demo:v1", memoryReservationMiB: 128 },
      deployment: { type: "rolling", circuitBreaker: false },
      route: { priority: 1 },
    },
    {
      name: "ecs-demo-fargate-service",
      cluster: "fargate",
      taskFamily: "ecs-demo-fargate-task-def",
      container: { name: "ecs-demo-fargate-container", image: "vamsichunduru/ecs-demo:v1" },
    },
    {
      name: "ecs-demo-service",
      cluster: "fargate",
      container: { image: "vamsichunduru/ecs-demo:v1" },
      route: { priority: 1, healthCheck: { intervalSeconds: 6 } },
      scaling: {
        minTasks: 1,
        maxTasks: 4,
        steps: {
          out: { cpuPercent: 2, policyName: "ecs-demo-scale-out-policy", alarmName: "scale-out-alarm" },
          in: { cpuPercent: 1, policyName: "ecs-demo-scale-in-policy", alarmName: "scale-in-alarm" },
        },
      },
      dashboardName: "ecs-demo-asg-alarms-dashboard",
    },
    {
      name: "ecs-demo-service-blue-green",
      cluster: "fargate",
      container: { image: "vamsichunduru/ecs-demo:v1" },
      route: { port: 8080, priority: 1 },
      deployment: {
        type: "codedeploy-blue-green",
        // Documentation addresses: replace them with yours.
        test: { port: 8000, allowedCidrs: ["203.0.113.0/24"] },
        targetGroupNames: ["bluegreen1", "bluegreen2"],
        shift: { type: "canary", percent: 10, minutes: 15 },
        keepOldMinutes: 60,
      },
      // New tasks that answer with errors while CodeDeploy moves the requests take the release back.
      alarms: [{ metric: "server-errors", threshold: 5, rollsBack: true }],
    },
  ],
  delivery: {
    source: { type: "codecommit", branch: "master" },
    services: ["ecs-demo-service", "ecs-demo-service-blue-green"],
  },
} satisfies Environment;
