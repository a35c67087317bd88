import type { Rollout, TwoSets } from "./rollout.ts";

/** What follows from who replaces the tasks, whatever the numbers of a rollout. */
export interface Strategy {
  /**
   * Rollouts that a running service can be changed between. From one family to another the service is replaced: ECS
   * does not change a controller, and target groups are left to whoever swaps them.
   */
  readonly family: "rolling" | "codedeploy" | "native";
  /** `deployment_controller` of the service. */
  readonly controller: "ECS" | "CODE_DEPLOY";
  /** Sets of tasks, and so target groups, that a deployment works with. */
  readonly taskSets: 1 | 2;
}

const ROLLING: Strategy = { family: "rolling", controller: "ECS", taskSets: 1 };

const TWO_SETS: Readonly<Record<TwoSets["shiftedBy"], Strategy>> = {
  CodeDeploy: { family: "codedeploy", controller: "CODE_DEPLOY", taskSets: 2 },
  ECS: { family: "native", controller: "ECS", taskSets: 2 },
};

export function strategyOf(rollout: Rollout): Strategy {
  switch (rollout.type) {
    case "rolling":
      return ROLLING;
    case "two-sets":
      return TWO_SETS[rollout.shiftedBy];
  }
}

/**
 * Arguments of `aws_ecs_service` that change outside Terraform, which must not set them back.
 *
 *   argument                          changed by
 *   desired_count                     scaling; CodeDeploy, which makes a second set of tasks
 *   task_definition                   the pipeline; CodeDeploy
 *   load_balancer                     ECS and CodeDeploy, which swap the target groups of two sets
 *   network_configuration, platform_version, capacity_provider_strategy
 *                                     CodeDeploy, which takes them from the AppSpec and refuses them from others
 */
export function ignoredArguments(
  { controller, taskSets }: Strategy,
  { scales, delivered }: { readonly scales: boolean; readonly delivered: boolean },
): string[] {
  const codeDeploy = controller === "CODE_DEPLOY";
  return [
    ...(scales || codeDeploy ? ["desired_count"] : []),
    ...(delivered || codeDeploy ? ["task_definition"] : []),
    ...(taskSets > 1 ? ["load_balancer"] : []),
    ...(codeDeploy ? ["network_configuration", "platform_version", "capacity_provider_strategy"] : []),
  ];
}
