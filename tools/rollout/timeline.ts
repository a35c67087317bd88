import type { Deployment, Rolling, Shift, TwoSets } from "./deployment.ts";

/** A moment of a deployment from which on things are so, until the next one. */
export interface Moment {
  /** What happens. */
  readonly label: string;
  /** Old tasks that run. */
  readonly old: number;
  /** New tasks that run and are not healthy yet, so get no requests. */
  readonly starting: number;
  /** New tasks that are healthy. */
  readonly fresh: number;
  /** Share of the requests that new tasks get. */
  readonly percent: number;
  /** Whose tasks the listener for tests reaches. @default there is none */
  readonly test?: "old" | "new";
  /** How long it lasts, where configuration says so. @default as long as it takes */
  readonly minutes?: number;
  /** How long it lasts at most, where configuration says so. @default as long as it takes */
  readonly atMostMinutes?: number;
}

/** What happens in a deployment, moment by moment. Throws if it could never end. */
export function timeline(deployment: Deployment): Moment[] {
  return deployment.type === "rolling" ? rolling(deployment) : twoSets(deployment);
}

/**
 * ECS keeps the minimum of tasks healthy, rounded up, and runs no more than the maximum, rounded down (Amazon ECS API
 * reference, DeploymentConfiguration). Within that it stops and starts as many at a time as it may.
 */
function rolling(deployment: Rolling & { service: string; desiredCount: number }): Moment[] {
  const { desiredCount: desired, minimumHealthyPercent, maximumPercent } = deployment;
  const { minimum, maximum } = limits(deployment);
  const moments: Moment[] = [{ label: "before", old: desired, starting: 0, fresh: 0, percent: 0 }];
  let old = desired;
  let fresh = 0;
  while (old > 0 || fresh < desired) {
    const stopped = Math.max(0, Math.min(old, old + fresh - minimum));
    old -= stopped;
    const started = Math.max(0, Math.min(desired - fresh, maximum - old - fresh));
    if (stopped + started === 0)
      throw new Error(
        `service ${deployment.service}: ${minimumHealthyPercent} to ${maximumPercent} percent of ${desired} tasks leave no way to replace one`,
      );
    const changes = [count(stopped, "old", "stop"), count(started, "new", "start")].filter((text) => text !== "");
    moments.push({ label: changes.join(", "), old, starting: started, fresh, percent: share(old, fresh) });
    fresh += started;
    if (started > 0)
      moments.push({ label: `${started} new healthy`, old, starting: 0, fresh, percent: share(old, fresh) });
  }
  return moments;
}

/** Tasks that stay healthy, and tasks that run, at the least and at the most. */
export function limits({
  desiredCount,
  minimumHealthyPercent,
  maximumPercent,
}: Rolling & { readonly desiredCount: number }): { minimum: number; maximum: number } {
  return {
    minimum: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    maximum: Math.floor((desiredCount * maximumPercent) / 100),
  };
}

const count = (tasks: number, which: string, what: string) =>
  tasks === 0 ? "" : `${tasks} ${which} ${what}${tasks === 1 ? "s" : ""}`;

/** The load balancer gives each healthy task as many requests as any other. */
const share = (old: number, fresh: number) => (old + fresh === 0 ? 0 : Math.round((100 * fresh) / (old + fresh)));

/** All new tasks are there before the first request moves, and all old ones until after the last. */
function twoSets(deployment: TwoSets & { desiredCount: number }): Moment[] {
  const { desiredCount: desired, hasTestListener, approvalMinutes, keepOldMinutes } = deployment;
  const one = { old: desired, starting: 0, fresh: 0, percent: 0, ...(hasTestListener && { test: "old" as const }) };
  const both = { ...one, fresh: desired, ...(hasTestListener && { test: "new" as const }) };
  const moments: Moment[] = [
    { ...one, label: "before" },
    { ...one, label: `${desired} new start`, starting: desired },
    { ...both, label: hasTestListener ? "test requests" : `${desired} new healthy` },
    ...(approvalMinutes > 0 ? [{ ...both, label: "wait for approval", atMostMinutes: approvalMinutes }] : []),
    ...partsOf(deployment.shift).map((part) => ({ ...both, label: `${part.percent} % moved`, ...part })),
    { ...both, label: "100 % moved, old kept", percent: 100, minutes: keepOldMinutes },
    { ...both, label: `${desired} old stop`, old: 0, percent: 100 },
  ];
  return moments.filter(({ minutes }) => minutes !== 0);
}

/** Shares of the requests that new tasks get before they get all. */
function partsOf(shift: Shift): { percent: number; minutes: number }[] {
  if (shift.type === "all-at-once") return [];
  const { percent, minutes } = shift;
  if (shift.type === "canary") return [{ percent, minutes }];
  const steps = Math.ceil(100 / percent) - 1;
  return Array.from({ length: steps }, (_, index) => ({ percent: tenths(percent * (index + 1)), minutes }));
}

/** AWS takes percentages with one decimal, which sums of binary numbers miss. */
const tenths = (value: number) => Math.round(value * 10) / 10;
