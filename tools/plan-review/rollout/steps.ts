import type { ServiceNumbers, Shift } from "./service.ts";
import type { Traffic } from "./traffic.ts";

/** What happens in a deployment, in order, and how long it takes at least. */
export function deploymentSteps(service: ServiceNumbers, traffic: Traffic | undefined): string[] {
  if (service.controller === "EXTERNAL") return ["an external controller deploys it"];
  return service.shift === undefined ? rolling(service, traffic) : twoSets(service, service.shift, traffic);
}

/**
 * ECS keeps the minimum of tasks healthy, rounded up, and runs no more than the maximum, rounded down (Amazon ECS API
 * reference, DeploymentConfiguration). Within that it stops and starts as many at a time as it may.
 */
function rolling(service: ServiceNumbers, traffic: Traffic | undefined): string[] {
  const { tasks, minimumPercent, maximumPercent, isDaemon } = service;
  if (isDaemon) return ["one task on each instance is replaced, instance by instance"];
  if (tasks === 0) return ["no task runs, so none is replaced"];
  const least = Math.ceil((tasks * minimumPercent) / 100);
  const most = Math.floor((tasks * maximumPercent) / 100);
  const batches = batchesOf(tasks, least, most);
  if (batches === undefined)
    return [`it never ends: ${minimumPercent} to ${maximumPercent} % of ${tasks} leave no way to replace a task`];
  const healthy = traffic?.healthySeconds ?? 0;
  return [
    `${count(tasks, "task")} replaced: at least ${least} stay, at most ${most} run`,
    batches.length === 1 ? "all new ones start at once" : `new ones start ${batches.join(", then ")}`,
    ...arrival(traffic),
    leastTime(batches.length * healthy + (traffic?.drainSeconds ?? 0)),
  ];
}

/** How many new tasks start at a time; undefined if it would never end. */
function batchesOf(tasks: number, least: number, most: number): number[] | undefined {
  const batches: number[] = [];
  let [old, fresh] = [tasks, 0];
  while (fresh < tasks) {
    old -= Math.max(0, Math.min(old, old + fresh - least));
    const started = Math.max(0, Math.min(tasks - fresh, most - old - fresh));
    if (started === 0) return undefined;
    batches.push(started);
    fresh += started;
  }
  return batches;
}

function twoSets({ tasks }: ServiceNumbers, shift: Shift, traffic: Traffic | undefined): string[] {
  const minutes = shiftMinutes(shift);
  const seconds = (traffic?.healthySeconds ?? 0) + 60 * (minutes + shift.keepMinutes) + (traffic?.drainSeconds ?? 0);
  return [
    `${count(tasks, "new task")} beside ${tasks} old, ${2 * tasks} in all, until the old ones end`,
    ...arrival(traffic),
    ...(shift.waitMinutes > 0
      ? [`waits up to ${shift.waitMinutes} min for somebody to go on, and stops if nobody does`]
      : []),
    `${shift.by} moves requests ${shiftText(shift)}`,
    ...(shift.keepMinutes > 0 ? [`old tasks are kept for ${shift.keepMinutes} min, to go back`] : []),
    leastTime(seconds),
  ];
}

const shiftSteps = ({ percent }: Shift) => Math.max(0, Math.ceil(100 / Math.max(percent, 0.1)) - 1);

const shiftMinutes = (shift: Shift) =>
  shift.type === "linear" ? shiftSteps(shift) * shift.minutes : shift.type === "canary" ? shift.minutes : 0;

function shiftText(shift: Shift): string {
  const { type, percent, minutes } = shift;
  if (type === "all at once") return "all at once";
  if (type === "canary") return `${percent} % first, the rest after ${minutes} min`;
  return `${percent} % every ${minutes} min, in ${count(shiftSteps(shift) + 1, "step")}`;
}

function arrival(traffic: Traffic | undefined): string[] {
  if (traffic === undefined) return [];
  const { listeners, healthySeconds, drainSeconds } = traffic;
  return [
    ...(listeners.length > 0 ? [`requests come through ${listeners.join(" and ")}`] : []),
    `a new task gets requests after ${healthySeconds} s of good health, an old one ends its own within ${drainSeconds} s`,
  ];
}

const leastTime = (seconds: number) =>
  seconds === 0
    ? "as long as the tasks take to start and to stop"
    : `at least ${duration(seconds)}, and what the tasks take to start`;

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** `90 s`, `12 min`, `1 h 5 min` */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
