import type { Json } from "../../../../tools/plan-review/read/json.ts";
import {
  codeDeployRollout,
  numberAt,
  serviceNumbers,
  targetTimes,
} from "../../../../tools/plan-review/rollout/service.ts";

const rolling = (minimumHealthyPercent: number, maximumPercent: number) => ({
  type: "rolling",
  minimumHealthyPercent,
  maximumPercent,
});
const DEFAULTS = { tasks: 1, rollout: rolling(100, 200), controller: "ECS", isDaemon: false };
const TWO_SETS = { type: "two-sets", hasTestListener: false, approvalMinutes: 0, keepOldMinutes: 0 };
const rolloutOf = (deployment_configuration: object) =>
  serviceNumbers({ deployment_configuration: [deployment_configuration] } as unknown as Json).rollout;

test.each<[object, object]>([
  [{}, DEFAULTS],
  [{ desired_count: 0 }, { ...DEFAULTS, tasks: 0 }],
  [
    { desired_count: 4, deployment_minimum_healthy_percent: 50, deployment_maximum_percent: 100 },
    { ...DEFAULTS, tasks: 4, rollout: rolling(50, 100) },
  ],
  [{ deployment_controller: [{ type: "CODE_DEPLOY" }] }, { ...DEFAULTS, controller: "CODE_DEPLOY" }],
  [{ deployment_controller: { type: "EXTERNAL" } }, { ...DEFAULTS, controller: "EXTERNAL" }],
  [{ scheduling_strategy: "DAEMON" }, { ...DEFAULTS, isDaemon: true, rollout: rolling(0, 100) }],
  [{ deployment_configuration: [{ strategy: "ROLLING" }] }, DEFAULTS],
])("%j", (values, numbers) => {
  expect(serviceNumbers(values as Json)).toEqual(numbers);
});

test("a service that is not there yet has AWS's defaults", () => {
  expect(serviceNumbers(null)).toEqual(DEFAULTS);
});

test.each<[string, object, object]>([
  [
    "all at once",
    { strategy: "BLUE_GREEN", bake_time_in_minutes: "15" },
    { shift: { type: "all-at-once" }, keepOldMinutes: 15 },
  ],
  [
    "a canary",
    { strategy: "CANARY", canary_configuration: [{ canary_percent: 2.5, canary_bake_time_in_minutes: "3" }] },
    { shift: { type: "canary", percent: 2.5, minutes: 3 } },
  ],
  ["a canary of defaults", { strategy: "CANARY" }, { shift: { type: "canary", percent: 5, minutes: 10 } }],
  [
    "step by step",
    { strategy: "LINEAR", linear_configuration: [{ step_percent: 20, step_bake_time_in_minutes: 2 }] },
    { shift: { type: "linear", percent: 20, minutes: 2 } },
  ],
  ["step by step with defaults", { strategy: "LINEAR" }, { shift: { type: "linear", percent: 10, minutes: 6 } }],
])("ECS moves requests %s", (_, configuration, expected) => {
  expect(rolloutOf(configuration)).toEqual({ ...TWO_SETS, shiftedBy: "ECS", ...expected });
});

describe("CodeDeploy", () => {
  const group = (name: string, options: object = {}) =>
    ({ deployment_config_name: name, blue_green_deployment_config: [options] }) as unknown as Json;
  const own = (traffic: object) =>
    [{ deployment_config_name: "own", traffic_routing_config: [traffic] }] as unknown as Json[];

  test.each<[string, Json[], object]>([
    ["CodeDeployDefault.ECSAllAtOnce", [], { type: "all-at-once" }],
    ["CodeDeployDefault.ECSCanary10Percent5Minutes", [], { type: "canary", percent: 10, minutes: 5 }],
    ["CodeDeployDefault.ECSLinear10PercentEvery3Minutes", [], { type: "linear", percent: 10, minutes: 3 }],
    [
      "own",
      own({ type: "TimeBasedCanary", time_based_canary: [{ percentage: 25, interval: 7 }] }),
      { type: "canary", percent: 25, minutes: 7 },
    ],
    [
      "own",
      own({ type: "TimeBasedLinear", time_based_linear: [{ percentage: 25, interval: 7 }] }),
      { type: "linear", percent: 25, minutes: 7 },
    ],
    ["own", own({ type: "AllAtOnce" }), { type: "all-at-once" }],
    ["of-another-owner", own({ time_based_canary: [{ percentage: 25, interval: 7 }] }), { type: "all-at-once" }],
  ])("moves requests as %s says, %#", (name, configs, shift) => {
    expect(codeDeployRollout(group(name), configs)).toEqual({ ...TWO_SETS, shiftedBy: "CodeDeploy", shift });
  });

  test("keeps old tasks, and waits for approval, as long as configured", () => {
    const options = (action_on_timeout: string) => ({
      terminate_blue_instances_on_deployment_success: [{ action: "TERMINATE", termination_wait_time_in_minutes: 60 }],
      deployment_ready_option: [{ action_on_timeout, wait_time_in_minutes: 30 }],
    });
    const times = ["STOP_DEPLOYMENT", "CONTINUE_DEPLOYMENT"].map((action) => {
      const { keepOldMinutes, approvalMinutes } = codeDeployRollout(group("x", options(action)), []);
      return [keepOldMinutes, approvalMinutes];
    });
    expect(times).toEqual([
      [60, 30],
      [60, 0],
    ]);
  });
});

test.each<[Json, object]>([
  [{}, { healthySeconds: 90, drainSeconds: 300 }],
  [
    { deregistration_delay: "30", health_check: [{ interval: 10, healthy_threshold: 2 }] },
    { healthySeconds: 20, drainSeconds: 30 },
  ],
  [null, { healthySeconds: 90, drainSeconds: 300 }],
])("a target group with %j takes %j", (values, times) => {
  expect(targetTimes(values)).toEqual(times);
});

test.each<[Json, number | undefined]>([
  ["30", 30],
  ["2.5", 2.5],
  [0, 0],
  ["", undefined],
  ["soon", undefined],
  ["-1", undefined],
  [true, undefined],
  [null, undefined],
])("%j is the number %s", (value, number) => {
  expect(numberAt({ x: value }, "x")).toBe(number);
});
