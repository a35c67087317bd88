import type { Environment } from "../config.ts";

/**
 * A hardened environment to start from: private subnets, HTTPS at a name of one's own, protection against deletion,
 * state in S3. Change account, bucket and domain to your own. The first image is built on your Docker engine.
 */
export const prod = {
  name: "ecs-prod",
  account: "123456789012",
  region: "us-east-1",
  state: { type: "s3", bucket: "ecs-prod-terraform-state-123456789012" },
  network: {
    cidr: "10.20.0.0/16",
    zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
    flowLogRetentionDays: 365,
  },
  registry: { firstImage: { tag: "first" } },
  ec2Cluster: {
    instanceTypes: ["t3.medium"],
    instances: { min: 2, desired: 2, max: 10 },
    targetCapacityPercent: 90,
    loadBalancer: {
      deletionProtection: true,
      accessLogDays: 365,
      domain: { name: "ec2.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
    },
  },
  fargateCluster: {
    loadBalancer: {
      deletionProtection: true,
      accessLogDays: 365,
      waf: { requestsPer5Minutes: 2000, logRetentionDays: 365 },
      domain: { name: "www.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
    },
  },
  services: [
    {
      name: "worker",
      cluster: "ec2",
      container: { image: "public.ecr.aws/nginx/nginx:1.29", memoryReservationMiB: 256, memoryMiB: 512 },
      route: { priority: 1 },
      logs: { type: "cloudwatch", retentionDays: 365 },
    },
    {
      name: "web",
      cluster: "fargate",
      cpuUnits: 512,
      memoryMiB: 1024,
      container: { image: ":first" },
      desiredCount: 3,
      route: { priority: 1 },
      scaling: {
        minTasks: 3,
        maxTasks: 12,
        tracking: [{ metric: "cpu", target: 60 }],
      },
      alarms: [{ metric: "server-errors", threshold: 10, rollsBack: true }],
      logs: { type: "cloudwatch", retentionDays: 365 },
    },
  ],
  delivery: {
    services: ["web"],
    artifactDays: 365,
    logRetentionDays: 365,
  },
} satisfies Environment;
