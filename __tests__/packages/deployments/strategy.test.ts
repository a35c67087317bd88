import type { Rollout, TwoSets } from "../../../packages/deployments/rollout.ts";
import { ignoredArguments, strategyOf } from "../../../packages/deployments/strategy.ts";

const twoSets = (shiftedBy: TwoSets["shiftedBy"]): TwoSets => ({
  type: "two-sets",
  shiftedBy,
  shift: { type: "all-at-once" },
  hasTestListener: false,
  approvalMinutes: 0,
  keepOldMinutes: 0,
});
const OF_FAMILY = {
  rolling: { type: "rolling", minimumHealthyPercent: 100, maximumPercent: 200 },
  native: twoSets("ECS"),
  codedeploy: twoSets("CodeDeploy"),
} satisfies Record<string, Rollout>;

test.each([
  ["rolling", "ECS", 1],
  ["native", "ECS", 2],
  ["codedeploy", "CODE_DEPLOY", 2],
] as const)("the family %s has the controller %s and %d sets of tasks", (family, controller, taskSets) => {
  expect(strategyOf(OF_FAMILY[family])).toEqual({ family, controller, taskSets });
});

const OF_CODEDEPLOY = [
  "desired_count",
  "task_definition",
  "load_balancer",
  "network_configuration",
  "platform_version",
  "capacity_provider_strategy",
];

test.each([
  ["rolling", false, false, []],
  ["rolling", true, false, ["desired_count"]],
  ["rolling", false, true, ["task_definition"]],
  ["rolling", true, true, ["desired_count", "task_definition"]],
  ["native", false, false, ["load_balancer"]],
  ["native", true, false, ["desired_count", "load_balancer"]],
  ["native", false, true, ["task_definition", "load_balancer"]],
  ["native", true, true, ["desired_count", "task_definition", "load_balancer"]],
  ["codedeploy", false, false, OF_CODEDEPLOY],
  ["codedeploy", true, false, OF_CODEDEPLOY],
  ["codedeploy", false, true, OF_CODEDEPLOY],
  ["codedeploy", true, true, OF_CODEDEPLOY],
] as const)("%s, scaling %s, delivered %s: Terraform leaves alone %j", (family, scales, delivered, expected) => {
  expect(ignoredArguments(strategyOf(OF_FAMILY[family]), { scales, delivered })).toEqual(expected);
});
