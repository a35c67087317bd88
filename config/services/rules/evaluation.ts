import { readSchedule } from "../../../packages/schedules/schedule.ts";
import type { Finding } from "../../finding.ts";
import { isOver, OVER } from "../../schedule-times.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";

/** What alarms and schedules would wait for in vain, or longer than CloudWatch does. */
export const EVALUATION_RULES = [checkEvaluation, checkReach, checkOver];

const DAY = 86400;
const HOUR = 3600;

/** Periods of alarms, with their places. */
function periodsOf({ alarms, scaling }: Service) {
  const steps = (["out", "in"] as const).flatMap((direction) =>
    whereParsed(() => {
      const step = scaling?.steps?.[direction];
      return step === undefined ? [] : [{ path: ["scaling", "steps", direction], ...step }];
    }),
  );
  return [...alarms.map((alarm, index) => ({ path: ["alarms", index], ...alarm })), ...steps];
}

/**
 * Periods of less than an hour are evaluated over a day at most, longer ones over a week
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html, Period).
 */
function checkEvaluation(service: Service): Finding[] {
  return periodsOf(service).flatMap(({ path, periodSeconds, periods }) => {
    const limit = periodSeconds < HOUR ? DAY : 7 * DAY;
    const total = periodSeconds * periods;
    if (total <= limit) return [];
    const rule = `with periodSeconds ${periodSeconds} makes ${total} seconds, and CloudWatch evaluates at most ${limit}`;
    const message = `${rule}: use up to ${Math.floor(limit / periodSeconds)} periods, or shorter ones`;
    return [{ path: [...path, "periods"], message }];
  });
}

/** On Fargate a task uses no more than it reserves, so these percentages end at 100. */
function checkReach({ cluster, alarms, scaling }: Service): Finding[] {
  if (cluster !== "fargate") return [];
  const isPercent = (metric: string) => metric === "cpu" || metric === "memory";
  const message = "is never reached, because it is a percentage of what a task on Fargate has: use up to 100";
  return [
    ...alarms.flatMap(({ metric, threshold }, index) =>
      isPercent(metric) && threshold > 100 ? [{ path: ["alarms", index, "threshold"], message }] : [],
    ),
    ...(scaling?.tracking ?? []).flatMap(({ metric, target }, index) =>
      isPercent(metric) && target > 100 ? [{ path: ["scaling", "tracking", index, "target"], message }] : [],
    ),
  ];
}

/** Application Auto Scaling takes no scheduled action that never runs (PutScheduledAction). */
function checkOver({ scaling }: Service): Finding[] {
  return (scaling?.schedules ?? []).flatMap((each, index) =>
    whereParsed(() => {
      const schedule = readSchedule(each.when);
      if (typeof schedule === "string" || !isOver(schedule, each.timezone)) return [];
      return [{ path: ["scaling", "schedules", index, "when"], message: OVER }];
    }),
  );
}
