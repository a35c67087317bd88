import { MAX_ALARMS, MAX_LINEAR_MINUTES } from "../../../packages/deployments/codedeploy.ts";
import { limits } from "../../../packages/deployments/rolling.ts";
import type { Rolling, TwoSets } from "../../../packages/deployments/rollout.ts";
import { shiftMinutes } from "../../../packages/deployments/shift.ts";
import type { Finding } from "../../finding.ts";
import { desiredCountOf, networkModeOf, runsOn } from "../derive.ts";
import { givenTargetGroupNames, hooksOf, rolloutOf, testOf } from "../rollout.ts";
import type { Service } from "../service.ts";
import { isCallable } from "../service-connect.ts";

/** Finds deployments that ECS or CodeDeploy would refuse, or never end. */
export function checkDeployment(service: Service): Finding[] {
  const rollout = rolloutOf(service);
  switch (rollout.type) {
    case "rolling":
      return checkRolling(service, rollout);
    case "two-sets":
      // None of the other ways out would help it.
      if (service.scheduling === "daemon")
        return [
          {
            path: ["deployment", "type"],
            message: "is not for a daemon, which can't run twice on an instance: use rolling",
          },
        ];
      return [
        ...checkTwoSets(service, rollout),
        ...(rollout.shiftedBy === "CodeDeploy" ? checkCodeDeploy(service, rollout) : checkNative(service)),
      ];
  }
}

function checkRolling(service: Service, rolling: Rolling): Finding[] {
  const { minimumHealthyPercent: minimum, maximumPercent: maximum } = rolling;
  const daemon = service.scheduling === "daemon";
  const path = ["deployment", "maximumPercent"];
  if (daemon && maximum > 100)
    return [{ path, message: "is not for a daemon, which has one task on each instance: leave it out" }];
  if (minimum < 100 || maximum > 100) return daemon ? [] : checkRoom(service, rolling);
  if (daemon)
    return [
      {
        path: ["deployment", "minimumHealthyPercent"],
        message: "leaves no way to replace a task of a daemon: use less than 100",
      },
    ];
  return [
    {
      path,
      message: "leaves no way to replace a task: use minimumHealthyPercent below 100, or maximumPercent above 100",
    },
  ];
}

/** With few tasks the percentages may round to no task less and no task more (ECS rounds the one up, the other down). */
function checkRoom(service: Service, rolling: Rolling): Finding[] {
  const tasks = service.scaling?.minTasks ?? desiredCountOf(service) ?? 0;
  const { minimum: stay, maximum: run } = limits(rolling, tasks);
  if (tasks === 0 || stay < tasks || run > tasks) return [];
  const message = `leaves no way to replace one of ${tasks} ${tasks === 1 ? "task" : "tasks"}: ${stay} must stay and ${run} may run, so lower minimumHealthyPercent, or raise maximumPercent`;
  return [{ path: ["deployment"], message }];
}

function checkTwoSets(service: Service, { shiftedBy, shift }: TwoSets): Finding[] {
  const { deployment, route, serviceConnect } = service;
  const test = testOf(deployment);
  const targetGroupNames = givenTargetGroupNames(deployment);
  const found: Finding[] = [];
  if (test !== undefined && route === undefined)
    found.push({
      path: ["deployment", "test"],
      message: "requires a route: add one, or leave it out",
    });
  if (route === undefined && shiftedBy === "CodeDeploy")
    found.push({
      path: ["deployment", "type"],
      message: "requires a route: add one, or use rolling",
    });
  // ECS moves requests of other services too, and without any it just replaces the tasks.
  if (shiftedBy === "ECS" && shift.type !== "all-at-once" && route === undefined && !isCallable(serviceConnect))
    found.push({
      path: ["deployment", "type"],
      message: "requires a route or serviceConnect.name: add one, or use rolling",
    });
  if (targetGroupNames !== undefined && targetGroupNames[0] === targetGroupNames[1])
    found.push({ path: ["deployment", "targetGroupNames"], message: "lists the same name twice: use two names" });
  return found;
}

/** ECS moves traffic between addresses of tasks, never between ports of instances. */
function checkNative(service: Service): Finding[] {
  const { deployment, route } = service;
  const found: Finding[] = [];
  if (route !== undefined && networkModeOf(service) !== "awsvpc" && !runsOn(service, "external"))
    found.push({
      path: ["deployment", "type"],
      message:
        'requires tasks with their own addresses: set networkMode to "awsvpc", or use codedeploy-blue-green or rolling',
    });
  if (testOf(deployment) === undefined)
    for (const [index, { stages }] of hooksOf(deployment).hooks.entries())
      if (route !== undefined && stages.some((stage) => stage.includes("TEST_TRAFFIC_SHIFT")))
        found.push({
          path: ["deployment", "hooks", index, "stages"],
          message: "requires test traffic: add deployment.test",
        });
  return found;
}

function checkCodeDeploy(
  { deployment, alarms, serviceConnect, waitForSteadyState }: Service,
  { shift }: TwoSets,
): Finding[] {
  const found: Finding[] = [];
  if (serviceConnect !== undefined)
    found.push({
      path: ["serviceConnect"],
      message: "can't be used with codedeploy-blue-green: use ecs-blue-green or rolling",
    });
  // Such a service has no deployment that could end (terraform-provider-aws#29252).
  if (waitForSteadyState === true)
    found.push({
      path: ["waitForSteadyState"],
      message: "can't be used with codedeploy-blue-green, whose deployments Terraform does not start: leave it out",
    });
  if (hooksOf(deployment).codeDeployHooks.afterAllowTestTraffic !== undefined && testOf(deployment) === undefined)
    found.push({
      path: ["deployment", "hooks", "afterAllowTestTraffic"],
      message: "requires test traffic: add deployment.test",
    });
  if (shiftMinutes(shift) > MAX_LINEAR_MINUTES)
    found.push({
      path: ["deployment", "shift", "minutes"],
      message: "makes the shift take more than two days: use larger steps, or fewer minutes",
    });
  if (alarms.filter(({ rollsBack }) => rollsBack).length > MAX_ALARMS)
    found.push({
      path: ["alarms"],
      message: `has more than ${MAX_ALARMS} that roll back, which is the limit of CodeDeploy: set rollsBack of some to false`,
    });
  return found;
}
