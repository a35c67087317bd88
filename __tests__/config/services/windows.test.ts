import { demo } from "../../../config/environments/demo.ts";
import { onExternal, onInstances, onManaged, problems, serviceProblems } from "../../support/problems.ts";

const onWindows = (change: object, cluster: object = {}) =>
  problems({
    ...demo,
    ec2Cluster: {
      ...demo.ec2Cluster,
      image: "windows-2022-core",
      managedInstances: {},
      externalInstances: {},
      ...cluster,
    },
    services: [{ name: "web", ...onInstances, os: "windows-2022-core", ...change }],
    delivery: { services: [] },
  });

const withContainer = (change: object) => ({ container: { ...onInstances.container, ...change } });

test.each<[what: string, change: object]>([
  ["a service", {}],
  ["a service with addresses of tasks", { networkMode: "awsvpc" }],
  ["shells", { exec: true }],
  ["a route", { route: { priority: 1 } }],
  ["a daemon", { scheduling: "daemon" }],
  ["a folder of the instance", { volumes: [{ type: "bind", name: "data", hostPath: "C:\\data" }] }],
  ["a disk", { volumes: [{ type: "ebs", name: "data", sizeGiB: 20, fileSystem: "ntfs" }] }],
  ["a size of the container", withContainer({ cpuUnits: 512, memoryMiB: 1024 })],
])("%s on Windows instances is fine", (_, change) => {
  expect(onWindows(change)).toEqual([]);
});

test.each<[what: string, change: object, message: string]>([
  [
    "Linux",
    { os: "linux" },
    'os: "linux" does not run on the cluster\'s windows-2022-core: use windows-2022-core, or use the Fargate cluster',
  ],
  [
    "another release",
    { os: "windows-2019-core" },
    'os: "windows-2019-core" does not run on the cluster\'s windows-2022-core: use windows-2022-core, or set ec2Cluster.image to windows-2019-core',
  ],
  [
    "CPU of the task",
    { cpuUnits: 512 },
    "cpuUnits: 512 is not for Windows on instances: set cpuUnits of the containers instead",
  ],
  [
    "memory of the task",
    { memoryMiB: 512 },
    "memoryMiB: 512 is not for Windows on instances: set memoryMiB of the containers instead",
  ],
  [
    "FireLens",
    { logs: { type: "firelens", options: { Name: "null" } } },
    'logs.type: "firelens" is not for Windows: use cloudwatch, or set os to linux',
  ],
  [
    "a disk of Linux",
    { volumes: [{ type: "ebs", name: "data", sizeGiB: 20 }] },
    'volumes[0].fileSystem: "xfs" (the default) is not for Windows: use ntfs',
  ],
  [
    "EFS",
    { volumes: [{ type: "efs", name: "data", fileSystemId: "fs-0123456789abcdef0" }] },
    'volumes[0].type: "efs" can\'t be mounted on Windows: use bind, or set os to linux',
  ],
  [
    "all rights",
    withContainer({ privileged: true }),
    "container.privileged: true is only for Linux: leave it out, or set os to linux",
  ],
  [
    "an init process",
    withContainer({ init: true }),
    "container.init: true is only for Linux: leave it out, or set os to linux",
  ],
])("%s on Windows instances is refused", (_, change, message) => {
  expect(onWindows(change)).toEqual([`services[0].${message}`]);
});

test("Service Connect is refused, with or without memory of the task", () => {
  expect(onWindows({ serviceConnect: { name: "web" } })).toContain(
    'services[0].serviceConnect: {"name":"web"} is not for Windows: leave it out, or set os to linux',
  );
});

test("GPUs are refused on Windows", () => {
  expect(onWindows(withContainer({ gpus: 1 }))).toContain(
    "services[0].container.gpus: 1 is only for Linux: leave it out, or set os to linux",
  );
});

test.each([
  ["managed-instances", onManaged],
  ["external", onExternal],
])("Windows does not run on %s", (provider, change) => {
  expect(onWindows(change)).toEqual([
    `services[0].os: "windows-2022-core" does not run on ${provider}: use instances, or set os to linux`,
  ]);
});

test("Windows does not run on instances of Linux", () => {
  expect(serviceProblems({ ...onInstances, os: "windows-2022-core" })).toEqual([
    'services[0].os: "windows-2022-core" does not run on the cluster\'s amazon-linux-2023: use linux, or set ec2Cluster.image to windows-2022-core',
  ]);
});

test("Linux on other capacity beside Windows instances is fine", () => {
  expect(onWindows({ ...onManaged, os: "linux" })).toEqual([]);
});

test("Fargate does not have the newest Windows", () => {
  expect(serviceProblems({ os: "windows-2025-full", cpuUnits: 1024, memoryMiB: 2048 })).toEqual([
    'services[0].os: "windows-2025-full" is not on Fargate, which has Windows Server 2019 and 2022: use one of them, or the EC2 cluster',
  ]);
});

test.each<[what: string, cluster: object, message: string]>([
  [
    "Arm",
    { architecture: "arm64", instanceTypes: ["t4g.large"] },
    'architecture: "arm64" does not run windows-2022-core: use x86_64, or an image of Linux',
  ],
  [
    "types with GPUs",
    { instanceTypes: ["g5.xlarge"] },
    'instanceTypes[0]: "g5.xlarge" has GPUs, for which Windows has no drivers: use another type, or an image of Linux',
  ],
  ["a small disk", { rootVolumeGiB: 40 }, "rootVolumeGiB: 40 is less than windows-2022-core has: use at least 50 GiB"],
  [
    "tags of PowerShell",
    { userData: "<powershell>Get-Disk</powershell>" },
    'userData: "<powershell>Get-Disk</powershell>" has <powershell> tags, which are added for you: write only the lines of PowerShell',
  ],
])("instances with Windows can't have %s", (_, cluster, message) => {
  expect(onWindows({}, cluster)).toEqual([`ec2Cluster.${message}`]);
});

test("an own image with Windows may have a small disk", () => {
  expect(onWindows({}, { ami: "ami-0123456789abcdef0", rootVolumeGiB: 40 })).toEqual([]);
});
