import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";

/** A function that ECS calls during a deployment. */
export interface HookProps {
  readonly lambdaArn: string;
  readonly stages: readonly string[];
}

interface NativeProps {
  /** Minutes that old and new tasks run after all traffic has moved. */
  readonly bakeMinutes: number;
  readonly hooks: readonly HookProps[];
}

/** How new tasks take the place of old ones. */
export type DeploymentProps =
  | {
      readonly type: "rolling";
      /** Share of the tasks that must go on running, in percent. */
      readonly minimumHealthyPercent: number;
      /** Most tasks at a time, old and new, in percent of the wanted ones. */
      readonly maximumPercent: number;
      /** Whether a failing deployment is given up and rolled back. */
      readonly circuitBreaker: boolean;
    }
  | { readonly type: "codedeploy-blue-green" }
  | (NativeProps & { readonly type: "ecs-blue-green" })
  | (NativeProps & { readonly type: "ecs-linear"; readonly stepPercent: number; readonly stepMinutes: number })
  | (NativeProps & { readonly type: "ecs-canary"; readonly canaryPercent: number; readonly canaryMinutes: number });

/** Who replaces the tasks, and whether there are two sets of them for a time. A service that changes it is replaced. */
export type DeploymentFamily = "rolling" | "codedeploy" | "native";

export function familyOf({ type }: Pick<DeploymentProps, "type">): DeploymentFamily {
  if (type === "rolling") return "rolling";
  return type === "codedeploy-blue-green" ? "codedeploy" : "native";
}

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
  deployment: DeploymentProps,
  { roleArn, alarmNames, daemon }: { roleArn: string; alarmNames: readonly string[]; daemon: boolean },
): Arguments {
  // CodeDeploy has the percentages, alarms and rollbacks in its deployment group.
  if (deployment.type === "codedeploy-blue-green") return { deploymentController: { type: "CODE_DEPLOY" } };
  const byEcs = {
    deploymentController: { type: "ECS" },
    // Without it another capacity provider strategy would replace the service (provider, capacity_provider_strategy).
    forceNewDeployment: true,
    ...(alarmNames.length > 0 && { alarms: { alarmNames: [...alarmNames], enable: true, rollback: true } }),
  };
  if (deployment.type === "rolling") {
    const { minimumHealthyPercent, maximumPercent, circuitBreaker } = deployment;
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
      ...strategy(deployment),
      bakeTimeInMinutes: String(deployment.bakeMinutes),
      ...(deployment.hooks.length > 0 && {
        lifecycleHook: deployment.hooks.map(({ lambdaArn, stages }) => ({
          hookTargetArn: lambdaArn,
          roleArn,
          lifecycleStages: [...stages],
        })),
      }),
    },
  };
}

type Native = Extract<DeploymentProps, NativeProps>;

function strategy(deployment: Native): NonNullable<Arguments["deploymentConfiguration"]> {
  switch (deployment.type) {
    case "ecs-blue-green":
      return { strategy: "BLUE_GREEN" };
    case "ecs-linear":
      return {
        strategy: "LINEAR",
        linearConfiguration: {
          stepPercent: deployment.stepPercent,
          stepBakeTimeInMinutes: String(deployment.stepMinutes),
        },
      };
    case "ecs-canary":
      return {
        strategy: "CANARY",
        canaryConfiguration: {
          canaryPercent: deployment.canaryPercent,
          canaryBakeTimeInMinutes: String(deployment.canaryMinutes),
        },
      };
  }
}

/**
 * What something else than Terraform changes afterwards, so that Terraform must not set it back.
 *
 *   argument                          changed by
 *   desired_count                     scaling; CodeDeploy, which makes a second set of tasks
 *   task_definition                   the pipeline; CodeDeploy
 *   load_balancer                     ECS and CodeDeploy, which swap the target groups of blue/green deployments
 *   network_configuration, platform_version, capacity_provider_strategy
 *                                     CodeDeploy, which takes them from the appspec and lets nobody else change them
 */
export function ignoredArguments(
  family: DeploymentFamily,
  { scales, delivered }: { scales: boolean; delivered: boolean },
): string[] {
  const codeDeploy = family === "codedeploy";
  return [
    ...(scales || codeDeploy ? ["desired_count"] : []),
    ...(delivered || codeDeploy ? ["task_definition"] : []),
    ...(family === "rolling" ? [] : ["load_balancer"]),
    ...(codeDeploy ? ["network_configuration", "platform_version", "capacity_provider_strategy"] : []),
  ];
}
