import {
  type Accepted,
  completed,
  onExternal,
  onInstances,
  onManaged,
  type Refused,
  serviceProblems,
} from "../../support/problems.ts";

const bind = (name: string, change: object = {}) => ({ type: "bind", name, ...change });
const efs = (change: object = {}) => ({ type: "efs", name: "files", fileSystemId: "fs-0123456789abcdef0", ...change });
const ebs = (change: object = {}) => ({ type: "ebs", name: "data", sizeGiB: 20, ...change });

const REFUSED: Refused[] = [
  [
    "a name twice",
    { volumes: [bind("data"), bind("data")] },
    'services[0].volumes[1].name: "data" is the name of volumes[0] too: give each its own',
  ],
  [
    "a folder of the instance on Fargate",
    { volumes: [bind("data", { hostPath: "/data" })] },
    'services[0].volumes[0].hostPath: "/data" is a folder of the instance, and Fargate has no instances: leave it out',
  ],
  [
    "a file system on external instances",
    { ...onExternal, volumes: [efs()] },
    'services[0].volumes[0].type: "efs" can\'t be attached to external instances: use bind',
  ],
  [
    "a disk on external instances",
    { ...onExternal, volumes: [ebs()] },
    'services[0].volumes[0].type: "ebs" can\'t be attached to external instances: use bind',
  ],
  [
    "a file system on Windows",
    { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048, volumes: [efs()] },
    'services[0].volumes[0].type: "efs" can\'t be mounted on Windows: use bind, or set os to linux',
  ],
  [
    "a folder of a file system besides an access point",
    { volumes: [efs({ accessPointId: "fsap-01234567", rootDirectory: "/in" })] },
    'services[0].volumes[0].rootDirectory: "/in" is not allowed with an access point, which sets its own root directory: leave it out',
  ],
  [
    "a disk that needs IOPS",
    { volumes: [ebs({ volumeType: "io1" })] },
    'services[0].volumes[0].volumeType: "io1" needs a number of IOPS: set iops, 100 to 64000',
  ],
  [
    "a magnetic disk on Fargate",
    { volumes: [ebs({ volumeType: "standard" })] },
    'services[0].volumes[0].volumeType: "standard" is not for Fargate: use gp3',
  ],
  [
    "a small disk of a type for large ones",
    { volumes: [ebs({ volumeType: "st1" })] },
    "services[0].volumes[0].sizeGiB: 20 is out of range of volumeType st1: use 125 to 16384, or gp3",
  ],
  [
    "a large magnetic disk",
    { ...onInstances, volumes: [ebs({ volumeType: "standard", sizeGiB: 2000 })] },
    "services[0].volumes[0].sizeGiB: 2000 is out of range of volumeType standard: use 1 to 1024, or gp3",
  ],
  [
    "a disk with CodeDeploy",
    { volumes: [ebs()], route: { priority: 1 }, deployment: { type: "codedeploy-blue-green" } },
    'services[0].volumes[0].type: "ebs" can\'t be used with codedeploy-blue-green: use rolling, or ecs-blue-green',
  ],
  [
    "a second disk",
    { volumes: [ebs(), ebs({ name: "more" })] },
    'services[0].volumes[1].type: "ebs" is listed twice: a task can have one disk, use efs or bind',
  ],
  [
    "a kind",
    { volumes: [{ type: "nfs", name: "data" }] },
    'services[0].volumes[0].type: "nfs" must be one of: bind, efs, ebs; did you mean "efs"?',
  ],
  [
    "a volume's name",
    { volumes: [bind("my data")] },
    'services[0].volumes[0].name: "my data" is not a volume\'s name: use up to 255 letters, digits, _ and -, starting with a letter or digit',
  ],
  [
    "a file system by its name",
    { volumes: [efs({ fileSystemId: "files" })] },
    'services[0].volumes[0].fileSystemId: "files" is not a file system: write its id, fs-…',
  ],
  [
    "an access point by its name",
    { volumes: [efs({ accessPointId: "uploads" })] },
    'services[0].volumes[0].accessPointId: "uploads" is not an access point: write its id, fsap-…',
  ],
  [
    "a folder from nowhere",
    { ...onInstances, volumes: [bind("data", { hostPath: "data" })] },
    'services[0].volumes[0].hostPath: "data" is not an absolute path: begin with /',
  ],
  [
    "an empty disk",
    { volumes: [ebs({ sizeGiB: 0 })] },
    "services[0].volumes[0].sizeGiB: 0 is out of range: use a whole number from 1 to 16384 GiB",
  ],
  [
    "a kind of disk",
    { volumes: [ebs({ volumeType: "ssd" })] },
    'services[0].volumes[0].volumeType: "ssd" must be one of: gp2, gp3, io1, io2, sc1, st1, standard',
  ],
  [
    "a format of a disk",
    { volumes: [ebs({ fileSystem: "zfs" })] },
    'services[0].volumes[0].fileSystem: "zfs" must be one of: ext3, ext4, xfs, ntfs; did you mean "xfs"?',
  ],
  [
    "a key of a disk",
    { volumes: [ebs({ kmsKeyArn: "alias/disk" })] },
    'services[0].volumes[0].kmsKeyArn: "alias/disk" is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const route = { priority: 1 };

const ACCEPTED: Accepted[] = [
  ["an empty folder on Fargate", { volumes: [bind("data")] }],
  ["a folder of the instance", { ...onInstances, volumes: [bind("data", { hostPath: "/data" })] }],
  ["a folder of an external instance", { ...onExternal, volumes: [bind("data", { hostPath: "/data" })] }],
  ["an empty folder on Windows", { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048, volumes: [bind("data")] }],
  ["several file systems", { volumes: [efs(), efs({ name: "more" })] }],
  ["the root of an access point", { volumes: [efs({ accessPointId: "fsap-01234567", rootDirectory: "/" })] }],
  ["a disk with ecs-blue-green", { volumes: [ebs()], route, deployment: { type: "ecs-blue-green" } }],
  ["a file system with CodeDeploy", { volumes: [efs()], route, deployment: { type: "codedeploy-blue-green" } }],
  ["a disk on instances", { ...onInstances, volumes: [ebs()] }],
  ["a file system on managed instances", { ...onManaged, volumes: [efs()] }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test("a disk is of type gp3 with xfs, unless configured otherwise", () => {
  expect(completed({ volumes: [ebs()] }).volumes).toMatchObject([{ volumeType: "gp3", fileSystem: "xfs" }]);
});

test("a task's role has to be allowed to mount a file system, unless configured otherwise", () => {
  expect(completed({ volumes: [efs(), efs({ name: "open", iam: false })] }).volumes).toMatchObject([
    { iam: true },
    { iam: false },
  ]);
});

test("a task that mounts a file system may connect to it in the VPC", () => {
  expect(completed({ volumes: [efs()] }).outbound).toEqual([{ port: 2049, cidrs: ["10.0.0.0/16"] }]);
  expect(completed({ volumes: [bind("data")] }).outbound).toEqual([]);
});
