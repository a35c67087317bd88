import { batches, limits } from "../../../packages/deployments/rolling.ts";
import type { Rolling, Shift, TwoSets } from "../../../packages/deployments/rollout.ts";
import { partsOf, waitingMinutes } from "../../../packages/deployments/shift.ts";
import { pluralize } from "../pluralize.ts";
import type { ServiceNumbers } from "./service.ts";
import type { Traffic } from "./traffic.ts";

/** The steps of a deployment, in order, and its minimum duration. */
export function deploymentSteps(service: ServiceNumbers, traffic: Traffic | undefined): string[] {
  if (service.controller === "EXTERNAL") return ["an external controller deploys it"];
  const { rollout } = service;
  return rollout.type === "rolling" ? rolling(service, rollout, traffic) : twoSets(service, rollout, traffic);
}

function rolling({ tasks, isDaemon }: ServiceNumbers, rollout: Rolling, traffic: Traffic | undefined): string[] {
  if (isDaemon) return ["one task on each instance is replaced, instance by instance"];
  if (tasks === 0) return ["no task runs, so none is replaced"];
  const { minimum, maximum } = limits(rollout, tasks);
  const started = batches(rollout, tasks)?.flatMap(({ started }) => (started > 0 ? [started] : []));
  if (started === undefined) {
    const { minimumHealthyPercent, maximumPercent } = rollout;
    return [
      `it never ends: ${minimumHealthyPercent} to ${maximumPercent} % of ${tasks} leave no way to replace a task`,
    ];
  }
  const healthy = traffic?.healthySeconds ?? 0;
  return [
    `${pluralize(tasks, "task")} replaced: at least ${minimum} stay, at most ${maximum} run`,
    started.length === 1 ? "all new ones start at once" : `new ones start ${started.join(", then ")}`,
    ...arrival(traffic),
    leastTime(started.length * healthy + (traffic?.drainSeconds ?? 0)),
  ];
}

function twoSets({ tasks }: ServiceNumbers, rollout: TwoSets, traffic: Traffic | undefined): string[] {
  const { shiftedBy, shift, approvalMinutes, keepOldMinutes } = rollout;
  const seconds = (traffic?.healthySeconds ?? 0) + 60 * waitingMinutes(rollout) + (traffic?.drainSeconds ?? 0);
  return [
    `${pluralize(tasks, "new task")} beside ${tasks} old, ${2 * tasks} in all, until the old ones end`,
    ...arrival(traffic),
    ...(approvalMinutes > 0 ? [`waits up to ${approvalMinutes} min for approval, and stops without it`] : []),
    `${shiftedBy} moves requests ${shiftText(shift)}`,
    ...(keepOldMinutes > 0 ? [`old tasks are kept for ${keepOldMinutes} min, to go back`] : []),
    leastTime(seconds),
  ];
}

function shiftText(shift: Shift): string {
  switch (shift.type) {
    case "all-at-once":
      return "all at once";
    case "canary":
      return `${shift.percent} % first, the rest after ${shift.minutes} min`;
    case "linear":
      return `${shift.percent} % every ${shift.minutes} min, in ${pluralize(partsOf(shift).length + 1, "step")}`;
  }
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

/** `90 s`, `12 min`, `1 h 5 min` */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
