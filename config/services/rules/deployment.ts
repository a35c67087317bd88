import type { Finding } from "../../finding.ts";
import { desiredCountOf, networkModeOf, rollingPercents, runsOn } from "../derive.ts";
import type { Service } from "../service.ts";

/** Alarms that a deployment group of CodeDeploy takes (CodeDeploy quotas). */
const MOST_ALARMS = 10;

/** Finds deployments that ECS or CodeDeploy would refuse, or never end. */
export function checkDeployment(service: Service): Finding[] {
  const { type } = service.deployment;
  if (type === "rolling") return checkRolling(service);
  return [
    ...checkBlueGreen(service),
    ...(type === "codedeploy-blue-green" ? checkCodeDeploy(service) : checkNative(service)),
  ];
}

function checkRolling(service: Service): Finding[] {
  const { minimum, maximum } = rollingPercents(service);
  const daemon = service.scheduling === "daemon";
  const path = ["deployment", "maximumPercent"];
  if (daemon && maximum > 100)
    return [{ path, message: "is not for a daemon, which has one task on each instance: leave it out" }];
  if (minimum < 100 || maximum > 100) return daemon ? [] : checkRoom(service, minimum, maximum);
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
function checkRoom({ scaling, ...service }: Service, minimum: number, maximum: number): Finding[] {
  const tasks = scaling?.minTasks ?? desiredCountOf(service) ?? 0;
  const stay = Math.ceil((tasks * minimum) / 100);
  const run = Math.floor((tasks * maximum) / 100);
  if (tasks === 0 || stay < tasks || run > tasks) return [];
  const message = `leaves no way to replace one of ${tasks} ${tasks === 1 ? "task" : "tasks"}: ${stay} must stay and ${run} may run, so lower minimumHealthyPercent, or raise maximumPercent`;
  return [{ path: ["deployment"], message }];
}

function checkBlueGreen({ deployment, scheduling, route, serviceConnect }: Service): Finding[] {
  if (deployment.type === "rolling") return [];
  const { type, test, targetGroupNames } = deployment;
  const found: Finding[] = [];
  if (scheduling === "daemon")
    found.push({
      path: ["deployment", "type"],
      message: "is not for a daemon, which can't run twice on an instance: use rolling",
    });
  if (test !== undefined && route === undefined)
    found.push({
      path: ["deployment", "test"],
      message: "has no route that it could try: add a route, or leave it out",
    });
  if (route === undefined && type === "codedeploy-blue-green")
    found.push({
      path: ["deployment", "type"],
      message: "moves requests, and there is no route: add one, or use rolling",
    });
  // ECS moves requests of other services too, and without any it just replaces the tasks.
  if (route === undefined && serviceConnect?.name === undefined && (type === "ecs-linear" || type === "ecs-canary"))
    found.push({
      path: ["deployment", "type"],
      message: "moves requests, and there is neither a route nor serviceConnect.name: add one, or use rolling",
    });
  if (targetGroupNames !== undefined && targetGroupNames[0] === targetGroupNames[1])
    found.push({ path: ["deployment", "targetGroupNames"], message: "has one name twice: name two groups" });
  return found;
}

/** ECS moves traffic between addresses of tasks, never between ports of instances. */
function checkNative(service: Service): Finding[] {
  const { deployment, route } = service;
  const found: Finding[] = [];
  if (route !== undefined && networkModeOf(service) === "bridge" && !runsOn(service, "external"))
    found.push({
      path: ["deployment", "type"],
      message:
        'needs tasks with addresses of their own: set networkMode to "awsvpc", or use codedeploy-blue-green or rolling',
    });
  if (deployment.type !== "rolling" && deployment.type !== "codedeploy-blue-green" && deployment.test === undefined)
    for (const [index, { stages }] of deployment.hooks.entries())
      if (route !== undefined && stages.some((stage) => stage.includes("TEST_TRAFFIC_SHIFT")))
        found.push({
          path: ["deployment", "hooks", index, "stages"],
          message: "has a stage of test traffic, and there is none: add deployment.test",
        });
  return found;
}

function checkCodeDeploy({ deployment, alarms, serviceConnect }: Service): Finding[] {
  if (deployment.type !== "codedeploy-blue-green") return [];
  const found: Finding[] = [];
  if (serviceConnect !== undefined)
    found.push({
      path: ["serviceConnect"],
      message: "can't be used with codedeploy-blue-green: use ecs-blue-green or rolling",
    });
  if (deployment.hooks.afterAllowTestTraffic !== undefined && deployment.test === undefined)
    found.push({
      path: ["deployment", "hooks", "afterAllowTestTraffic"],
      message: "waits for test traffic, and there is none: add deployment.test",
    });
  const { shift } = deployment;
  // From the first step to the last (CodeDeploy quotas).
  if (shift.type === "linear" && shift.minutes * (Math.ceil(100 / shift.percent) - 1) > 2880)
    found.push({
      path: ["deployment", "shift", "minutes"],
      message: "makes the shift take more than two days: use larger steps, or fewer minutes",
    });
  if (alarms.filter(({ rollsBack }) => rollsBack).length > MOST_ALARMS)
    found.push({
      path: ["alarms"],
      message: `has more than ${MOST_ALARMS} that roll back, which CodeDeploy does not take: set rollsBack of some to false`,
    });
  return found;
}

/** Minutes that a deployment by ECS itself waits between its steps; the start of tasks comes on top. */
export function waitingMinutes({ deployment }: Pick<Service, "deployment">): number {
  switch (deployment.type) {
    case "ecs-blue-green":
      return deployment.bakeMinutes;
    case "ecs-canary":
      return deployment.canaryMinutes + deployment.bakeMinutes;
    case "ecs-linear":
      return deployment.stepMinutes * (Math.ceil(100 / deployment.stepPercent) - 1) + deployment.bakeMinutes;
    default:
      return 0;
  }
}
