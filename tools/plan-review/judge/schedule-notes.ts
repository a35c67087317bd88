import { readSchedule } from "../../../packages/schedules/schedule.ts";
import { nextRuns } from "../../../packages/schedules/times.ts";
import { isZone } from "../../../packages/schedules/zones.ts";
import { textAt } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import { actionOf } from "./action.ts";
import { member, sidesOf } from "./side.ts";

/** When a scheduled action of Application Auto Scaling runs next, after a moment in milliseconds since 1970. */
export function scheduleNotes(resource: ResourceChange, now: number): string[] {
  if (resource.type !== "aws_appautoscaling_scheduled_action") return [];
  if (!["create", "update", "replace", "import"].includes(actionOf(resource))) return [];
  const { after } = sidesOf(resource.change);
  const text = textAt(resource.change.after, "schedule");
  const zone = textAt(resource.change.after, "timezone") ?? "UTC";
  if (text === undefined || after.sensitive === true || member(after, "schedule").sensitive === true) return [];
  if (!isZone(zone)) return [`AWS does not know its time zone ${zone}`];
  const schedule = readSchedule(text);
  if (typeof schedule === "string") return [`AWS refuses its schedule, which ${schedule}`];
  if (schedule.type === "rate") return [`runs at its rate from when it is ${actionOf(resource)}d`];
  const runs = nextRuns(schedule, zone, now, 3).map(({ local }) => local);
  return [runs.length === 0 ? "never runs again: its times are in the past" : `runs next ${runs.join(", ")} (${zone})`];
}
