import type * as v from "valibot";
import type { Finding } from "../finding.ts";
import type { service } from "./service.ts";

type Service = v.InferOutput<typeof service>;

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

/** Finds what ECS or Elastic Load Balancing would refuse of one service. */
export function checkService(service: Service): Finding[] {
  return [...checkSize(service), ...checkRoute(service), ...checkScaling(service), ...checkDeployment(service)];
}

/** Finds what services have of each other's. */
export function checkServices(services: Service[]): Finding[] {
  return [...checkShared(services), ...checkPriorities(services)];
}

/** Names of a service that the account has once, with their paths. */
function namesOf({ name, taskFamily, scaling }: Service): [path: string[], name: string | undefined][] {
  return [
    [["name"], name],
    [["taskFamily"], taskFamily],
    [["scaling", "scaleOut", "alarmName"], scaling?.scaleOut.alarmName],
    [["scaling", "scaleIn", "alarmName"], scaling?.scaleIn.alarmName],
  ];
}

function checkShared(services: readonly Service[]): Finding[] {
  const taken = new Map<string, string>();
  const found: Finding[] = [];
  for (const [index, service] of services.entries())
    for (const [path, name] of namesOf(service)) {
      const kind = path.at(-1);
      const key = `${kind} ${name}`;
      const other = taken.get(key);
      if (name !== undefined && other !== undefined)
        found.push({ path: [index, ...path], message: `is the ${kind} of ${other} too: give each its own` });
      taken.set(key, `services[${index}]`);
    }
  return found;
}

function checkSize({ cluster, cpuUnits, memoryMiB, container }: Service): Finding[] {
  const { memoryMiB: hard, memoryReservationMiB: soft } = container;
  const found: Finding[] = cluster === "fargate" ? checkFargateSize(cpuUnits ?? 256, memoryMiB ?? 512) : [];
  if (cluster === "ec2" && hard === undefined && soft === undefined && memoryMiB === undefined)
    found.push({ path: ["container"], message: "has no memory limit: on EC2 set memoryReservationMiB, or memoryMiB" });
  if (hard !== undefined && soft !== undefined && soft > hard)
    found.push({
      path: ["container", "memoryReservationMiB"],
      message: `is more than the container's limit: use at most ${hard}, or raise memoryMiB`,
    });
  const task = memoryMiB ?? (cluster === "fargate" ? 512 : undefined);
  if (task !== undefined && (hard ?? soft ?? 0) > task)
    found.push({
      path: ["container", hard === undefined ? "memoryReservationMiB" : "memoryMiB"],
      message: `is more than the task has: use at most ${task}, or raise the service's memoryMiB`,
    });
  return found;
}

function checkFargateSize(cpuUnits: number, memoryMiB: number): Finding[] {
  const sizes = FARGATE_MEMORY[cpuUnits];
  if (sizes === undefined)
    return [{ path: ["cpuUnits"], message: `is no size of Fargate: use ${listOf(Object.keys(FARGATE_MEMORY))}` }];
  const [low, high, step] = sizes;
  // The smallest size doubles instead of stepping.
  const allowed =
    step === 0
      ? [512, 1024, 2048].includes(memoryMiB)
      : memoryMiB >= low && memoryMiB <= high && memoryMiB % step === 0;
  if (allowed) return [];
  const choices = step === 0 ? listOf(["512", "1024", "2048"]) : `${low} to ${high} in steps of ${step}`;
  return [{ path: ["memoryMiB"], message: `is not allowed with cpuUnits ${cpuUnits}: use ${choices}` }];
}

function checkRoute({ route }: Service): Finding[] {
  if (route === undefined) return [];
  const { intervalSeconds, timeoutSeconds } = route.healthCheck;
  const found: Finding[] = [];
  if (timeoutSeconds >= intervalSeconds)
    found.push({
      path: ["route", "healthCheck", "timeoutSeconds"],
      message: `is not less than intervalSeconds ${intervalSeconds}: a check must end before the next begins`,
    });
  if (route.paths.length < 1 || route.paths.length > 5)
    found.push({
      path: ["route", "paths"],
      message: "is empty or too long: list one to five paths, because a listener rule takes five values",
    });
  return found;
}

function checkScaling({ scaling, desiredCount }: Service): Finding[] {
  if (scaling === undefined) return [];
  const { minTasks, maxTasks, scaleIn, scaleOut } = scaling;
  const found: Finding[] = [];
  if (minTasks > maxTasks)
    found.push({
      path: ["scaling", "minTasks"],
      message: `is more than maxTasks ${maxTasks}: lower it, or raise maxTasks`,
    });
  else if (desiredCount < minTasks || desiredCount > maxTasks)
    found.push({
      path: ["desiredCount"],
      message: `is outside the scaling limits: use ${minTasks} to ${maxTasks}, or change scaling.minTasks or maxTasks`,
    });
  if (scaleIn.cpuPercent >= scaleOut.cpuPercent)
    found.push({
      path: ["scaling", "scaleIn", "cpuPercent"],
      message: `is not below scaleOut.cpuPercent ${scaleOut.cpuPercent}: the service would scale out and in at once`,
    });
  for (const [name, { periodSeconds }] of Object.entries({ scaleOut, scaleIn }))
    if (periodSeconds % 60 !== 0)
      found.push({ path: ["scaling", name, "periodSeconds"], message: "is no multiple of 60: use 60, 120, 300 …" });
  return found;
}

function checkDeployment({ deployment }: Service): Finding[] {
  const { minimumHealthyPercent, maximumPercent } = deployment;
  if (minimumHealthyPercent < 100 || maximumPercent > 100) return [];
  return [
    {
      path: ["deployment", "maximumPercent"],
      message:
        "leaves no way to replace a task while minimumHealthyPercent is 100: use 200, or lower minimumHealthyPercent",
    },
  ];
}

function checkPriorities(services: readonly Service[]): Finding[] {
  return services.flatMap(({ cluster, route }, index) => {
    const twin = services.findIndex(
      (other) => other.cluster === cluster && other.route !== undefined && other.route.priority === route?.priority,
    );
    if (route === undefined || twin >= index) return [];
    return [
      {
        path: [index, "route", "priority"],
        message: `is taken by services[${twin}] on the same load balancer: give each service its own`,
      },
    ];
  });
}

const listOf = (items: string[]): string => `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
