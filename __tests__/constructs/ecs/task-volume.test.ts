import type { VolumeConfig } from "../../../config/services/volume.ts";
import { serviceVolume, taskVolume } from "../../../constructs/ecs/task-volume.ts";

const EFS = { type: "efs", name: "files", fileSystemId: "fs-1", iam: false } as const;
const EBS = { type: "ebs", name: "disk", sizeGiB: 40, volumeType: "gp3", fileSystem: "xfs" } as const;
const BIND = { type: "bind", name: "scratch" } as const;

const mounted = { fileSystemId: "fs-1", transitEncryption: "ENABLED" };

test.each<[string, VolumeConfig, object]>([
  ["an empty folder", BIND, { name: "scratch" }],
  ["a folder of the instance", { ...BIND, hostPath: "/var/data" }, { name: "scratch", hostPath: "/var/data" }],
  ["its own disk", EBS, { name: "disk", configureAtLaunch: true }],
  ["a file system, always with TLS", EFS, { name: "files", efsVolumeConfiguration: mounted }],
  [
    "a folder of a file system",
    { ...EFS, rootDirectory: "/web" },
    { name: "files", efsVolumeConfiguration: { ...mounted, rootDirectory: "/web" } },
  ],
  [
    "a file system by an access point",
    { ...EFS, accessPointId: "fsap-1" },
    {
      name: "files",
      efsVolumeConfiguration: { ...mounted, authorizationConfig: { accessPointId: "fsap-1", iam: "DISABLED" } },
    },
  ],
  [
    "a file system that asks for the task's role",
    { ...EFS, iam: true },
    { name: "files", efsVolumeConfiguration: { ...mounted, authorizationConfig: { iam: "ENABLED" } } },
  ],
  [
    "a file system by an access point that asks for the task's role",
    { ...EFS, iam: true, accessPointId: "fsap-1" },
    {
      name: "files",
      efsVolumeConfiguration: { ...mounted, authorizationConfig: { accessPointId: "fsap-1", iam: "ENABLED" } },
    },
  ],
])("a task may have %s", (_, volume, expected) => {
  expect(taskVolume(volume)).toEqual(expected);
});

test("the service has the disk made, encrypted, with the role of ECS", () => {
  expect(serviceVolume({ volumes: [BIND, EBS], propagateTags: "none" }, "arn:infrastructure")).toEqual({
    volumeConfiguration: {
      name: "disk",
      managedEbsVolume: {
        roleArn: "arn:infrastructure",
        sizeInGb: 40,
        volumeType: "gp3",
        fileSystemType: "xfs",
        encrypted: true,
      },
    },
  });
});

test("a disk has the IOPS and the throughput that it is given", () => {
  const volumes = [{ ...EBS, iops: 4000, throughputMiBps: 250 }];
  expect(serviceVolume({ volumes, propagateTags: "none" }, "arn:role")).toMatchObject({
    volumeConfiguration: { managedEbsVolume: { iops: 4000, throughput: 250 } },
  });
});

test("a disk may have a customer managed key", () => {
  expect(
    serviceVolume({ volumes: [{ ...EBS, kmsKeyArn: "arn:key" }], propagateTags: "none" }, "arn:role"),
  ).toMatchObject({
    volumeConfiguration: { managedEbsVolume: { encrypted: true, kmsKeyId: "arn:key" } },
  });
});

test.each([
  ["service", "SERVICE"],
  ["task-definition", "TASK_DEFINITION"],
] as const)("a disk has the tags of the %s", (propagateTags, expected) => {
  expect(serviceVolume({ volumes: [EBS], propagateTags }, "arn:role")).toMatchObject({
    volumeConfiguration: {
      managedEbsVolume: { tagSpecifications: [{ resourceType: "volume", propagateTags: expected }] },
    },
  });
});

test.each([[[]], [[BIND, EFS]]])("with the volumes %j the service makes no disk", (volumes) => {
  expect(serviceVolume({ volumes, propagateTags: "service" }, "arn:role")).toEqual({});
});
