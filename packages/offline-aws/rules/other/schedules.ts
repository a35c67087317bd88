import { type AwsRule, blockOf, isMissing, knownText } from "../rule.ts";
import { isSchedule } from "./events.ts";

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

export const SCHEDULE_RULES: readonly AwsRule[] = [
  {
    name: "scheduler",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned }) {
      const text = knownText(planned.schedule_expression) ?? "";
      return /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/.test(text) || isSchedule(text)
        ? undefined
        : `ValidationException: Invalid Schedule Expression ${text}.`;
    },
  },
  {
    name: "scheduler-timezone",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned }) {
      const zone = knownText(planned.schedule_expression_timezone);
      return zone === undefined || isTimezone(zone)
        ? undefined
        : "ValidationException: Provided ScheduleExpressionTimezone is not valid.";
    },
  },
  {
    name: "flexible-window",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned }) {
      const { mode, maximum_window_in_minutes: most } = blockOf(planned.flexible_time_window);
      const hasMost = !isMissing(most) && most !== 0;
      if (mode === "FLEXIBLE" && !hasMost)
        return "ValidationException: MaximumWindowInMinutes must be provided when FlexibleTimeWindow Mode is FLEXIBLE.";
      return mode === "OFF" && hasMost
        ? "ValidationException: MaximumWindowInMinutes must not be provided when FlexibleTimeWindow Mode is OFF."
        : undefined;
    },
  },
];
