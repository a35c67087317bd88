import type { Rollout, TwoSets } from "../../packages/deployments/rollout.ts";
import { cloudName } from "../names.ts";
import type { CodeDeployHooksConfig, DeploymentConfig, HookConfig } from "./deployment.ts";
import type { Service } from "./service.ts";

/** What a deployment of the service does, in the terms that all strategies share. */
export function rolloutOf({
  deployment,
  scheduling,
  route,
}: Pick<Service, "deployment" | "scheduling" | "route">): Rollout {
  const isNetworked = route?.type === "network";
  switch (deployment.type) {
    case "rolling": {
      // A daemon has one task on each instance, so it stops the old one first.
      const [minimum, maximum] = scheduling === "daemon" ? [0, 100] : [100, 200];
      return {
        type: "rolling",
        minimumHealthyPercent: deployment.minimumHealthyPercent ?? minimum,
        maximumPercent: deployment.maximumPercent ?? maximum,
      };
    }
    case "codedeploy-blue-green": {
      const { shift, approvalMinutes, keepOldMinutes } = deployment;
      return twoSets(deployment, { shiftedBy: "CodeDeploy", shift, approvalMinutes, keepOldMinutes });
    }
    case "ecs-blue-green":
      return native(deployment, isNetworked, { type: "all-at-once" });
    case "ecs-linear":
      return native(deployment, isNetworked, {
        type: "linear",
        percent: deployment.stepPercent,
        minutes: deployment.stepMinutes,
      });
    case "ecs-canary": {
      const { canaryPercent: percent, canaryMinutes: minutes } = deployment;
      return native(deployment, isNetworked, { type: "canary", percent, minutes });
    }
  }
}

/**
 * Minutes by which ECS lengthens each stage that moves connections of a Network Load Balancer
 * (docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html).
 */
const SETTLE_MINUTES = 10;

function native(
  deployment: DeploymentConfig & { bakeMinutes: number },
  isNetworked: boolean,
  shift: TwoSets["shift"],
): TwoSets {
  const rollout = twoSets(deployment, {
    shiftedBy: "ECS",
    shift,
    approvalMinutes: 0,
    keepOldMinutes: deployment.bakeMinutes,
  });
  const stages = rollout.hasTestListener ? 3 : 2; // before tasks start, test and production
  return isNetworked ? { ...rollout, settleMinutes: stages * SETTLE_MINUTES } : rollout;
}

const twoSets = (
  deployment: DeploymentConfig,
  rest: Pick<TwoSets, "shiftedBy" | "shift" | "approvalMinutes" | "keepOldMinutes">,
): TwoSets => ({ type: "two-sets", hasTestListener: testOf(deployment) !== undefined, ...rest });

/** The test listener of a deployment; only those with two sets of tasks have one. */
export const testOf = (deployment: DeploymentConfig) => ("test" in deployment ? deployment.test : undefined);

/** Names that configuration gives to the two target groups. */
export const givenTargetGroupNames = (deployment: DeploymentConfig) =>
  "targetGroupNames" in deployment ? deployment.targetGroupNames : undefined;

/** Functions that a deployment calls: a list where ECS calls them, by the moment where CodeDeploy does. */
export function hooksOf(deployment: DeploymentConfig): { hooks: HookConfig[]; codeDeployHooks: CodeDeployHooksConfig } {
  switch (deployment.type) {
    case "rolling":
      return { hooks: [], codeDeployHooks: {} };
    case "codedeploy-blue-green":
      return { hooks: [], codeDeployHooks: deployment.hooks };
    case "ecs-blue-green":
    case "ecs-linear":
    case "ecs-canary":
      return { hooks: deployment.hooks, codeDeployHooks: {} };
  }
}

/** A deployment with what follows from its type, so that nothing else has to ask for the type. */
export type ResolvedDeployment = ReturnType<typeof resolveDeployment>;

export function resolveDeployment(service: Service, shared: string) {
  const { deployment } = service;
  const rollout = rolloutOf(service);
  return {
    rollout,
    /** ECS has it for rolling deployments only. */
    circuitBreaker: "circuitBreaker" in deployment && deployment.circuitBreaker,
    ...hooksOf(deployment),
    test: testOf(deployment),
    /** Name of CodeDeploy's deployment configuration, where it has none with the same numbers. */
    configName: cloudName("deploymentConfig", `${shared}-${shiftName(rollout)}`),
  };
}

function shiftName(rollout: Rollout): string {
  if (rollout.type === "rolling") return rollout.type;
  const { shift } = rollout;
  return shift.type === "all-at-once" ? shift.type : `${shift.type}-${shift.percent}-percent-${shift.minutes}-minutes`;
}
