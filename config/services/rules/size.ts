import { type Finding, listOf } from "../../finding.ts";
import { sizeOf } from "../derive.ts";
import type { Service } from "../service.ts";

/** Memory in MiB that Fargate has for each number of CPU units: lowest, highest, and the step between (ECS developer guide). */
const FARGATE_MEMORY: Record<number, readonly [low: number, high: number, step: number]> = {
  256: [512, 2048, 0],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};

/** CPU units that Fargate has for Windows. */
const WINDOWS_CPU = [1024, 2048, 4096];

/** Finds sizes that Fargate does not have, and containers that don't fit into their task. */
export function checkSize(service: Service): Finding[] {
  const size = sizeOf(service);
  const { cpuUnits, memoryMiB } = size;
  const found = [
    ...(service.cluster === "fargate" ? checkFargateSize(cpuUnits ?? 0, memoryMiB ?? 0, service.os) : []),
    ...checkLimits(service, memoryMiB),
    ...checkSum(service, "cpuUnits", cpuUnits, ({ cpuUnits }) => cpuUnits),
    // The memory of one container is checked by itself.
    ...(service.sidecars.length === 0 && service.logs.type === "cloudwatch"
      ? []
      : checkSum(
          service,
          "memoryMiB",
          memoryMiB,
          reservedMemory,
          service.logs.type === "firelens" ? LOG_ROUTER_MIB : 0,
        )),
  ];
  return found.map(({ path, message }) => ({ path, message: `${byDefault(service, size, path)}${message}` }));
}

/** Says a size that nobody has written: the message could not show it. */
function byDefault(service: Service, size: ReturnType<typeof sizeOf>, [field]: Finding["path"]): string {
  if (field !== "cpuUnits" && field !== "memoryMiB") return "";
  return service[field] === undefined ? `is ${size[field]} by default, and ` : "";
}

function checkFargateSize(cpuUnits: number, memoryMiB: number, os: string): Finding[] {
  const sizes = FARGATE_MEMORY[cpuUnits];
  if (sizes === undefined)
    return [{ path: ["cpuUnits"], message: `is no size of Fargate: use ${listOf(Object.keys(FARGATE_MEMORY))}` }];
  if (os !== "linux" && !WINDOWS_CPU.includes(cpuUnits))
    return [{ path: ["cpuUnits"], message: `is too small or too large for Windows: use ${listOf(WINDOWS_CPU)}` }];
  const [low, high, step] = sizes;
  // The smallest size doubles instead of stepping.
  const allowed =
    step === 0
      ? [512, 1024, 2048].includes(memoryMiB)
      : memoryMiB >= low && memoryMiB <= high && memoryMiB % step === 0;
  if (allowed) return [];
  const choices = step === 0 ? listOf([512, 1024, 2048]) : `${low} to ${high} in steps of ${step}`;
  return [{ path: ["memoryMiB"], message: `is not allowed with cpuUnits ${cpuUnits}: use ${choices}` }];
}

type Container = Service["container"] | Service["sidecars"][number];

/** The containers of a service, with their paths. */
function containersOf({ container, sidecars }: Service): [path: (string | number)[], container: Container][] {
  return [
    [["container"], container],
    ...sidecars.map((each, index) => [["sidecars", index], each] as [(string | number)[], Container]),
  ];
}

function checkLimits(service: Service, taskMemory: number | undefined): Finding[] {
  return containersOf(service).flatMap(([path, { memoryMiB: hard, memoryReservationMiB: soft }]) => {
    if (hard === undefined && soft === undefined && taskMemory === undefined)
      return [{ path, message: "has no memory limit: on EC2 set memoryReservationMiB, or memoryMiB" }];
    if (hard !== undefined && soft !== undefined && soft > hard)
      return [
        {
          path: [...path, "memoryReservationMiB"],
          message: `is more than the container's limit: use at most ${hard}, or raise memoryMiB`,
        },
      ];
    if (taskMemory === undefined || (hard ?? soft ?? 0) <= taskMemory) return [];
    return [
      {
        path: [...path, hard === undefined ? "memoryReservationMiB" : "memoryMiB"],
        message: `is more than the task has: use at most ${taskMemory}, or raise the service's memoryMiB`,
      },
    ];
  });
}

/** What the container reserves that hands on the output of the others. */
const LOG_ROUTER_MIB = 50;

const reservedMemory = ({ memoryReservationMiB, memoryMiB }: Container) => memoryReservationMiB ?? memoryMiB;

/** ECS refuses a task definition whose containers reserve more than the task has. */
function checkSum(
  service: Service,
  field: "cpuUnits" | "memoryMiB",
  most: number | undefined,
  reserved: (container: Container) => number | undefined,
  besides = 0,
): Finding[] {
  const sum = containersOf(service).reduce((total, [, container]) => total + (reserved(container) ?? 0), besides);
  if (most === undefined || sum <= most) return [];
  return [{ path: [field], message: `is less than the ${sum} that the containers reserve: raise it` }];
}
