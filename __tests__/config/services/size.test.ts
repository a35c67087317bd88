import { type Accepted, completed, onInstances, type Refused, serviceProblems } from "../../support/problems.ts";

const image = "nginx:1.29";
const sidecar = (change: object) => ({ name: "cache", image, ...change });

const REFUSED: Refused[] = [
  [
    "no room for the container that routes logs",
    { container: { image, memoryMiB: 500 }, logs: { type: "firelens", options: {} } },
    "services[0].memoryMiB: 512 (the default) is less than the 550 that the containers reserve: raise it",
  ],
  [
    "CPU that Fargate does not have",
    { cpuUnits: 300 },
    "services[0].cpuUnits: 300 is not a size of Fargate: use 256, 512, 1024, 2048, 4096, 8192 or 16384",
  ],
  [
    "memory that the smallest size does not have",
    { memoryMiB: 300 },
    "services[0].memoryMiB: 300 is not allowed with cpuUnits 256: use 512, 1024 or 2048",
  ],
  [
    "memory between the steps",
    { cpuUnits: 1024, memoryMiB: 2500 },
    "services[0].memoryMiB: 2500 is not allowed with cpuUnits 1024: use 2048 to 8192 in steps of 1024",
  ],
  [
    "memory above the highest",
    { cpuUnits: 8192, memoryMiB: 65536 },
    "services[0].memoryMiB: 65536 is not allowed with cpuUnits 8192: use 16384 to 61440 in steps of 4096",
  ],
  [
    "the default memory with other CPU",
    { cpuUnits: 512 },
    "services[0].memoryMiB: 512 (the default) is not allowed with cpuUnits 512: use 1024 to 4096 in steps of 1024",
  ],
  [
    "little CPU for Windows",
    { os: "windows-2022-core", cpuUnits: 512, memoryMiB: 1024 },
    "services[0].cpuUnits: 512 is too small or too large for Windows: use 1024, 2048 or 4096",
  ],
  [
    "much CPU for Windows",
    { os: "windows-2022-core", cpuUnits: 8192, memoryMiB: 16384 },
    "services[0].cpuUnits: 8192 is too small or too large for Windows: use 1024, 2048 or 4096",
  ],
  [
    "the default CPU for Windows",
    { os: "windows-2022-core" },
    "services[0].cpuUnits: 256 (the default) is too small or too large for Windows: use 1024, 2048 or 4096",
  ],
  [
    "no memory on EC2",
    { cluster: "ec2" },
    'services[0].container: {"image":"nginx:1.29"} has no memory limit: on EC2 set memoryReservationMiB, or memoryMiB',
  ],
  [
    "no memory of a sidecar on EC2",
    { ...onInstances, sidecars: [sidecar({})] },
    'services[0].sidecars[0]: {"name":"cache","image":"nginx:1.29"} has no memory limit: on EC2 set memoryReservationMiB, or memoryMiB',
  ],
  [
    "a reservation above the limit",
    { container: { image, memoryMiB: 100, memoryReservationMiB: 200 } },
    "services[0].container.memoryReservationMiB: 200 is more than the container's limit: use at most 100, or raise memoryMiB",
  ],
  [
    "a limit above the task's",
    { container: { image, memoryMiB: 600 } },
    "services[0].container.memoryMiB: 600 is more than the task has: use at most 512, or raise the service's memoryMiB",
  ],
  [
    "a reservation above the task's",
    { container: { image, memoryReservationMiB: 600 } },
    "services[0].container.memoryReservationMiB: 600 is more than the task has: use at most 512, or raise the service's memoryMiB",
  ],
  [
    "a container with more CPU than the task",
    { container: { image, cpuUnits: 512 } },
    "services[0].cpuUnits: 256 (the default) is less than the 512 that the containers reserve: raise it",
  ],
  [
    "containers with more CPU than the task",
    { cpuUnits: 256, container: { image, cpuUnits: 200 }, sidecars: [sidecar({ cpuUnits: 100 })] },
    "services[0].cpuUnits: 256 is less than the 300 that the containers reserve: raise it",
  ],
  [
    "containers with more memory than the task",
    {
      memoryMiB: 512,
      container: { image, memoryReservationMiB: 300, memoryMiB: 500 },
      sidecars: [sidecar({ memoryMiB: 300 })],
    },
    "services[0].memoryMiB: 512 is less than the 600 that the containers reserve: raise it",
  ],
  [
    "containers with more memory than the task by default",
    { container: { image, memoryMiB: 300 }, sidecars: [sidecar({ memoryMiB: 300 })] },
    "services[0].memoryMiB: 512 (the default) is less than the 600 that the containers reserve: raise it",
  ],
  [
    "less CPU than any task has",
    { ...onInstances, cpuUnits: 100 },
    "services[0].cpuUnits: 100 is out of range: use a whole number from 128 to 196608 CPU units",
  ],
  [
    "less memory than any container takes",
    { ...onInstances, container: { image, memoryMiB: 5 } },
    "services[0].container.memoryMiB: 5 is out of range: use a whole number from 6 to 249856 MiB",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["the most memory of the smallest size", { cpuUnits: 256, memoryMiB: 2048 }],
  ["the largest size", { cpuUnits: 16384, memoryMiB: 122880 }],
  ["a size of Windows", { os: "windows-2022-core", cpuUnits: 4096, memoryMiB: 8192 }],
  ["a size that Fargate does not have, on EC2", { ...onInstances, cpuUnits: 300, memoryMiB: 300 }],
  ["memory of the task alone on EC2", { cluster: "ec2", memoryMiB: 512 }],
  ["a reservation alone on EC2", { cluster: "ec2", container: { image, memoryReservationMiB: 128 } }],
  ["a limit as high as the reservation", { container: { image, memoryMiB: 100, memoryReservationMiB: 100 } }],
  [
    "limits above the task's together, as long as the reservations are not",
    {
      container: { image, memoryReservationMiB: 100, memoryMiB: 500 },
      sidecars: [sidecar({ memoryReservationMiB: 100, memoryMiB: 500 })],
    },
  ],
  [
    "containers that fill a task",
    { container: { image, cpuUnits: 156, memoryMiB: 256 }, sidecars: [sidecar({ cpuUnits: 100, memoryMiB: 256 })] },
  ],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test("Fargate has a size by default", () => {
  expect(completed({})).toMatchObject({ cpuUnits: 256, memoryMiB: 512 });
});

test("a task on instances has no size by default", () => {
  const { cpuUnits, memoryMiB } = completed({ ...onInstances, cpuUnits: 512 });
  expect([cpuUnits, memoryMiB]).toEqual([512, undefined]);
});
