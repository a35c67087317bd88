import { demo } from "../../../config/environments/demo.ts";
import { onExternal, onInstances, onManaged, problems, serviceProblems } from "../../support/problems.ts";

const WINDOWS = { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048 };
const OLD = { platformVersion: "1.3.0" };
const CONNECT = { serviceConnect: { name: "web" } };
const EFS = { volumes: [{ type: "efs", name: "files", fileSystemId: "fs-0123456789abcdef0" }] };
const EBS = { volumes: [{ type: "ebs", name: "data", sizeGiB: 20 }] };

const VERSION = "needs platform version 1.4.0, and platformVersion is 1.3.0: leave that out";

test.each<[what: string, change: object, message: string]>([
  ["Service Connect on an old platform", { ...OLD, ...CONNECT }, `serviceConnect: {"name":"web"} ${VERSION}`],
  ["EFS on an old platform", { ...OLD, ...EFS }, `volumes[0].type: "efs" ${VERSION}`],
  ["EBS on an old platform", { ...OLD, ...EBS }, `volumes[0].type: "ebs" ${VERSION}`],
  ["shells on an old platform", { ...OLD, exec: true }, `exec: true ${VERSION}`],
  ["a larger disk on an old platform", { ...OLD, ephemeralStorageGiB: 50 }, `ephemeralStorageGiB: 50 ${VERSION}`],
  [
    "a platform of Linux for Windows",
    { ...WINDOWS, platformVersion: "1.4.0" },
    'platformVersion: "1.4.0" is not a platform version of Windows: use 1.0.0, or leave it out',
  ],
  [
    "Service Connect on Windows",
    { ...WINDOWS, ...CONNECT },
    'serviceConnect: {"name":"web"} is not for Windows: leave it out, or set os to linux',
  ],
  [
    "EBS on Windows",
    { ...WINDOWS, ...EBS },
    'volumes[0].type: "ebs" can\'t be attached on Windows: use bind, or set os to linux',
  ],
  [
    "Service Connect on managed instances",
    { ...onManaged, ...CONNECT, memoryMiB: 512 },
    'serviceConnect: {"name":"web"} is not for managed instances: leave it out, or use other capacity',
  ],
  [
    "Service Connect without memory of the task",
    { ...onInstances, ...CONNECT },
    'serviceConnect: {"name":"web"} requires a memory size of the task, which its proxy shares: set memoryMiB of the service',
  ],
])("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([`services[0].${message}`]);
});

const onBottlerocket = (change: object) =>
  problems({
    ...demo,
    ec2Cluster: { ...demo.ec2Cluster, image: "bottlerocket", managedInstances: {}, externalInstances: {} },
    services: [{ name: "web", ...onInstances, memoryMiB: 512, ...change }],
    delivery: { services: [] },
  });

const WAY = "set ec2Cluster.image to amazon-linux-2023, or use the Fargate cluster";

test.each<[what: string, change: object, message: string]>([
  [
    "Service Connect",
    CONNECT,
    `serviceConnect: {"name":"web"} is not for Bottlerocket, whose agent has no proxy: ${WAY}`,
  ],
  [
    "Service Connect with addresses of tasks",
    { ...CONNECT, networkMode: "awsvpc" },
    `serviceConnect: {"name":"web"} is not for Bottlerocket, whose agent has no proxy: ${WAY}`,
  ],
  ["EFS", EFS, `volumes[0].type: "efs" is not for Bottlerocket, which can't mount with encryption or IAM: ${WAY}`],
  ["EBS", EBS, `volumes[0].type: "ebs" is not for Bottlerocket, which can't attach EBS volumes: ${WAY}`],
])("%s on Bottlerocket is refused", (_, change, message) => {
  expect(onBottlerocket(change)).toEqual([`services[0].${message}`]);
});

test.each<[what: string, change: object]>([
  ["nothing special", {}],
  ["shells", { exec: true }],
  ["EFS on managed instances", { ...onManaged, ...EFS, memoryMiB: 512 }],
  ["a service on external instances", onExternal],
])("%s beside Bottlerocket is fine", (_, change) => {
  expect(onBottlerocket(change)).toEqual([]);
});

test.each<[what: string, change: object]>([
  ["an old platform with nothing new", OLD],
  [
    "everything on today's platform",
    { ...CONNECT, ...EFS, exec: true, ephemeralStorageGiB: 50, platformVersion: "1.4.0" },
  ],
  ["Windows on its own platform", { ...WINDOWS, platformVersion: "1.0.0" }],
  ["Service Connect on instances", { ...onInstances, ...CONNECT, memoryMiB: 512 }],
])("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
