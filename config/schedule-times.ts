import type { Schedule } from "../packages/schedules/schedule.ts";
import { nextRuns } from "../packages/schedules/times.ts";

/** Whether a schedule has no run in the future. A rate always has. */
export const isOver = (schedule: Schedule, timezone: string): boolean =>
  schedule.type !== "rate" && nextRuns(schedule, timezone, Date.now(), 1).length === 0;

/** What a message says of such a schedule. */
export const OVER = "never runs again, because its times are in the past: use a future one, or remove the schedule";
