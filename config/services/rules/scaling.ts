import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";

/** Finds scaling that contradicts itself, and alarms on what the service does not have. */
export function checkScaling(service: Service): Finding[] {
  return [...checkLimits(service), ...checkSteps(service), ...checkTracking(service), ...checkAlarms(service)];
}

function checkLimits({ scaling, desiredCount }: Service): Finding[] {
  if (scaling === undefined) return [];
  const { minTasks, maxTasks, schedules } = scaling;
  const found: Finding[] = [];
  if (minTasks > maxTasks)
    found.push({
      path: ["scaling", "minTasks"],
      message: `is more than maxTasks ${maxTasks}: lower it, or raise maxTasks`,
    });
  else if (desiredCount !== undefined && (desiredCount < minTasks || desiredCount > maxTasks))
    found.push({
      path: ["desiredCount"],
      message: `is outside the scaling limits: use ${minTasks} to ${maxTasks}, or change scaling.minTasks or maxTasks`,
    });
  for (const [index, each] of schedules.entries()) {
    const path = ["scaling", "schedules", index];
    if (each.minTasks > each.maxTasks)
      found.push({
        path: [...path, "minTasks"],
        message: `is more than maxTasks ${each.maxTasks}: lower it, or raise maxTasks`,
      });
    if (schedules.findIndex(({ name }) => name === each.name) < index)
      found.push({ path: [...path, "name"], message: "stands twice: give each schedule its own name" });
  }
  return found;
}

function checkSteps({ scaling }: Service): Finding[] {
  if (scaling === undefined) return [];
  const { steps, tracking, schedules } = scaling;
  if (steps === undefined && tracking.length === 0 && schedules.length === 0)
    return [{ path: ["scaling"], message: "says limits but not when to scale: add steps, tracking or schedules" }];
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
      message: "is that of steps.out too: give each step its own",
    });
  for (const direction of ["out", "in"] as const)
    if (steps[direction].periodSeconds % 60 !== 0)
      found.push({
        path: ["scaling", "steps", direction, "periodSeconds"],
        message: "is no multiple of 60: use 60, 120, 300 …",
      });
  return found;
}

function checkTracking(service: Service): Finding[] {
  const { scaling, route, deployment } = service;
  return (scaling?.tracking ?? []).flatMap(({ metric }, index, all) => {
    const path = ["scaling", "tracking", index, "metric"];
    if (all.findIndex((each) => each.metric === metric) < index)
      return [{ path, message: "stands twice: track each metric once" }];
    if (metric !== "requests") return [];
    if (route === undefined) return [{ path, message: "needs a route: add one, or track cpu or memory" }];
    // The metric belongs to one target group, and here two take turns.
    if (strategyOf(rolloutOf(service)).taskSets > 1)
      return [{ path, message: `can't be tracked with deployment ${deployment.type}: track cpu or memory` }];
    return [];
  });
}

const OF_ROUTE = ["unhealthy-tasks", "server-errors", "response-time"];

function checkAlarms({ alarms, route }: Service): Finding[] {
  return alarms.flatMap(({ metric, name, periodSeconds }, index) => {
    const path = ["alarms", index];
    const found: Finding[] = [];
    if (route === undefined && OF_ROUTE.includes(metric))
      found.push({ path: [...path, "metric"], message: "needs a route: add one, or use cpu or memory" });
    if (name === undefined && alarms.findIndex((each) => each.metric === metric && each.name === undefined) < index)
      found.push({ path, message: `is a second alarm on ${metric} without a name: give it one` });
    if (periodSeconds % 60 !== 0)
      found.push({ path: [...path, "periodSeconds"], message: "is no multiple of 60: use 60, 120, 300 …" });
    return found;
  });
}
