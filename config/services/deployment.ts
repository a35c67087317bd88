import * as v from "valibot";
import { arn, choice, cidr, decimal, kinds, list, port, whole } from "../fields.ts";
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

/** A function that has to answer `{ "hookStatus": "SUCCEEDED" }` before ECS goes on. */
const hook = v.strictObject({
  lambdaArn: arn(),
  /** One or more. */
  stages: v.pipe(list(choice(...STAGES)), v.minLength(1, `is empty: name a stage, such as ${STAGES[4]}`)),
});

/** Functions that CodeDeploy calls, by the moment; each has to report success to CodeDeploy. */
const codeDeployHooks = v.strictObject({
  beforeInstall: v.optional(arn()),
  afterInstall: v.optional(arn()),
  afterAllowTestTraffic: v.optional(arn()),
  beforeAllowTraffic: v.optional(arn()),
  afterAllowTraffic: v.optional(arn()),
});

const minutes = (low: number, high: number) => whole(low, high, "minutes");
const percent = (low: number, high: number) => whole(low, high, "percent");

/** How CodeDeploy moves traffic. */
const shift = kinds([
  v.strictObject({ type: v.literal("all-at-once") }),
  /** A part first, the rest after some minutes. */
  v.strictObject({ type: v.literal("canary"), percent: percent(1, 99), minutes: minutes(1, 2880) }),
  /** The same part every so many minutes. */
  v.strictObject({ type: v.literal("linear"), percent: percent(1, 99), minutes: minutes(1, 2880) }),
]);

const testListener = v.strictObject({
  port: port(),
  /** Whom it answers. */
  allowedCidrs: list(cidr()),
});

const blueGreen = {
  /** Listener of its own where the new tasks answer before everybody gets them. @default none */
  test: v.optional(testListener),
  /** Names of the two target groups that take turns. @default the service's name with -1 and -2 */
  targetGroupNames: v.optional(v.strictTuple([givenName("targetGroup"), givenName("targetGroup")])),
};

const native = {
  ...blueGreen,
  /** Minutes that old and new tasks run after all traffic has moved, 0 to 1440; until then going back is quick. @default 5 */
  bakeMinutes: v.optional(minutes(0, 1440), 5),
  /** @default none */
  hooks: v.optional(list(hook), []),
};

/** How new tasks take the place of old ones. */
export const deployment = kinds([
  /** Step by step: new tasks start before or after old ones stop. */
  v.strictObject({
    type: v.literal("rolling"),
    /** Share of the tasks that must go on running, 0 to 100. @default 100; 0 for a daemon */
    minimumHealthyPercent: v.optional(percent(0, 100)),
    /** Most tasks at a time, old and new, 100 to 400 percent of the wanted ones. @default 200; 100 for a daemon */
    maximumPercent: v.optional(percent(100, 400)),
    /** Whether a deployment whose tasks don't become healthy is given up and rolled back. @default true */
    circuitBreaker: v.optional(v.boolean(), true),
  }),
  /** A second set of tasks that CodeDeploy moves traffic to. */
  v.strictObject({
    type: v.literal("codedeploy-blue-green"),
    ...blueGreen,
    /** @default 10 percent, the rest after 5 minutes */
    shift: v.optional(shift, { type: "canary", percent: 10, minutes: 5 }),
    /** Minutes that the new tasks wait for somebody to go on, after which the deployment stops; 0 for not. @default 0 */
    approvalMinutes: v.optional(minutes(0, 2880), 0),
    /** Minutes that the old tasks are kept, to go back to, 0 to 2880. @default 60 */
    keepOldMinutes: v.optional(minutes(0, 2880), 60),
    /** @default none */
    hooks: v.optional(codeDeployHooks, {}),
  }),
  /** A second set of tasks that ECS itself moves all traffic to. */
  v.strictObject({ type: v.literal("ecs-blue-green"), ...native }),
  /** A second set of tasks that gets the same part of the traffic every so many minutes. */
  v.strictObject({
    type: v.literal("ecs-linear"),
    ...native,
    /** 3 to 100. @default 10 */
    stepPercent: v.optional(decimal(3, 100, "percent"), 10),
    /** 0 to 1440. @default 6 */
    stepMinutes: v.optional(minutes(0, 1440), 6),
  }),
  /** A second set of tasks that gets a part of the traffic first, and the rest after some minutes. */
  v.strictObject({
    type: v.literal("ecs-canary"),
    ...native,
    /** 0.1 to 99.9. @default 5 */
    canaryPercent: v.optional(decimal(0.1, 99.9, "percent"), 5),
    /** 0 to 1440. @default 10 */
    canaryMinutes: v.optional(minutes(0, 1440), 10),
  }),
]);

export type DeploymentConfig = v.InferOutput<typeof deployment>;
export type HookConfig = v.InferOutput<typeof hook>;
export type CodeDeployHooksConfig = v.InferOutput<typeof codeDeployHooks>;
export type TestListenerConfig = v.InferOutput<typeof testListener>;
