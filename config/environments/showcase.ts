import type { Environment } from "../config.ts";

const ACCOUNT = "123456789012";
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${resource}`;

const IMAGE = "public.ecr.aws/nginx/nginx:1.29";
const HOOK = arn("lambda", "function:check-release");
const OFFICE = ["198.51.100.0/24"];

/** Every option of clusters and services at least once: to read, to copy from, and for tests to deploy. */
export const showcase = {
  name: "show",
  account: ACCOUNT,
  lockAccount: false,
  region: "eu-central-1",
  tags: { Team: "platform" },
  state: { type: "local" },
  network: { cidr: "10.30.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] },
  ec2Cluster: {
    containerInsights: "enhanced",
    execLogRetentionDays: 180,
    loadBalancer: {
      port: 80,
      allowedCidrs: ["0.0.0.0/0"],
      idleTimeoutSeconds: 120,
      deletionProtection: false,
      accessLogDays: 30,
      domain: { name: "api.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      waf: {
        managedRuleGroups: ["AWSManagedRulesCommonRuleSet"],
        requestsPer5Minutes: 5000,
        logRetentionDays: 30,
      },
    },
    image: "bottlerocket",
    architecture: "arm64",
    instanceTypes: ["m7g.large", "m6g.large"],
    instances: { min: 0, desired: 2, max: 20 },
    spot: { onDemandBase: 1, onDemandPercent: 25, allocation: "capacity-optimized" },
    rootVolumeGiB: 60,
    keyPairName: "operators",
    subnets: "private",
    targetCapacityPercent: 85,
    agent: {
      reservedMemoryMiB: 256,
      imagePullBehavior: "prefer-cached",
      imageCleanupMinutes: 60,
      logLevel: "warn",
      attributes: { stack: "web" },
    },
    instanceRefresh: { minHealthyPercent: 80, warmupSeconds: 120 },
    managedInstances: {
      minVcpus: 2,
      minMemoryMiB: 4096,
      allowedInstanceTypes: ["m7i.*", "m7a.*"],
      storageGiB: 100,
      monitoring: "detailed",
    },
    externalInstances: { registrationLimit: 25, expires: "2027-01-31T00:00:00Z" },
  },
  fargateCluster: {
    containerInsights: "disabled",
    execLogRetentionDays: 365,
    loadBalancer: {
      port: 8080,
      allowedCidrs: ["198.51.100.0/24", "203.0.113.0/24"],
      idleTimeoutSeconds: 300,
      deletionProtection: false,
      domain: { name: "www.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      accessLogDays: null,
      waf: {
        managedRuleGroups: ["AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAnonymousIpList"],
        requestsPer5Minutes: 1000,
        logRetentionDays: 90,
      },
    },
  },
  keepTaskRevisions: false,
  services: [
    // Fargate with Spot and Arm, a container with all its settings, every way to scale, and alarms that roll back.
    {
      name: "web",
      cluster: "fargate",
      taskFamily: "show-web",
      cpuUnits: 1024,
      memoryMiB: 3072,
      architecture: "arm64",
      platformVersion: "1.4.0",
      ephemeralStorageGiB: 40,
      capacity: [
        { provider: "FARGATE", base: 1, weight: 1 },
        { provider: "FARGATE_SPOT", weight: 3 },
      ],
      container: {
        name: "web",
        image: IMAGE,
        port: 8080,
        cpuUnits: 512,
        memoryMiB: 2048,
        memoryReservationMiB: 1024,
        entryPoint: ["/docker-entrypoint.sh"],
        command: ["nginx", "-g", "daemon off;"],
        workingDirectory: "/srv",
        environment: { LOG_LEVEL: "info" },
        secrets: {
          DATABASE_URL: `${arn("secretsmanager", "secret:show/database-AbCdEf")}:url::`,
          API_KEY: arn("ssm", "parameter/show/api-key"),
        },
        registryCredentialsArn: arn("secretsmanager", "secret:show/registry-AbCdEf"),
        dependsOn: [{ container: "migrate", condition: "SUCCESS" }, { container: "cache" }],
        healthCheck: {
          command: ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/healthz"],
          intervalSeconds: 15,
          timeoutSeconds: 3,
          retries: 2,
          startPeriodSeconds: 20,
        },
        readOnlyRootFilesystem: true,
        user: "101:101",
        dropCapabilities: ["ALL"],
        init: true,
        ulimits: { nofile: { soft: 16384, hard: 65536 } },
        stopTimeoutSeconds: 60,
        mounts: [
          { volume: "scratch", path: "/tmp" },
          { volume: "pictures", path: "/srv/pictures", readOnly: true },
        ],
      },
      sidecars: [
        {
          name: "migrate",
          image: IMAGE,
          essential: false,
          command: ["true"],
          entryPoint: ["/bin/sh", "-c"],
          workingDirectory: "/",
          environment: { STEP: "all" },
          secrets: { DATABASE_URL: arn("secretsmanager", "secret:show/database-AbCdEf") },
          registryCredentialsArn: arn("secretsmanager", "secret:show/registry-AbCdEf"),
        },
        {
          name: "cache",
          image: "public.ecr.aws/docker/library/memcached:1.6",
          port: 11211,
          cpuUnits: 128,
          memoryMiB: 512,
          memoryReservationMiB: 256,
          dependsOn: [{ container: "migrate", condition: "COMPLETE" }],
          healthCheck: {
            command: "pgrep memcached",
            intervalSeconds: 10,
            timeoutSeconds: 2,
            retries: 5,
            startPeriodSeconds: 5,
          },
          readOnlyRootFilesystem: true,
          user: "memcache",
          dropCapabilities: ["NET_RAW"],
          init: true,
          ulimits: { nofile: { soft: 1024, hard: 4096 } },
          stopTimeoutSeconds: 10,
          mounts: [{ volume: "scratch", path: "/scratch", readOnly: false }],
        },
      ],
      volumes: [
        { type: "bind", name: "scratch" },
        { type: "efs", name: "pictures", fileSystemId: "fs-0123456789abcdef0", rootDirectory: "/pictures", iam: false },
        { type: "efs", name: "uploads", fileSystemId: "fs-0123456789abcdef0", accessPointId: "fsap-0123456789abcdef0" },
      ],
      logs: { type: "cloudwatch", retentionDays: 90, bufferMiB: 16 },
      taskRole: {
        statements: [
          {
            actions: ["s3:GetObject", "s3:PutObject"],
            resources: ["arn:aws:s3:::show-uploads/*"],
            conditions: { Bool: { "aws:SecureTransport": "true" } },
          },
        ],
        managedPolicyArns: ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"],
      },
      desiredCount: 3,
      zoneRebalancing: true,
      deployment: { type: "rolling", minimumHealthyPercent: 50, maximumPercent: 150, circuitBreaker: true },
      route: {
        priority: 10,
        paths: ["/shop/*"],
        hosts: ["www.example.com"],
        headers: { "X-Version": ["2*"] },
        healthCheck: {
          path: "/healthz",
          codes: "200-299",
          intervalSeconds: 10,
          timeoutSeconds: 4,
          healthyThreshold: 3,
          unhealthyThreshold: 4,
          graceSeconds: 60,
        },
        deregistrationDelaySeconds: 15,
        slowStartSeconds: 30,
        stickySeconds: 3600,
      },
      outbound: [{ port: 5432, cidrs: ["10.30.0.0/16"] }],
      serviceConnect: { name: "web", port: 80, protocol: "http" },
      scaling: {
        minTasks: 2,
        maxTasks: 20,
        steps: {
          out: {
            cpuPercent: 80,
            tasks: 3,
            periodSeconds: 60,
            periods: 2,
            cooldownSeconds: 60,
            policyName: "more-web",
            alarmName: "busy-web",
          },
          in: {
            cpuPercent: 20,
            tasks: 1,
            periodSeconds: 300,
            periods: 3,
            cooldownSeconds: 600,
            policyName: "fewer-web",
            alarmName: "idle-web",
          },
        },
        tracking: [
          { metric: "cpu", target: 60, scaleOutCooldownSeconds: 30, scaleInCooldownSeconds: 600, scaleIn: false },
          { metric: "memory", target: 75 },
          { metric: "requests", target: 1000 },
        ],
        schedules: [
          { name: "morning", when: "cron(0 8 ? * MON-FRI *)", timezone: "Europe/Berlin", minTasks: 6, maxTasks: 20 },
          { name: "night", when: "cron(0 20 ? * * *)", minTasks: 2, maxTasks: 6 },
        ],
      },
      alarms: [
        { metric: "cpu", threshold: 90, name: "web-too-busy", periodSeconds: 120, periods: 5 },
        { metric: "memory", threshold: 90 },
        { metric: "unhealthy-tasks", threshold: 1 },
        { metric: "server-errors", threshold: 20, rollsBack: true },
        { metric: "response-time", threshold: 800 },
      ],
      alarmTopicArn: arn("sns", "operators"),
      dashboardName: "show-web",
      managedTags: true,
      propagateTags: "service",
    },

    // CodeDeploy shifts traffic in equal steps, after somebody has looked at the new tasks.
    {
      name: "checkout",
      cluster: "fargate",
      container: { image: IMAGE },
      exec: true,
      route: { priority: 20, paths: ["/checkout/*"] },
      deployment: {
        type: "codedeploy-blue-green",
        test: { port: 9000, allowedCidrs: OFFICE },
        targetGroupNames: ["show-checkout-blue", "show-checkout-green"],
        shift: { type: "linear", percent: 20, minutes: 2 },
        approvalMinutes: 30,
        keepOldMinutes: 15,
        hooks: {
          beforeInstall: HOOK,
          afterInstall: HOOK,
          afterAllowTestTraffic: HOOK,
          beforeAllowTraffic: HOOK,
          afterAllowTraffic: HOOK,
        },
      },
      alarms: [
        { metric: "server-errors", threshold: 5, rollsBack: true },
        { metric: "response-time", threshold: 500, rollsBack: true },
        { metric: "unhealthy-tasks", threshold: 1 },
      ],
    },

    // CodeDeploy lets a few try first.
    {
      name: "returns",
      cluster: "fargate",
      container: { image: IMAGE },
      route: { priority: 50, paths: ["/returns/*"] },
      deployment: { type: "codedeploy-blue-green", shift: { type: "canary", percent: 5, minutes: 30 } },
    },

    // ECS itself shifts traffic, all at once, with a disk for each task.
    {
      name: "orders",
      cluster: "fargate",
      container: { image: IMAGE, mounts: [{ volume: "data", path: "/data" }] },
      volumes: [
        {
          type: "ebs",
          name: "data",
          sizeGiB: 20,
          volumeType: "gp3",
          fileSystem: "ext4",
          kmsKeyArn: arn("kms", "key/11111111-2222-3333-4444-555555555555"),
        },
      ],
      route: { priority: 30, paths: ["/orders/*"] },
      deployment: {
        type: "ecs-blue-green",
        test: { port: 9000, allowedCidrs: OFFICE },
        targetGroupNames: ["show-orders-blue", "show-orders-green"],
        bakeMinutes: 10,
        hooks: [{ lambdaArn: HOOK, stages: ["POST_TEST_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"] }],
      },
      alarms: [{ metric: "server-errors", threshold: 5, rollsBack: true }],
      serviceConnect: { name: "orders", protocol: "grpc" },
    },

    // In equal steps, and at a port of its own.
    {
      name: "search",
      cluster: "fargate",
      container: { image: IMAGE },
      route: { port: 8081, priority: 1 },
      deployment: {
        type: "ecs-linear",
        stepPercent: 25,
        stepMinutes: 3,
        bakeMinutes: 0,
        test: { port: 9001, allowedCidrs: OFFICE },
        targetGroupNames: ["show-search-1", "show-search-2"],
        hooks: [{ lambdaArn: HOOK, stages: ["PRE_SCALE_UP"] }],
      },
    },

    // A few first.
    {
      name: "cart",
      cluster: "fargate",
      container: { image: IMAGE },
      route: { priority: 40, paths: ["/cart/*"] },
      deployment: {
        type: "ecs-canary",
        canaryPercent: 2.5,
        canaryMinutes: 15,
        bakeMinutes: 5,
        test: { port: 9002, allowedCidrs: OFFICE },
        targetGroupNames: ["show-cart-1", "show-cart-2"],
        hooks: [{ lambdaArn: HOOK, stages: ["PRE_SCALE_UP"] }],
      },
      serviceConnect: {},
    },

    {
      name: "reports",
      cluster: "fargate",
      os: "windows-2022-core",
      cpuUnits: 1024,
      memoryMiB: 2048,
      container: { image: "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022" },
      zoneRebalancing: false,
    },

    // Instances: a port that Docker chooses, a folder of the instance, and its metadata service.
    {
      name: "api",
      cluster: "ec2",
      cpuUnits: 512,
      container: { image: IMAGE, memoryMiB: 512, mounts: [{ volume: "certificates", path: "/certs", readOnly: true }] },
      volumes: [{ type: "bind", name: "certificates", hostPath: "/etc/pki" }],
      networkMode: "bridge",
      instanceMetadata: true,
      placement: {
        strategies: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "memory" },
        ],
        constraints: [{ type: "memberOf", expression: "attribute:stack == web" }],
      },
      route: { priority: 1 },
    },

    // CodeDeploy with ports that Docker chooses.
    {
      name: "billing",
      cluster: "ec2",
      container: { image: IMAGE, memoryReservationMiB: 256 },
      route: { priority: 2, paths: ["/billing/*"] },
      placement: { strategies: [{ type: "random" }], constraints: [{ type: "distinctInstance" }] },
      deployment: { type: "codedeploy-blue-green", shift: { type: "all-at-once" } },
      managedTags: false,
    },

    {
      name: "collector",
      cluster: "ec2",
      scheduling: "daemon",
      container: { image: IMAGE, memoryReservationMiB: 64 },
      logs: {
        type: "firelens",
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5",
        options: { Name: "http", Host: "logs.example.com", Port: "443", tls: "on" },
        retentionDays: 7,
      },
      propagateTags: "task-definition",
    },

    {
      name: "batch",
      cluster: "ec2",
      cpuUnits: 1024,
      memoryMiB: 2048,
      architecture: "x86_64",
      capacity: [{ provider: "managed-instances" }],
      container: { image: IMAGE },
    },

    {
      name: "edge",
      cluster: "ec2",
      capacity: [{ provider: "external" }],
      container: { image: IMAGE, memoryReservationMiB: 128 },
      desiredCount: 1,
    },
  ],
  delivery: { services: [] },
} satisfies Environment;
