import { type AwsRule, blockOf, isMissing, knownText } from "../rule.ts";
import { isTimezone } from "../timezone.ts";
import { isSchedule } from "./events.ts";

export const SCHEDULE_RULES: readonly AwsRule[] = [
  {
    name: "group-of-schedule",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned, others }) {
      const group = knownText(planned.group_name) ?? "default";
      return group === "default" || others("aws_scheduler_schedule_group").some(({ name }) => name === group)
        ? undefined
        : `ResourceNotFoundException: Schedule group ${group} does not exist.`;
    },
  },
  {
    name: "period-of-schedule",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned }) {
      const [start, end] = [planned.start_date, planned.end_date].map((date) => Date.parse(knownText(date) ?? ""));
      return (start ?? 0) >= (end ?? 0) && !Number.isNaN(start) && !Number.isNaN(end)
        ? "ValidationException: The StartDate must be before the EndDate."
        : undefined;
    },
  },
  {
    name: "target-of-schedule",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html",
    types: ["aws_scheduler_schedule"],
    apply({ planned }) {
      const target = blockOf(planned.target);
      const arn = knownText(target.arn) ?? "";
      const invalid = (message: string) => `ValidationException: ${message}`;
      const service = arn.split(":")[2] ?? ""; // of universal targets it is `scheduler`
      if (["s3", "rds", "dynamodb", "ec2", "iam"].includes(service))
        return invalid(`Provided Arn ${arn} is not in correct format.`);
      if (service === "sqs" && arn.endsWith(".fifo") && isMissing(target.sqs_parameters))
        return invalid("MessageGroupId must be provided for a FIFO queue target.");
      if (service === "ecs" && isMissing(target.ecs_parameters))
        return invalid("EcsParameters must be provided for an ECS target.");
      if (service === "events" && isMissing(target.eventbridge_parameters))
        return invalid("EventBridgeParameters must be provided for an event bus target.");
      if (service === "kinesis" && isMissing(target.kinesis_parameters))
        return invalid("KinesisParameters must be provided for a Kinesis target.");
      const letters = knownText(blockOf(target.dead_letter_config).arn);
      return letters?.endsWith(".fifo") ? invalid("A dead-letter queue must be a standard SQS queue.") : undefined;
    },
  },
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
