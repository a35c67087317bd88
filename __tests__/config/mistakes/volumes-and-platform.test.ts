import { accepts, refuses } from "../../support/mistakes.ts";

refuses([
  [
    "EFS 1.3",
    {
      "services[0].platformVersion": "1.3.0",
      "services[0].volumes": [{ type: "efs", name: "x", fileSystemId: "fs-0123456789abcdef0" }],
    },
    ["services[0].volumes[0].type", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  [
    "ephemeral storage 1.3",
    { "services[0].platformVersion": "1.3.0", "services[0].ephemeralStorageGiB": 50 },
    ["services[0].ephemeralStorageGiB", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  [
    "io1",
    {
      "services[0].container.mounts": [{ volume: "x", path: "/x" }],
      "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io1" }],
    },
    ["services[0].volumes[0].volumeType", "needs a number of IOPS"],
  ],
  [
    "st1",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 20, volumeType: "st1" }] },
    ["services[0].volumes[0].sizeGiB", "is out of range of volumeType st1"],
  ],
  [
    "standard",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 5000, volumeType: "standard" }] },
    ["services[0].volumes[0].volumeType", "is not for Fargate"],
  ],
  [
    "EBS daemon",
    { "services[2].scheduling": "daemon", "services[2].volumes": [{ type: "ebs", name: "x", sizeGiB: 20 }] },
    ["services[2].volumes[0].type", "can't be attached to tasks of a daemon"],
  ],
  [
    "EBS Windows",
    {
      "services[0].os": "windows-2022-core",
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
      "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 20 }],
    },
    ["services[0].volumes[0].type", "can't be attached on Windows"],
  ],
  [
    "platform 1.5.0",
    { "services[0].platformVersion": "1.5.0" },
    ["services[0].platformVersion", "is not a platform version of Linux"],
  ],
  [
    "platform latest",
    { "services[0].platformVersion": "latest" },
    ["services[0].platformVersion", "is not a platform version"],
  ],
  [
    "exec 1.3.0",
    { "services[0].platformVersion": "1.3.0", "services[0].exec": true },
    ["services[0].exec", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  [
    "kernel parameter 1.3.0",
    {
      "services[0].platformVersion": "1.3.0",
      "services[0].container.systemControls": { "net.core.somaxconn": "1024" },
    },
    ["services[0].container.systemControls", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  [
    "ebs 1.3.0",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100 }], "services[0].platformVersion": "1.3.0" },
    ["services[0].volumes[0].type", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  [
    "ephemeral storage 20",
    { "services[0].ephemeralStorageGiB": 20 },
    ["services[0].ephemeralStorageGiB", "is out of range"],
  ],
  [
    "ephemeral storage 201",
    { "services[0].ephemeralStorageGiB": 201 },
    ["services[0].ephemeralStorageGiB", "is out of range"],
  ],
  [
    "io2 none",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io2" }] },
    ["services[0].volumes[0].volumeType", "needs a number of IOPS"],
  ],
  [
    "io1 ratio",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io1", iops: 6000 }] },
    ["services[0].volumes[0].iops", "is more than 50 for each GiB of io1"],
  ],
  [
    "io1 99",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io1", iops: 99 }] },
    ["services[0].volumes[0].iops", "is out of range"],
  ],
  [
    "io1 70000",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 4000, volumeType: "io1", iops: 70000 }] },
    ["services[0].volumes[0].iops", "is out of range of volumeType io1"],
  ],
  [
    "gp3 2000",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, iops: 2000 }] },
    ["services[0].volumes[0].iops", "is out of range of volumeType gp3"],
  ],
  [
    "gp3 20000",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, iops: 20000 }] },
    ["services[0].volumes[0].iops", "is out of range of volumeType gp3"],
  ],
  [
    "gp2 iops",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "gp2", iops: 3000 }] },
    ["services[0].volumes[0].iops", "is not for volumeType gp2"],
  ],
  [
    "st1 throughput",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 200, volumeType: "st1", throughputMiBps: 200 }] },
    ["services[0].volumes[0].throughputMiBps", "is not for volumeType st1"],
  ],
  [
    "io1 throughput",
    {
      "services[0].volumes": [
        { type: "ebs", name: "x", sizeGiB: 100, volumeType: "io1", iops: 1000, throughputMiBps: 200 },
      ],
    },
    ["services[0].volumes[0].throughputMiBps", "is not for volumeType io1"],
  ],
  [
    "gp3 throughput 100",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, throughputMiBps: 100 }] },
    ["services[0].volumes[0].throughputMiBps", "is out of range"],
  ],
  [
    "gp3 throughput 1001",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, throughputMiBps: 1001 }] },
    ["services[0].volumes[0].throughputMiBps", "is out of range"],
  ],
  [
    "gp3 ratio throughput",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, throughputMiBps: 900 }] },
    ["services[0].volumes[0].throughputMiBps", "is more than 0.25 for each of 3000 IOPS"],
  ],
  [
    "gp3 ratio size",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 5, iops: 4000 }] },
    ["services[0].volumes[0].iops", "is more than 500 for each GiB of gp3"],
  ],
  [
    "sc1 100",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "sc1" }] },
    ["services[0].volumes[0].sizeGiB", "is out of range of volumeType sc1"],
  ],
  [
    "io1 2GiB",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 2, volumeType: "io1", iops: 100 }] },
    ["services[0].volumes[0].sizeGiB", "is out of range of volumeType io1"],
  ],
  [
    "ntfs",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, fileSystem: "ntfs" }] },
    ["services[0].volumes[0].fileSystem", "is for Windows alone"],
  ],
  [
    "ebs 20000",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 20000 }] },
    ["services[0].volumes[0].sizeGiB", "is out of range"],
  ],
  [
    "ebs alias key",
    {
      "services[0].volumes": [
        { type: "ebs", name: "x", sizeGiB: 100, kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:alias/x" },
      ],
    },
    ["services[0].volumes[0].kmsKeyArn", "is not the ARN of a KMS key"],
  ],
  [
    "ebs key region",
    {
      "services[0].volumes": [
        {
          type: "ebs",
          name: "x",
          sizeGiB: 100,
          kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555",
        },
      ],
    },
    ["services[0].volumes[0].kmsKeyArn", "is not in region us-east-1, where it is used"],
  ],
  [
    "two ebs",
    {
      "services[0].volumes": [
        { type: "ebs", name: "x", sizeGiB: 10 },
        { type: "ebs", name: "y", sizeGiB: 10 },
      ],
    },
    ["services[0].volumes[1].type", "is listed twice"],
  ],
  [
    "socket of Docker",
    { "services[2].volumes": [{ type: "bind", name: "x", hostPath: "/var/run/docker.sock" }] },
    ["services[2].volumes[0].hostPath", "lets the containers control their instance and every other task on it"],
  ],
  [
    "host root",
    { "services[2].volumes": [{ type: "bind", name: "x", hostPath: "/" }] },
    ["services[2].volumes[0].hostPath", "lets the containers control their instance and every other task on it"],
  ],
  [
    "host run",
    { "services[2].volumes": [{ type: "bind", name: "x", hostPath: "/run/docker.sock" }] },
    ["services[2].volumes[0].hostPath", "lets the containers control their instance and every other task on it"],
  ],
  [
    "host //",
    { "services[2].volumes": [{ type: "bind", name: "x", hostPath: "//" }] },
    ["services[2].volumes[0].hostPath", "lets the containers control their instance and every other task on it"],
  ],
  ["fargate 300", { "services[0].cpuUnits": 300 }, ["services[0].cpuUnits", "is not a size of Fargate"]],
  [
    "fargate 256/4096",
    { "services[0].memoryMiB": 4096 },
    ["services[0].memoryMiB", "is not allowed with cpuUnits 256"],
  ],
  [
    "fargate 8192/17000",
    { "services[0].cpuUnits": 8192, "services[0].memoryMiB": 17408 },
    ["services[0].memoryMiB", "is not allowed with cpuUnits 8192"],
  ],
  [
    "Windows arm",
    {
      "services[0].os": "windows-2022-core",
      "services[0].architecture": "arm64",
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
    },
    ["services[0].architecture", "does not run Windows"],
    ["services[0].architecture", "is not what the pipeline builds, x86_64"],
  ],
  [
    "Windows 256",
    { "services[0].os": "windows-2022-core" },
    ["services[0].cpuUnits", "is too small or too large for Windows"],
  ],
  ["fargate daemon", { "services[0].scheduling": "daemon" }, ["services[0].scheduling", "is not supported on Fargate"]],
  ["fargate bridge", { "services[0].networkMode": "bridge" }, ["services[0].networkMode", "is not for Fargate"]],
  [
    "efs Windows",
    {
      "services[0].os": "windows-2022-core",
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
      "services[0].volumes": [{ type: "efs", name: "x", fileSystemId: "fs-0123456789abcdef0" }],
    },
    ["services[0].volumes[0].type", "can't be mounted on Windows"],
  ],
  [
    "efs id",
    { "services[0].volumes": [{ type: "efs", name: "x", fileSystemId: "fs-xyz" }] },
    ["services[0].volumes[0].fileSystemId", "is not a file system"],
  ],
  [
    "efs 1.3",
    {
      "services[0].platformVersion": "1.3.0",
      "services[0].volumes": [{ type: "efs", name: "x", fileSystemId: "fs-0123456789abcdef0" }],
    },
    ["services[0].volumes[0].type", "needs platform version 1.4.0, and platformVersion is 1.3.0"],
  ],
  ["account 11", { account: "12345678901" }, ["account", "is not an AWS account"]],
  ["desired count 6000", { "services[0].desiredCount": 6000 }, ["services[0].desiredCount", "is out of range"]],
  [
    "cpu sum",
    { "services[0].sidecars": [{ name: "s", image: "a:1", cpuUnits: 512 }] },
    ["services[0].cpuUnits", "is less than the 512 that the containers reserve"],
  ],
  [
    "email",
    { "delivery.notifications": { emails: ["ops"] } },
    ["delivery.notifications.emails[0]", "is not an e-mail address"],
  ],
  [
    "emails twice",
    { "delivery.notifications": { emails: ["a@b.cc", "a@b.cc"] } },
    ["delivery.notifications.emails[1]", "is listed twice"],
  ],
  ["key pair", { "ec2Cluster.keyPairName": "" }, ["ec2Cluster.keyPairName", "is empty"]],
  ["AMI", { "ec2Cluster.ami": "ami-xyz" }, ["ec2Cluster.ami", "must be an AMI"]],
  [
    "security group",
    { "fargateCluster.loadBalancer": { securityGroupIds: ["sg-xyz"] } },
    ["fargateCluster.loadBalancer.securityGroupIds[0]", "is not an id"],
  ],
  [
    "prefix list",
    { "fargateCluster.loadBalancer": { allowedPrefixListIds: ["pl-xyz"] } },
    ["fargateCluster.loadBalancer.allowedPrefixListIds[0]", "is not a prefix list"],
  ],
  [
    "retention 31",
    { "services[0].logs": { type: "cloudwatch", retentionDays: 31 } },
    ["services[0].logs.retentionDays", "must be one of the retention times of CloudWatch Logs"],
  ],
  [
    "log image",
    { "services[0].logs": { type: "firelens", options: {}, image: "https://x/y:1" } },
    ["services[0].logs.image", "has a scheme"],
  ],
]);

accepts([
  ["io1", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io1", iops: 5000 }] }],
  ["io2", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "io2", iops: 100000 }] }],
  [
    "gp3 max",
    { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, iops: 16000, throughputMiBps: 1000 }] },
  ],
  ["gp3 throughput 750", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, throughputMiBps: 750 }] }],
  ["gp3 1GiB", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 1 }] }],
  ["gp3 1GiB iops", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 1, iops: 3000 }] }],
  ["st1", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 125, volumeType: "st1" }] }],
  ["ext4", { "services[0].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, fileSystem: "ext4" }] }],
  ["standard ec2", { "services[2].volumes": [{ type: "ebs", name: "x", sizeGiB: 100, volumeType: "standard" }] }],
  [
    "host socket of Docker waived",
    {
      "services[2].volumes": [
        { type: "bind", name: "x", hostPath: "/var/run/docker.sock", allowHostControl: true },
        { type: "bind", name: "y", hostPath: "/var/lib/x" },
        { type: "bind", name: "z", hostPath: "/var/log" },
      ],
    },
  ],
  ["platform", { "services[0].platformVersion": "1.4.0" }],
]);
