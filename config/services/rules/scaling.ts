import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";

/** Scaling that contradicts itself, and alarms on what the service does not have. */
export const SCALING_RULES = [
  checkLimits,
  checkSchedules,
  checkStart,
  checkSteps,
  checkPeriods,
  checkTracking,
  checkAlarms,
];

/** The scaling of a service, which a daemon does not have, whatever its limits. */
const scalingOf = ({ scaling, scheduling }: Service) =>
  scaling === undefined || scheduling === "daemon" ? undefined : scaling;

function checkLimits(service: Service): Finding[] {
  const { desiredCount } = service;
  const scaling = scalingOf(service);
  if (scaling === undefined) return [];
  const { minTasks, maxTasks } = scaling;
  if (minTasks > maxTasks) return [aboveMax(["scaling", "minTasks"], maxTasks)];
  if (desiredCount === undefined || (desiredCount >= minTasks && desiredCount <= maxTasks)) return [];
  const message = `is outside the scaling limits: use ${minTasks} to ${maxTasks}, or change scaling.minTasks or maxTasks`;
  return [{ path: ["desiredCount"], message }];
}

function checkSchedules(service: Service): Finding[] {
  const scaling = scalingOf(service);
  const schedules = scaling?.schedules ?? [];
  return schedules.flatMap((each, index) =>
    whereParsed(() => {
      const path = ["scaling", "schedules", index];
      const isTaken = schedules.slice(0, index).some(({ name }) => name === each.name);
      return [
        ...(each.minTasks > each.maxTasks ? [aboveMax([...path, "minTasks"], each.maxTasks)] : []),
        ...(isTaken ? [{ path: [...path, "name"], message: "is listed twice: give each schedule its own name" }] : []),
      ];
    }),
  );
}

/**
 * Without tasks there is no CPU, no memory and no request per task to measure, and without data nothing scales (ECS developer
 * guide, target tracking). Only a schedule starts the service again.
 */
function checkStart(service: Service): Finding[] {
  const scaling = scalingOf(service);
  if (scaling === undefined) return [];
  const { minTasks, steps, tracking, schedules } = scaling;
  if ((steps === undefined && tracking.length === 0) || schedules.some((each) => each.minTasks > 0)) return [];
  const message =
    "leaves no metric to scale on while no task runs: use at least 1, or add a schedule that sets minTasks above 0";
  return [
    ...(minTasks === 0 ? [{ path: ["scaling", "minTasks"], message }] : []),
    ...schedules.map((_, index) => ({ path: ["scaling", "schedules", index, "minTasks"], message })),
  ];
}

const aboveMax = (path: Finding["path"], maxTasks: number): Finding => ({
  path,
  message: `is more than maxTasks ${maxTasks}: lower it, or raise maxTasks`,
});

function checkSteps(service: Service): Finding[] {
  const scaling = scalingOf(service);
  if (scaling === undefined) return [];
  const { steps, tracking, schedules } = scaling;
  if (steps === undefined && tracking.length === 0 && schedules.length === 0)
    return [{ path: ["scaling"], message: "has limits but no policy: add steps, tracking or schedules" }];
  if (steps === undefined) return [];
  const found: Finding[] = [];
  if (steps.in.cpuPercent >= steps.out.cpuPercent)
    found.push({
      path: ["scaling", "steps", "in", "cpuPercent"],
      message: `is not below steps.out.cpuPercent ${steps.out.cpuPercent}: the service would scale out and in at once`,
    });
  if (steps.in.policyName !== undefined && steps.in.policyName === steps.out.policyName)
    found.push({
      path: ["scaling", "steps", "in", "policyName"],
      message: "is also the name of steps.out: give each step its own",
    });
  return found;
}

/** CloudWatch measures in minutes (PutMetricAlarm; shorter periods are for high-resolution metrics). */
const PERIOD = "must be a multiple of 60 (60, 120, 300 …)";

function checkPeriods({ scaling }: Service): Finding[] {
  return (["out", "in"] as const).flatMap((direction) =>
    whereParsed(() =>
      (scaling?.steps?.[direction].periodSeconds ?? 60) % 60 === 0
        ? []
        : [{ path: ["scaling", "steps", direction, "periodSeconds"], message: PERIOD }],
    ),
  );
}

function checkTracking(service: Service): Finding[] {
  const { route, deployment } = service;
  return (scalingOf(service)?.tracking ?? []).flatMap(({ metric }, index, all) => {
    const path = ["scaling", "tracking", index, "metric"];
    if (all.findIndex((each) => each.metric === metric) < index)
      return [{ path, message: "is listed twice: track each metric once" }];
    if (metric !== "requests") return [];
    if (route === undefined) return [{ path, message: "needs a route: add one, or track cpu or memory" }];
    if (route.type === "network")
      return [{ path, message: "counts HTTP requests, but the route is of type network: track cpu or memory" }];
    // The metric belongs to one target group, and here two take turns.
    if (strategyOf(rolloutOf(service)).taskSets > 1)
      return [{ path, message: `can't be tracked with deployment ${deployment.type}: track cpu or memory` }];
    return [];
  });
}

const OF_HTTP = ["server-errors", "response-time"];
const OF_ROUTE = ["unhealthy-tasks", ...OF_HTTP];

function checkAlarms({ alarms, route }: Service): Finding[] {
  return alarms.flatMap(({ metric, name, periodSeconds }, index) => {
    const path = ["alarms", index];
    const found: Finding[] = [];
    if (route === undefined && OF_ROUTE.includes(metric))
      found.push({ path: [...path, "metric"], message: "needs a route: add one, or use cpu or memory" });
    if (route?.type === "network" && OF_HTTP.includes(metric))
      found.push({
        path: [...path, "metric"],
        message: "is a metric of HTTP, but the route is of type network: use unhealthy-tasks, cpu or memory",
      });
    if (name === undefined && alarms.findIndex((each) => each.metric === metric && each.name === undefined) < index)
      found.push({ path, message: `is a second alarm on ${metric} without a name: give it one` });
    if (periodSeconds % 60 !== 0) found.push({ path: [...path, "periodSeconds"], message: PERIOD });
    return found;
  });
}
