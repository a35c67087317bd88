import type { Json } from "../../../../tools/plan-review/read/json.ts";
import {
  codeDeployShift,
  numberAt,
  serviceNumbers,
  targetTimes,
} from "../../../../tools/plan-review/rollout/service.ts";

const DEFAULTS = { tasks: 1, minimumPercent: 100, maximumPercent: 200, controller: "ECS", isDaemon: false };
const ECS = { by: "ECS", keepMinutes: 0, waitMinutes: 0 };
const shiftOf = (deployment_configuration: object) =>
  serviceNumbers({ deployment_configuration: [deployment_configuration] } as unknown as Json).shift;

test.each<[object, object]>([
  [{}, DEFAULTS],
  [{ desired_count: 0 }, { ...DEFAULTS, tasks: 0 }],
  [
    { desired_count: 4, deployment_minimum_healthy_percent: 50, deployment_maximum_percent: 100 },
    { ...DEFAULTS, tasks: 4, minimumPercent: 50, maximumPercent: 100 },
  ],
  [{ deployment_controller: [{ type: "CODE_DEPLOY" }] }, { ...DEFAULTS, controller: "CODE_DEPLOY" }],
  [{ deployment_controller: { type: "EXTERNAL" } }, { ...DEFAULTS, controller: "EXTERNAL" }],
  [{ scheduling_strategy: "DAEMON" }, { ...DEFAULTS, isDaemon: true, minimumPercent: 0, maximumPercent: 100 }],
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
    { ...ECS, type: "all at once", percent: 100, minutes: 0, keepMinutes: 15 },
  ],
  [
    "a canary",
    { strategy: "CANARY", canary_configuration: [{ canary_percent: 2.5, canary_bake_time_in_minutes: "3" }] },
    { ...ECS, type: "canary", percent: 2.5, minutes: 3 },
  ],
  ["a canary of defaults", { strategy: "CANARY" }, { ...ECS, type: "canary", percent: 5, minutes: 10 }],
  [
    "step by step",
    { strategy: "LINEAR", linear_configuration: [{ step_percent: 20, step_bake_time_in_minutes: 2 }] },
    { ...ECS, type: "linear", percent: 20, minutes: 2 },
  ],
  ["step by step with defaults", { strategy: "LINEAR" }, { ...ECS, type: "linear", percent: 10, minutes: 6 }],
])("ECS moves requests %s", (_, configuration, shift) => {
  expect(shiftOf(configuration)).toEqual(shift);
});

describe("CodeDeploy", () => {
  const group = (name: string, options: object = {}) =>
    ({ deployment_config_name: name, blue_green_deployment_config: [options] }) as unknown as Json;
  const own = (traffic: object) =>
    [{ deployment_config_name: "own", traffic_routing_config: [traffic] }] as unknown as Json[];

  test.each<[string, Json[], object]>([
    ["CodeDeployDefault.ECSAllAtOnce", [], { type: "all at once", percent: 100, minutes: 0 }],
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
    ["own", own({ type: "AllAtOnce" }), { type: "all at once", percent: 100, minutes: 0 }],
    [
      "of-somebody-else",
      own({ time_based_canary: [{ percentage: 25, interval: 7 }] }),
      { type: "all at once", percent: 100, minutes: 0 },
    ],
  ])("moves requests as %s says, %#", (name, configs, way) => {
    expect(codeDeployShift(group(name), configs)).toEqual({ by: "CodeDeploy", keepMinutes: 0, waitMinutes: 0, ...way });
  });

  test("keeps old tasks, and waits for somebody, as long as it is told", () => {
    const options = (action_on_timeout: string) => ({
      terminate_blue_instances_on_deployment_success: [{ action: "TERMINATE", termination_wait_time_in_minutes: 60 }],
      deployment_ready_option: [{ action_on_timeout, wait_time_in_minutes: 30 }],
    });
    const times = ["STOP_DEPLOYMENT", "CONTINUE_DEPLOYMENT"].map((action) => {
      const { keepMinutes, waitMinutes } = codeDeployShift(group("x", options(action)), []);
      return [keepMinutes, waitMinutes];
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
