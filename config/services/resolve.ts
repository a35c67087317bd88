import { strategyOf } from "../../packages/deployments/strategy.ts";
import { cloudName, deployStageName, sharedName } from "../names.ts";
import {
  alarmNameOf,
  capacityOf,
  containerNameOf,
  desiredCountOf,
  isReady,
  networkModeOf,
  rebalancingObstacle,
  sizeOf,
  stepAlarmNameOf,
} from "./derive.ts";
import { discoveryOf } from "./discovery-name.ts";
import { repositoryArnsOf } from "./image.ts";
import { givenTargetGroupNames, hooksOf, resolveDeployment, rolloutOf } from "./rollout.ts";
import { protocolSuffix, resolveRoute } from "./route.ts";
import { readsOf } from "./rules/reads.ts";
import type { ScalingConfig, ScalingInput, StepConfig } from "./scaling.ts";
import type { Service } from "./service.ts";

/**
 * Completes a service. Names that the whole account shares begin with the environment's. `firstImageTag` is that of the image
 * that is there before any pipeline has pushed one.
 */
export function resolveService(
  service: Service,
  environment: { readonly name: string; readonly identity: { readonly namePrefix?: string } },
  firstImageTag: string | undefined,
) {
  const { name, container } = service;
  const { name: environmentName, identity } = environment;
  const shared = sharedName(name, environmentName);
  const roleName = (end: string) => cloudName("role", `${identity.namePrefix ?? ""}${shared}-${end}`);
  return {
    ...service,
    ...sizeOf(service),
    taskFamily: service.taskFamily ?? cloudName("taskFamily", `${shared}-task-def`),
    container: { ...container, name: containerNameOf(service, environment) },
    capacity: capacityOf(service),
    networkMode: networkModeOf(service),
    zoneRebalancing: service.zoneRebalancing ?? (usesEcs(service) && rebalancingObstacle(service) === undefined),
    desiredCount: desiredCountOf(service),
    waitForSteadyState: service.waitForSteadyState ?? (usesEcs(service) && isReady(service, firstImageTag)),
    route: service.route && resolveRoute(service.route, container.port),
    deployment: resolveDeployment(service, shared),
    needsEcsRole: needsEcsRole(service),
    targetGroupNames: targetGroupNames(service, shared),
    serviceDiscovery: discoveryOf(service, environment),
    scaling: service.scaling && resolveScaling(service.scaling, shared),
    alarms: service.alarms.map((alarm) => ({ ...alarm, name: alarmNameOf(alarm, shared) })),
    dashboardName: service.dashboardName ?? cloudName("dashboard", `${shared}-dashboard`),
    stageName: deployStageName(name),
    repositoryArns: repositoryArnsOf(service),
    reads: readsOf(service).map(({ value }) => value),
    taskRoleName: roleName("task-role"),
    // With `tasks` no service gets the name of the environment's own `task-execution-role`, whatever it is called.
    executionRoleName: roleName("tasks-execution-role"),
    securityGroupName: cloudName("securityGroup", `${shared}-tasks`),
    logGroupName: cloudName("logGroup", `/ecs/${environmentName}/${name}`),
  };
}

/** Whether ECS itself replaces the tasks; CodeDeploy works with two sets of them, which nothing else should move. */
const usesEcs = (service: Service) => strategyOf(rolloutOf(service)).controller === "ECS";

/** Whether ECS itself works for the service: it moves requests, calls hooks, makes disks, or manages certificates. */
const needsEcsRole = (service: Service): boolean =>
  (strategyOf(rolloutOf(service)).family === "native" && service.route !== undefined) ||
  hooksOf(service.deployment).hooks.length > 0 ||
  service.serviceConnect?.tls !== undefined ||
  service.volumes.some(({ type }) => type === "ebs");

/** One target group, or the two that blue/green deployments move traffic between. */
function targetGroupNames(service: Service, shared: string): readonly string[] {
  const protocol = service.route === undefined ? "" : protocolSuffix(service.route);
  const name = (end: string) => cloudName("targetGroup", `${shared}${protocol}${end}`);
  if (strategyOf(rolloutOf(service)).taskSets === 1) return [name("")];
  return givenTargetGroupNames(service.deployment) ?? [name("-1"), name("-2")];
}

function resolveScaling(scaling: ScalingInput, shared: string): ScalingConfig {
  type Step = NonNullable<ScalingInput["steps"]>["out"];
  const step = (given: Step, direction: "out" | "in"): StepConfig => ({
    ...given,
    policyName: given.policyName ?? cloudName("scalingPolicy", `${shared}-scale-${direction}-policy`),
    alarmName: stepAlarmNameOf(given, direction, shared),
  });
  const { steps, tracking, schedules, minTasks, maxTasks } = scaling;
  return {
    minTasks,
    maxTasks,
    steps: steps && { out: step(steps.out, "out"), in: step(steps.in, "in") },
    tracking: tracking.map((each) => ({
      ...each,
      policyName: cloudName("scalingPolicy", `${shared}-${each.metric}-tracking`),
    })),
    schedules: schedules.map((each) => ({ ...each, name: cloudName("scalingPolicy", `${shared}-${each.name}`) })),
  };
}
