import type { Rollout, Shift } from "./rollout.ts";

/** Least part of the requests that AWS moves, in percent; a plan from elsewhere may hold anything. */
const MIN_PERCENT = 0.1;

/** Shares of the requests, in percent, that new tasks get before they get all, each with the minutes that it lasts. */
export function partsOf(shift: Shift): { percent: number; minutes: number }[] {
  switch (shift.type) {
    case "all-at-once":
      return [];
    case "canary":
      return [{ percent: shift.percent, minutes: shift.minutes }];
    case "linear": {
      const { percent, minutes } = shift;
      const steps = Math.max(0, Math.ceil(100 / Math.max(percent, MIN_PERCENT)) - 1);
      return Array.from({ length: steps }, (_, index) => ({ percent: tenths(percent * (index + 1)), minutes }));
    }
  }
}

/** AWS takes percentages with one decimal, which sums of binary numbers miss. */
const tenths = (value: number) => Math.round(value * 10) / 10;

/** Minutes from the first request that moves to the last. */
export const shiftMinutes = (shift: Shift): number => partsOf(shift).reduce((sum, { minutes }) => sum + minutes, 0);

/** Minutes that a deployment waits by configuration; tasks that start and stop come on top, and so does an approval. */
export const waitingMinutes = (rollout: Rollout): number =>
  rollout.type === "rolling" ? 0 : shiftMinutes(rollout.shift) + rollout.keepOldMinutes + (rollout.settleMinutes ?? 0);
