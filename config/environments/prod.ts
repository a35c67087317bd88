import type { Environment } from "../config.ts";

/** What an ordinary user that listens on port 80 has no use for: all of Docker's capabilities but NET_BIND_SERVICE. */
const UNUSED_CAPABILITIES = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
] as const;

/** The application's own image: an ordinary user, and nothing written but in /tmp. */
const hardened = {
  image: ":first",
  user: "101:101",
  readOnlyRootFilesystem: true,
  dropCapabilities: [...UNUSED_CAPABILITIES],
  mounts: [{ volume: "tmp", path: "/tmp" }],
  healthCheck: {
    command: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/healthz"],
    intervalSeconds: 10,
    timeoutSeconds: 3,
    startPeriodSeconds: 5,
  },
} satisfies Environment["services"][number]["container"];
const volumes = [{ type: "bind" as const, name: "tmp" }];
const alarmTopicArn = "arn:aws:sns:us-east-1:123456789012:ecs-prod-notifications";

/**
 * A hardened environment to start from: private subnets, HTTPS under a custom domain, deletion protection,
 * state in S3 with a customer managed key, which `npm run bootstrap` makes with the bucket. Change account, bucket, key and domain
 * to your own. The first image is built on your Docker engine.
 */
export const prod = {
  name: "ecs-prod",
  account: "123456789012",
  region: "us-east-1",
  state: {
    type: "s3",
    bucket: "ecs-prod-terraform-state-123456789012",
    kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:alias/ecs-prod-terraform-state-123456789012",
  },
  encryption: { created: ["logs"] },
  // Once in an account and region: leave out what yours has.
  detection: { runtimeMonitoring: {}, trail: { managementEvents: true, retentionDays: 365 } },
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
      waf: { requestsPer5Minutes: 2000, logRetentionDays: 365 },
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
      container: { ...hardened, memoryReservationMiB: 256, memoryMiB: 512 },
      volumes,
      route: { priority: 1 },
      logs: { type: "cloudwatch", retentionDays: 365 },
    },
    {
      name: "web",
      cluster: "fargate",
      cpuUnits: 512,
      memoryMiB: 1024,
      container: hardened,
      volumes,
      desiredCount: 3,
      route: { priority: 1 },
      scaling: {
        minTasks: 3,
        maxTasks: 12,
        tracking: [{ metric: "cpu", target: 60 }],
      },
      alarms: [
        { metric: "server-errors", threshold: 10, rollsBack: true },
        { metric: "unhealthy-tasks", threshold: 1 },
      ],
      alarmTopicArn,
      logs: { type: "cloudwatch", retentionDays: 365 },
    },
  ],
  delivery: {
    source: { type: "codecommit", approvals: {} },
    services: ["web", "worker"],
    notifications: { emails: ["operators@example.com"], roleUse: true },
    imageCheckSchedule: "rate(1 hour)",
    artifactDays: 365,
    artifactAccessLogDays: 365,
    logRetentionDays: 365,
  },
} satisfies Environment;
