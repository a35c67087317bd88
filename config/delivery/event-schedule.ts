import * as v from "valibot";
import { readSchedule } from "../../packages/schedules/schedule.ts";
import { isOver, OVER } from "../schedule-times.ts";

/** What is wrong with a schedule of an EventBridge rule, which has no single moment; undefined if nothing is. */
function scheduleProblem(value: string): string | undefined {
  const read = readSchedule(value);
  if (typeof read === "string") return read;
  if (read.type === "at") return "is a single moment: write cron(…) or rate(…)";
  return isOver(read, "UTC") ? OVER : undefined;
}

/** A schedule as rules of EventBridge take it (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html). */
export const eventSchedule = v.pipe(
  v.string(),
  v.check(
    (value) => scheduleProblem(value) === undefined,
    ({ input }) => scheduleProblem(input) ?? "",
  ),
  v.title("`cron(…)` or `rate(…)`"),
);
