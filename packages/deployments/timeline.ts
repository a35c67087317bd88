import { batches } from "./rolling.ts";
import type { Rolling, Rollout, TwoSets } from "./rollout.ts";
import { partsOf } from "./shift.ts";

/** A moment of a deployment from which on things are so, until the next one. */
export interface Moment {
  /** What happens. */
  readonly label: string;
  /** Old tasks that run. */
  readonly oldTasks: number;
  /** New tasks that run and are not healthy yet, so get no requests. */
  readonly startingTasks: number;
  /** New tasks that are healthy. */
  readonly newTasks: number;
  /** Share of the requests that new tasks get. */
  readonly percent: number;
  /** Whose tasks the test listener reaches. @default there is none */
  readonly test?: "old" | "new";
  /** How long it lasts, where it is configured. @default as long as it takes */
  readonly minutes?: number;
  /** How long it lasts at most, where it is configured. @default as long as it takes */
  readonly atMostMinutes?: number;
}

/** What happens in a deployment of so many tasks, moment by moment. Throws if it could never end. */
export function timeline(rollout: Rollout, tasks: number): Moment[] {
  return rollout.type === "rolling" ? rolling(rollout, tasks) : twoSets(rollout, tasks);
}

/** How long a deployment takes at the most besides starting and stopping tasks, in minutes. */
export function stepMinutes(rollout: Rollout): number {
  const minutes =
    rollout.type === "rolling" ? [] : twoSets(rollout, 1).map((each) => each.minutes ?? each.atMostMinutes);
  return minutes.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

function rolling(rollout: Rolling, tasks: number): Moment[] {
  const steps = batches(rollout, tasks);
  if (steps === undefined)
    throw new Error(
      `${rollout.minimumHealthyPercent} to ${rollout.maximumPercent} percent of ${tasks} tasks leave no way to replace one`,
    );
  const moments: Moment[] = [{ label: "before", oldTasks: tasks, startingTasks: 0, newTasks: 0, percent: 0 }];
  let [oldTasks, newTasks] = [tasks, 0];
  for (const { stopped, started } of steps) {
    oldTasks -= stopped;
    const changes = [count(stopped, "old", "stop"), count(started, "new", "start")].filter((text) => text !== "");
    moments.push({
      label: changes.join(", "),
      oldTasks,
      startingTasks: started,
      newTasks,
      percent: share(oldTasks, newTasks),
    });
    newTasks += started;
    if (started > 0)
      moments.push({
        label: `${started} new healthy`,
        oldTasks,
        startingTasks: 0,
        newTasks,
        percent: share(oldTasks, newTasks),
      });
  }
  return moments;
}

const count = (tasks: number, which: string, what: string) =>
  tasks === 0 ? "" : `${tasks} ${which} ${what}${tasks === 1 ? "s" : ""}`;

/** The load balancer gives each healthy task as many requests as any other. */
const share = (oldTasks: number, newTasks: number) =>
  oldTasks + newTasks === 0 ? 0 : Math.round((100 * newTasks) / (oldTasks + newTasks));

/** All new tasks are there before the first request moves, and all old ones until after the last. */
function twoSets(rollout: TwoSets, tasks: number): Moment[] {
  const { hasTestListener, approvalMinutes, settleMinutes = 0, shift, keepOldMinutes } = rollout;
  const one = {
    oldTasks: tasks,
    startingTasks: 0,
    newTasks: 0,
    percent: 0,
    ...(hasTestListener && { test: "old" as const }),
  };
  const both = { ...one, newTasks: tasks, ...(hasTestListener && { test: "new" as const }) };
  const moments: Moment[] = [
    { ...one, label: "before" },
    { ...one, label: `${tasks} new start`, startingTasks: tasks },
    { ...both, label: hasTestListener ? "test requests" : `${tasks} new healthy` },
    ...(approvalMinutes > 0 ? [{ ...both, label: "wait for approval", atMostMinutes: approvalMinutes }] : []),
    ...(settleMinutes > 0 ? [{ ...both, label: "load balancer settles", atMostMinutes: settleMinutes }] : []),
    ...partsOf(shift).map((part) => ({ ...both, label: `${part.percent} % moved`, ...part })),
    { ...both, label: "100 % moved, old kept", percent: 100, minutes: keepOldMinutes },
    { ...both, label: `${tasks} old stop`, oldTasks: 0, percent: 100 },
  ];
  return moments.filter(({ minutes }) => minutes !== 0);
}
