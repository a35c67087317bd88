import { type Finding, listOf } from "../../finding.ts";
import { sizeOf } from "../derive.ts";
import type { Service } from "../service.ts";
import { type Container, containersOf } from "./containers.ts";

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

/** Sizes that Fargate does not have, and containers that don't fit into their task. */
export const SIZE_RULES = [checkFargateSize, checkLimits, checkCpuSum, checkMemorySum];

function checkFargateSize(service: Service): Finding[] {
  if (service.cluster !== "fargate") return [];
  const { cpuUnits = 0, memoryMiB = 0 } = sizeOf(service);
  const cpu = (message: string) => [{ path: ["cpuUnits"], derived: cpuUnits, message }];
  const sizes = FARGATE_MEMORY[cpuUnits];
  if (sizes === undefined) return cpu(`is not a size of Fargate: use ${listOf(Object.keys(FARGATE_MEMORY))}`);
  if (service.os !== "linux" && !WINDOWS_CPU.includes(cpuUnits))
    return cpu(`is too small or too large for Windows: use ${listOf(WINDOWS_CPU)}`);
  const [low, high, step] = sizes;
  // The smallest size doubles instead of stepping.
  const allowed =
    step === 0
      ? [512, 1024, 2048].includes(memoryMiB)
      : memoryMiB >= low && memoryMiB <= high && memoryMiB % step === 0;
  if (allowed) return [];
  const choices = step === 0 ? listOf([512, 1024, 2048]) : `${low} to ${high} in steps of ${step}`;
  return [
    { path: ["memoryMiB"], derived: memoryMiB, message: `is not allowed with cpuUnits ${cpuUnits}: use ${choices}` },
  ];
}

function checkLimits(service: Service): Finding[] {
  const { memoryMiB: taskMemory } = sizeOf(service);
  return containersOf(service).flatMap(({ path, container: { memoryMiB: hard, memoryReservationMiB: soft } }) => {
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

/** What FireLens's own container reserves. */
const LOG_ROUTER_MIB = 50;

function checkCpuSum(service: Service): Finding[] {
  return checkSum("cpuUnits", service, ({ cpuUnits }) => cpuUnits);
}

function checkMemorySum(service: Service): Finding[] {
  const withRouter = service.logs.type === "firelens";
  if (service.sidecars.length === 0 && !withRouter) return []; // the memory of one container is checked by itself
  const reserved = ({ memoryReservationMiB, memoryMiB }: Container) => memoryReservationMiB ?? memoryMiB;
  return checkSum("memoryMiB", service, reserved, withRouter ? LOG_ROUTER_MIB : 0);
}

/** ECS refuses a task definition whose containers reserve more than the task has. */
function checkSum(
  field: "cpuUnits" | "memoryMiB",
  service: Service,
  reserved: (container: Container) => number | undefined,
  besides = 0,
): Finding[] {
  const taskSize = sizeOf(service)[field];
  const sum = containersOf(service).reduce((total, { container }) => total + (reserved(container) ?? 0), besides);
  if (taskSize === undefined || sum <= taskSize) return [];
  return [
    { path: [field], derived: taskSize, message: `is less than the ${sum} that the containers reserve: raise it` },
  ];
}
