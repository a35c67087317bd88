import * as v from "valibot";
import { functionArn } from "../arns.ts";
import { anyCidr, choice, decimal, integer, kinds, list, port } from "../fields.ts";
import { givenName } from "../names.ts";

/** Stages of a deployment at which ECS can call a Lambda function (ECS developer guide, lifecycle hooks). */
const STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;

/** A Lambda function that has to answer `{ "hookStatus": "SUCCEEDED" }` before ECS continues. */
const hook = v.strictObject({
  /** Lambda function. */
  lambdaArn: functionArn(),
  /** Lifecycle stages at which ECS calls it, one or more. */
  stages: v.pipe(list(choice(...STAGES)), v.minLength(1, `is empty: name a stage, such as ${STAGES[4]}`)),
});

/** Functions that CodeDeploy calls, by the moment; each has to report success to CodeDeploy. */
const codeDeployHooks = v.strictObject({
  /** Lambda function before the new tasks are created. @default none */
  beforeInstall: v.optional(functionArn()),
  /** Lambda function after the new tasks are created. @default none */
  afterInstall: v.optional(functionArn()),
  /** Lambda function after the test listener forwards to the new tasks. @default none */
  afterAllowTestTraffic: v.optional(functionArn()),
  /** Lambda function before traffic is shifted to the new tasks. @default none */
  beforeAllowTraffic: v.optional(functionArn()),
  /** Lambda function after all traffic is shifted to the new tasks. @default none */
  afterAllowTraffic: v.optional(functionArn()),
});

const minutes = (low: number, high: number) => integer(low, high, "minutes");
const percent = (low: number, high: number) => integer(low, high, "percent");

/** How CodeDeploy moves traffic. */
const shift = kinds([
  v.strictObject({
    /** All traffic in one step. */
    type: v.literal("all-at-once"),
  }),
  v.strictObject({
    /** A percentage first, the rest after some minutes. */
    type: v.literal("canary"),
    /** Percentage of the traffic in the first step. */
    percent: percent(1, 99),
    /** Minutes until the rest follows. */
    minutes: minutes(1, 2880),
  }),
  v.strictObject({
    /** Equal steps. */
    type: v.literal("linear"),
    /** Percentage of the traffic in each step. */
    percent: percent(1, 99),
    /** Minutes between two steps. */
    minutes: minutes(1, 2880),
  }),
]);

const testListener = v.strictObject({
  /** Port of the test listener, used by no route. */
  port: port(),
  /** IPv4 and IPv6 networks that may connect to it. */
  allowedCidrs: list(anyCidr()),
});

const blueGreen = {
  /** Test listener at which the new tasks answer before production traffic is shifted to them. @default none */
  test: v.optional(testListener),
  /** Names of the two target groups, which alternate. @default `SERVICE-1` and `SERVICE-2` */
  targetGroupNames: v.optional(v.strictTuple([givenName("targetGroup"), givenName("targetGroup")])),
};

const native = {
  ...blueGreen,
  /** Bake time in minutes, 0 to 1440: the old tasks still run after all traffic is shifted, for a quick rollback. @default 5 */
  bakeMinutes: v.optional(minutes(0, 1440), 5),
  /** Lambda functions that ECS calls during a deployment. @default none */
  hooks: v.optional(list(hook), []),
};

/** How new tasks replace old ones. */
export const deployment = kinds([
  v.strictObject({
    /** ECS replaces tasks in batches: new ones start before or after old ones stop. */
    type: v.literal("rolling"),
    /** Percentage of the desired tasks that have to stay healthy, 0 to 100. @default 100; 0 for a daemon */
    minimumHealthyPercent: v.optional(percent(0, 100)),
    /** Maximum of old and new tasks together, in percent of the desired ones, 100 to 400. @default 200; 100 for a daemon */
    maximumPercent: v.optional(percent(100, 400)),
    /** Deployment circuit breaker: whether a deployment whose tasks don't become healthy is rolled back. @default true */
    circuitBreaker: v.optional(v.boolean(), true),
  }),
  v.strictObject({
    /** CodeDeploy starts a second set of tasks and shifts traffic to it. */
    type: v.literal("codedeploy-blue-green"),
    ...blueGreen,
    /** How CodeDeploy shifts traffic. @default 10 percent, the rest after 5 minutes */
    shift: v.optional(shift, { type: "canary", percent: 10, minutes: 5 }),
    /**
     * Minutes that the new tasks wait for a manual continuation before the deployment stops, 0 to 2880; 0: no wait.
     * @default 0
     */
    approvalMinutes: v.optional(minutes(0, 2880), 0),
    /** Minutes that the old tasks are kept for a rollback, 0 to 2880. @default 60 */
    keepOldMinutes: v.optional(minutes(0, 2880), 60),
    /** Lambda functions that CodeDeploy calls, by lifecycle event. @default none */
    hooks: v.optional(codeDeployHooks, {}),
  }),
  v.strictObject({
    /** ECS starts a second set of tasks and shifts all traffic to it at once. */
    type: v.literal("ecs-blue-green"),
    ...native,
  }),
  v.strictObject({
    /** ECS starts a second set of tasks and shifts traffic to it in equal steps. */
    type: v.literal("ecs-linear"),
    ...native,
    /** Percentage of the traffic in each step, 3 to 100, in multiples of 0.1 (ECS API reference, LinearConfiguration). @default 10 */
    stepPercent: v.optional(decimal(3, 100, "percent"), 10),
    /** Minutes between two steps, 0 to 1440. @default 6 */
    stepMinutes: v.optional(minutes(0, 1440), 6),
  }),
  v.strictObject({
    /** ECS starts a second set of tasks, shifts a percentage of the traffic to it, and the rest after some minutes. */
    type: v.literal("ecs-canary"),
    ...native,
    /** Percentage of the traffic in the first step, 0.1 to 99.9, in multiples of 0.1 (ECS API reference, CanaryConfiguration). @default 5 */
    canaryPercent: v.optional(decimal(0.1, 99.9, "percent"), 5),
    /** Minutes until the rest follows, 0 to 1440. @default 10 */
    canaryMinutes: v.optional(minutes(0, 1440), 10),
  }),
]);

export type DeploymentConfig = v.InferOutput<typeof deployment>;
export type HookConfig = v.InferOutput<typeof hook>;
export type CodeDeployHooksConfig = v.InferOutput<typeof codeDeployHooks>;
export type TestListenerConfig = v.InferOutput<typeof testListener>;
