import {
  type DeploymentProps,
  deploymentArguments,
  familyOf,
  ignoredArguments,
} from "../../../constructs/ecs/deployment-arguments.ts";
import { deployments } from "../../support/service-props.ts";

const args = (deployment: DeploymentProps, { alarmNames = [] as string[], daemon = false } = {}) =>
  deploymentArguments(deployment, { roleArn: "arn:infrastructure", alarmNames, daemon });

const BY_ECS = { deploymentController: { type: "ECS" }, forceNewDeployment: true };

test.each([
  ["rolling", "rolling"],
  ["codedeploy-blue-green", "codedeploy"],
  ["ecs-blue-green", "native"],
  ["ecs-linear", "native"],
  ["ecs-canary", "native"],
] as const)("%s is of the family %s", (type, expected) => {
  expect(familyOf({ type })).toBe(expected);
});

test.each<[DeploymentProps, object]>([
  [
    deployments.rolling,
    {
      ...BY_ECS,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
  ],
  [
    { ...deployments.rolling, minimumHealthyPercent: 50, maximumPercent: 100, circuitBreaker: false },
    {
      ...BY_ECS,
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 100,
      deploymentCircuitBreaker: { enable: false, rollback: false },
    },
  ],
  [deployments.codeDeploy, { deploymentController: { type: "CODE_DEPLOY" } }],
  [deployments.blueGreen, { ...BY_ECS, deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" } }],
  [
    deployments.linear,
    {
      ...BY_ECS,
      deploymentConfiguration: {
        strategy: "LINEAR",
        bakeTimeInMinutes: "5",
        linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: "3" },
      },
    },
  ],
  [
    deployments.canary,
    {
      ...BY_ECS,
      deploymentConfiguration: {
        strategy: "CANARY",
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "15" },
      },
    },
  ],
])("the deployment %j has the arguments %j", (deployment, expected) => {
  expect(args(deployment)).toStrictEqual(expected);
});

test("of a daemon ECS knows how many tasks there may be", () => {
  const { deploymentMaximumPercent: _, ...rest } = args(deployments.rolling);
  expect(args(deployments.rolling, { daemon: true })).toStrictEqual(rest);
});

test("ECS calls a hook that is alone", () => {
  const hooks = [{ lambdaArn: "arn:check", stages: ["PRE_SCALE_UP"] }];
  expect(args({ ...deployments.blueGreen, hooks }).deploymentConfiguration?.lifecycleHook).toHaveLength(1);
});

test.each([deployments.blueGreen, deployments.linear, deployments.canary])(
  "ECS calls the hooks of $type with its role, in their order",
  (deployment) => {
    const hooks = [
      { lambdaArn: "arn:check", stages: ["PRE_SCALE_UP", "POST_SCALE_UP"] },
      { lambdaArn: "arn:try", stages: ["POST_TEST_TRAFFIC_SHIFT"] },
    ];
    expect(args({ ...deployment, hooks }).deploymentConfiguration?.lifecycleHook).toEqual([
      {
        hookTargetArn: "arn:check",
        roleArn: "arn:infrastructure",
        lifecycleStages: ["PRE_SCALE_UP", "POST_SCALE_UP"],
      },
      { hookTargetArn: "arn:try", roleArn: "arn:infrastructure", lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"] },
    ]);
  },
);

const ALARMS = { alarmNames: ["cpu", "errors"], enable: true, rollback: true };

test.each([
  [deployments.rolling, ALARMS],
  [deployments.blueGreen, ALARMS],
  [deployments.linear, ALARMS],
  [deployments.canary, ALARMS],
  [deployments.codeDeploy, undefined],
])("$type is rolled back for alarms, but by CodeDeploy as its own group says", (deployment, expected) => {
  expect(args(deployment, { alarmNames: ["cpu", "errors"] }).alarms).toEqual(expected);
});

test("one alarm is enough", () => {
  expect(args(deployments.rolling, { alarmNames: ["cpu"] }).alarms).toMatchObject({ alarmNames: ["cpu"] });
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
  expect(ignoredArguments(family, { scales, delivered })).toEqual(expected);
});
