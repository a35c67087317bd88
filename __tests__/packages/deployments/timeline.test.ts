import { limits } from "../../../packages/deployments/rolling.ts";
import type { Rolling, Rollout, Shift, TwoSets } from "../../../packages/deployments/rollout.ts";
import { type Moment, stepMinutes, timeline } from "../../../packages/deployments/timeline.ts";

const rolling = (tasks: number, minimumHealthyPercent: number, maximumPercent: number): [Rolling, number] => [
  { type: "rolling", minimumHealthyPercent, maximumPercent },
  tasks,
];

const twoSets = (shift: Shift, more: Partial<TwoSets> = {}): [TwoSets, number] => [
  {
    type: "two-sets",
    shiftedBy: "ECS",
    shift,
    hasTestListener: false,
    approvalMinutes: 0,
    keepOldMinutes: 60,
    ...more,
  },
  2,
];

/** Old tasks, those that start, new ones, and the share of requests that new ones get. */
const numbers = ({ oldTasks, startingTasks, newTasks, percent }: Moment) => [
  oldTasks,
  startingTasks,
  newTasks,
  percent,
];

describe("a rolling deployment", () => {
  test.each([
    [
      "all at once beside the old ones",
      rolling(2, 100, 200),
      [
        [2, 0, 0, 0],
        [2, 2, 0, 0],
        [2, 0, 2, 50],
        [0, 0, 2, 100],
      ],
    ],
    [
      "two at a time, without extra tasks",
      rolling(4, 50, 100),
      [
        [4, 0, 0, 0],
        [2, 2, 0, 0],
        [2, 0, 2, 50],
        [0, 2, 2, 100],
        [0, 0, 4, 100],
      ],
    ],
    [
      "stops and starts, both rounded",
      rolling(3, 50, 150),
      [
        [3, 0, 0, 0],
        [2, 2, 0, 0],
        [2, 0, 2, 50],
        [0, 1, 2, 100],
        [0, 0, 3, 100],
      ],
    ],
    [
      "one more at a time",
      rolling(3, 100, 134),
      [
        [3, 0, 0, 0],
        [3, 1, 0, 0],
        [3, 0, 1, 25],
        [2, 1, 1, 33],
        [2, 0, 2, 50],
        [1, 1, 2, 67],
        [1, 0, 3, 75],
        [0, 0, 3, 100],
      ],
    ],
    [
      "with no tasks left for a time",
      rolling(2, 0, 100),
      [
        [2, 0, 0, 0],
        [0, 2, 0, 0],
        [0, 0, 2, 100],
      ],
    ],
  ])("%s", (_, deployment, expected) => {
    expect(timeline(...deployment).map(numbers)).toEqual(expected);
  });

  test("says what happens, and for how long nothing", () => {
    const moments = timeline(...rolling(3, 50, 150));
    expect(moments.map(({ label }) => label)).toEqual([
      "before",
      "1 old stops, 2 new start",
      "2 new healthy",
      "2 old stop, 1 new starts",
      "1 new healthy",
    ]);
    expect(moments.every(({ minutes, test }) => minutes === undefined && test === undefined)).toBe(true);
  });

  test("keeps to its limits and ends with new tasks only, whatever the numbers", () => {
    for (let desired = 1; desired <= 12; desired++)
      for (const [minimumPercent, maximumPercent] of [
        [0, 100],
        [50, 200],
        [75, 200],
        [100, 200],
        [100, 400],
      ] as const) {
        const deployment = rolling(desired, minimumPercent, maximumPercent);
        const { minimum, maximum } = limits(...deployment);
        const moments = timeline(...deployment);
        for (const { oldTasks, startingTasks, newTasks } of moments) {
          expect(oldTasks + newTasks).toBeGreaterThanOrEqual(minimum);
          expect(oldTasks + startingTasks + newTasks).toBeLessThanOrEqual(maximum);
        }
        expect(moments.map(numbers).at(-1)).toEqual([0, 0, desired, 100]);
      }
  });

  test.each([
    [rolling(2, 100, 100), "100 to 100 percent of 2 tasks leave no way to replace one"],
    [rolling(1, 50, 150), "50 to 150 percent of 1 tasks leave no way to replace one"],
  ])("%j is refused", (deployment, message) => {
    expect(() => timeline(...deployment)).toThrow(message);
  });
});

describe("a deployment with two sets of tasks", () => {
  /** Share of requests and minutes, of the moments that have any. */
  const shifts = (shift: Shift, more?: Partial<TwoSets>) =>
    timeline(...twoSets(shift, more)).flatMap(({ percent, minutes }) =>
      minutes === undefined ? [] : [[percent, minutes]],
    );

  test.each<[string, Shift, number[][]]>([
    ["all at once", { type: "all-at-once" }, [[100, 60]]],
    [
      "canary 10 % 15 min",
      { type: "canary", percent: 10, minutes: 15 },
      [
        [10, 15],
        [100, 60],
      ],
    ],
    [
      "canary 2.5 % 15 min",
      { type: "canary", percent: 2.5, minutes: 15 },
      [
        [2.5, 15],
        [100, 60],
      ],
    ],
    [
      "linear 20 % every 2 min",
      { type: "linear", percent: 20, minutes: 2 },
      [
        [20, 2],
        [40, 2],
        [60, 2],
        [80, 2],
        [100, 60],
      ],
    ],
    [
      "linear 30 %",
      { type: "linear", percent: 30, minutes: 5 },
      [
        [30, 5],
        [60, 5],
        [90, 5],
        [100, 60],
      ],
    ],
    [
      "linear 33.3 %",
      { type: "linear", percent: 33.3, minutes: 1 },
      [
        [33.3, 1],
        [66.6, 1],
        [99.9, 1],
        [100, 60],
      ],
    ],
    ["linear 100 %", { type: "linear", percent: 100, minutes: 5 }, [[100, 60]]],
    ["linear without waits", { type: "linear", percent: 25, minutes: 0 }, [[100, 60]]],
  ])("moves requests %s", (_, shift, expected) => {
    expect(shifts(shift)).toEqual(expected);
  });

  test("keeps no old tasks with keepOldMinutes 0", () => {
    expect(shifts({ type: "canary", percent: 10, minutes: 15 }, { keepOldMinutes: 0 })).toEqual([[10, 15]]);
  });

  test("has both sets whole from the first request to the last", () => {
    const moments = timeline(...twoSets({ type: "canary", percent: 10, minutes: 15 }));
    expect(moments.map(numbers)).toEqual([
      [2, 0, 0, 0],
      [2, 2, 0, 0],
      [2, 0, 2, 0],
      [2, 0, 2, 10],
      [2, 0, 2, 100],
      [0, 0, 2, 100],
    ]);
    expect(moments.every(({ test }) => test === undefined)).toBe(true);
  });

  test("tries new tasks at the test listener, then waits for approval", () => {
    const moments = timeline(...twoSets({ type: "all-at-once" }, { hasTestListener: true, approvalMinutes: 30 }));
    expect(moments.map(({ label, test, atMostMinutes }) => [label, test, atMostMinutes])).toEqual([
      ["before", "old", undefined],
      ["2 new start", "old", undefined],
      ["test requests", "new", undefined],
      ["wait for approval", "new", 30],
      ["100 % moved, old kept", "new", undefined],
      ["2 old stop", "new", undefined],
    ]);
  });
});

test("a load balancer that settles late makes a deployment longer, and is waited for once", () => {
  const late: Rollout = {
    type: "two-sets",
    shiftedBy: "ECS",
    shift: { type: "canary", percent: 10, minutes: 5 },
    hasTestListener: false,
    approvalMinutes: 0,
    keepOldMinutes: 5,
    settleMinutes: 20,
  };
  expect(stepMinutes(late)).toBe(30);
  const labels = timeline(late, 1).map(({ label }) => label);
  expect(labels.indexOf("load balancer settles")).toBe(labels.indexOf("10 % moved") - 1);
});
