import { runDays, type Schedule } from "./schedule.ts";
import { localTime, momentOf } from "./zones.ts";

const MINUTE = 60_000;

/** A run of a scheduled action. */
export interface Run {
  /** Milliseconds since 1970, in UTC. */
  readonly moment: number;
  /** What clocks of the zone show: `Mon 2026-11-30 08:00`. */
  readonly local: string;
}

/** The next runs after a moment, at most `count`; of a rate there are none, because it counts from when AWS gets it. */
export function nextRuns(schedule: Schedule, zone: string, after: number, count: number): Run[] {
  if (schedule.type === "rate") return [];
  const runs: Run[] = [];
  for (const local of locals(schedule, localTime(after, zone))) {
    const moment = momentOf(local, zone);
    if (moment !== undefined && moment > after) runs.push({ moment, local: localText(local) });
    if (runs.length === count) break;
  }
  return runs;
}

/** Local times, from the day before a local time on. */
function* locals(schedule: Exclude<Schedule, { type: "rate" }>, from: number): Generator<number> {
  if (schedule.type === "at") {
    const [year, month, day, seconds] = schedule.local;
    yield Date.UTC(year, month - 1, day) + seconds * 1000;
    return;
  }
  const start = new Date(from);
  for (const year of sorted(schedule.years).filter((each) => each >= start.getUTCFullYear()))
    for (const month of sorted(schedule.months)) {
      if (year === start.getUTCFullYear() && month < start.getUTCMonth() + 1) continue;
      for (const day of runDays(schedule, year, month)) yield* timesOn(schedule, Date.UTC(year, month - 1, day), from);
    }
}

function* timesOn(schedule: Extract<Schedule, { type: "cron" }>, day: number, from: number): Generator<number> {
  if (day < from - 2 * 24 * 60 * MINUTE) return;
  for (const hour of sorted(schedule.hours))
    for (const minute of sorted(schedule.minutes)) yield day + (hour * 60 + minute) * MINUTE;
}

const sorted = (values: ReadonlySet<number>) => [...values].sort((one, other) => one - other);

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const localText = (local: number): string => {
  const date = new Date(local);
  return `${DAYS[date.getUTCDay()]} ${date.toISOString().slice(0, 16).replace("T", " ")}`;
};
