import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { ResolvedDeployment } from "../../config/services/rollout.ts";
import type { Shift } from "../../packages/deployments/rollout.ts";
import { strategyOf } from "../../packages/deployments/strategy.ts";
import { neededRole } from "./needed-role.ts";

type Arguments = Pick<
  EcsServiceConfig,
  | "deploymentController"
  | "deploymentMinimumHealthyPercent"
  | "deploymentMaximumPercent"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "forceNewDeployment"
  | "alarms"
>;

/**
 * A deployment in the arguments of a service. `roleArn` is what ECS calls hooks with; `alarmNames` are those that a
 * deployment is rolled back for.
 */
export function deploymentArguments(
  { rollout, circuitBreaker, hooks }: ResolvedDeployment,
  { roleArn, alarmNames, daemon }: { roleArn?: string; alarmNames: readonly string[]; daemon: boolean },
): Arguments {
  const { controller } = strategyOf(rollout);
  // CodeDeploy has the percentages, alarms and rollbacks in its deployment group.
  if (controller === "CODE_DEPLOY") return { deploymentController: { type: controller } };
  const byEcs = {
    deploymentController: { type: controller },
    // Without it another capacity provider strategy would replace the service (provider, capacity_provider_strategy).
    forceNewDeployment: true,
    ...(alarmNames.length > 0 && { alarms: { alarmNames: [...alarmNames], enable: true, rollback: true } }),
  };
  if (rollout.type === "rolling") {
    const { minimumHealthyPercent, maximumPercent } = rollout;
    return {
      ...byEcs,
      deploymentMinimumHealthyPercent: minimumHealthyPercent,
      ...(!daemon && { deploymentMaximumPercent: maximumPercent }), // ECS knows it of a daemon, and takes no other
      deploymentCircuitBreaker: { enable: circuitBreaker, rollback: circuitBreaker },
    };
  }
  return {
    ...byEcs,
    deploymentConfiguration: {
      ...shiftArguments(rollout.shift),
      bakeTimeInMinutes: String(rollout.keepOldMinutes),
      ...(hooks.length > 0 && {
        lifecycleHook: hooks.map(({ lambdaArn, stages }) => ({
          hookTargetArn: lambdaArn,
          roleArn: neededRole(roleArn, "call hooks"),
          lifecycleStages: [...stages],
        })),
      }),
    },
  };
}

function shiftArguments(shift: Shift): NonNullable<Arguments["deploymentConfiguration"]> {
  switch (shift.type) {
    case "all-at-once":
      return { strategy: "BLUE_GREEN" };
    case "linear":
      return {
        strategy: "LINEAR",
        linearConfiguration: { stepPercent: shift.percent, stepBakeTimeInMinutes: String(shift.minutes) },
      };
    case "canary":
      return {
        strategy: "CANARY",
        canaryConfiguration: { canaryPercent: shift.percent, canaryBakeTimeInMinutes: String(shift.minutes) },
      };
  }
}
