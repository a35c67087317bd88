import type { HookConfig } from "../../../config/services/deployment.ts";
import type { ResolvedDeployment } from "../../../config/services/rollout.ts";
import { deploymentArguments } from "../../../constructs/ecs/deployment-arguments.ts";
import { deployments } from "../../support/service-props.ts";

const args = (deployment: ResolvedDeployment, { alarmNames = [] as string[], daemon = false } = {}) =>
  deploymentArguments(deployment, { roleArn: "arn:infrastructure", alarmNames, daemon });

const BY_ECS = { deploymentController: { type: "ECS" }, forceNewDeployment: true };

test.each<[ResolvedDeployment, object]>([
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
    {
      ...deployments.rolling,
      rollout: { type: "rolling", minimumHealthyPercent: 50, maximumPercent: 100 },
      circuitBreaker: false,
    },
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
  const hooks: HookConfig[] = [{ lambdaArn: "arn:check", stages: ["PRE_SCALE_UP"] }];
  expect(args({ ...deployments.blueGreen, hooks }).deploymentConfiguration?.lifecycleHook).toHaveLength(1);
});

test.each(["blueGreen", "linear", "canary"] as const)(
  "ECS calls the hooks of %s with its role, in their order",
  (kind) => {
    const hooks: HookConfig[] = [
      { lambdaArn: "arn:check", stages: ["PRE_SCALE_UP", "POST_SCALE_UP"] },
      { lambdaArn: "arn:try", stages: ["POST_TEST_TRAFFIC_SHIFT"] },
    ];
    expect(args({ ...deployments[kind], hooks }).deploymentConfiguration?.lifecycleHook).toEqual([
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
  ["rolling", ALARMS],
  ["blueGreen", ALARMS],
  ["linear", ALARMS],
  ["canary", ALARMS],
  ["codeDeploy", undefined],
] as const)("%s is rolled back for alarms, but by CodeDeploy as its own group says", (kind, expected) => {
  expect(args(deployments[kind], { alarmNames: ["cpu", "errors"] }).alarms).toEqual(expected);
});

test("one alarm is enough", () => {
  expect(args(deployments.rolling, { alarmNames: ["cpu"] }).alarms).toMatchObject({ alarmNames: ["cpu"] });
});
