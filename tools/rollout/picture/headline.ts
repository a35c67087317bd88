import { limits } from "../../../packages/deployments/rolling.ts";
import type { Shift, TwoSets } from "../../../packages/deployments/rollout.ts";
import type { Moment } from "../../../packages/deployments/timeline.ts";
import type { Deployment } from "../deployment.ts";

/** What a picture is about: a title and a line with the numbers of the service. */
export function deploymentHeadline(deployment: Deployment): { title: string; subtitle: string } {
  const { service } = deployment;
  const tasks = countWord(deployment.desiredCount, "task");
  if (deployment.type === "two-sets") {
    const { shift } = deployment;
    return {
      title: `${service}: ${strategyName(deployment)}`,
      subtitle: [tasks, describeShift(shift), ...waits(deployment)].join(", "),
    };
  }
  const { minimum, maximum } = limits(deployment, deployment.desiredCount);
  return {
    title: `${service}: ${strategyName(deployment)}`,
    subtitle: `${tasks}, at least ${minimum} healthy, at most ${maximum} at a time`,
  };
}

/** How a service is deployed, in few words: `CodeDeploy canary`. */
export const strategyName = (deployment: Deployment): string =>
  deployment.type === "two-sets"
    ? `${deployment.shiftedBy} ${NAMES[deployment.shift.type]}`
    : `rolling, ${deployment.minimumHealthyPercent} % to ${deployment.maximumPercent} %`;

const NAMES = { "all-at-once": "blue/green", canary: "canary", linear: "linear" } as const;

function describeShift(shift: Shift): string {
  if (shift.type === "all-at-once") return "all requests at once";
  const part = `${shift.percent} % of the requests`;
  if (shift.type === "canary") return `${part} first and the rest after ${countWord(shift.minutes, "minute")}`;
  return `${part} every ${shift.minutes === 1 ? "minute" : `${shift.minutes} minutes`}`;
}

function waits({ approvalMinutes, keepOldMinutes }: TwoSets): string[] {
  return [
    ...(approvalMinutes === 0 ? [] : [`approval within ${countWord(approvalMinutes, "minute")}`]),
    keepOldMinutes === 0 ? "old tasks not kept" : `old tasks kept for ${countWord(keepOldMinutes, "minute")}`,
  ];
}

/** All that a picture shows, for those who can't see it. */
export function describeTimeline(moments: readonly Moment[]): string {
  return moments.map((moment, index) => `${index + 1}. ${describeMoment(moment)}`).join(" ");
}

function describeMoment({
  label,
  oldTasks,
  startingTasks,
  newTasks,
  percent,
  test,
  minutes,
  atMostMinutes,
}: Moment): string {
  const facts = [
    `${oldTasks} old, ${startingTasks} starting and ${newTasks} new tasks`,
    `new tasks get ${percent} % of the requests`,
    ...(test === undefined ? [] : [`the test listener reaches ${test} tasks`]),
    ...(minutes === undefined ? [] : [`for ${countWord(minutes, "minute")}`]),
    ...(atMostMinutes === undefined ? [] : [`for at most ${countWord(atMostMinutes, "minute")}`]),
  ];
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${facts.join(", ")}.`;
}

export const countWord = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
