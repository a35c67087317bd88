import type { Shift, TwoSets } from "../../../../packages/deployments/rollout.ts";
import type { ServiceNumbers } from "../../../../tools/plan-review/rollout/service.ts";
import { deploymentSteps, duration } from "../../../../tools/plan-review/rollout/steps.ts";

const limited = (minimumHealthyPercent: number, maximumPercent: number) =>
  ({ type: "rolling", minimumHealthyPercent, maximumPercent }) as const;
const service = (more: Partial<ServiceNumbers> = {}): ServiceNumbers => ({
  tasks: 2,
  rollout: limited(100, 200),
  controller: "ECS",
  isDaemon: false,
  ...more,
});
const rolling = (tasks: number, minimumPercent: number, maximumPercent: number) =>
  deploymentSteps(service({ tasks, rollout: limited(minimumPercent, maximumPercent) }), undefined);
const traffic = { listeners: ["HTTP:80", "HTTPS:443"], healthySeconds: 30, drainSeconds: 60 };

describe("a rolling deployment", () => {
  test.each<[number, number, number, string, string]>([
    [2, 100, 200, "at least 2 stay, at most 4 run", "all new ones start at once"],
    [4, 50, 100, "at least 2 stay, at most 4 run", "new ones start 2, then 2"],
    [3, 50, 150, "at least 2 stay, at most 4 run", "new ones start 2, then 1"],
    [3, 100, 134, "at least 3 stay, at most 4 run", "new ones start 1, then 1, then 1"],
    [2, 0, 100, "at least 0 stay, at most 2 run", "all new ones start at once"],
  ])("of %d tasks between %d and %d %", (tasks, minimum, maximum, limits, batches) => {
    const [first, second] = rolling(tasks, minimum, maximum);
    expect(first).toBe(`${tasks} tasks replaced: ${limits}`);
    expect(second).toBe(batches);
  });

  test.each([
    [2, 100, 100],
    [1, 50, 150],
    [3, 100, 133],
  ])("of %d tasks between %d and %d % never ends", (...numbers) => {
    const [tasks, minimum, maximum] = numbers;
    expect(rolling(...numbers)).toEqual([
      `it never ends: ${minimum} to ${maximum} % of ${tasks} leave no way to replace a task`,
    ]);
  });

  test("of many tasks ends, whatever its limits", () => {
    for (let tasks = 1; tasks <= 40; tasks++)
      for (const [minimum, maximum] of [
        [0, 100],
        [50, 200],
        [75, 200],
        [100, 200],
      ] as const) {
        const text = rolling(tasks, minimum, maximum)[1] ?? "";
        const batches = /start (\d.*)/.exec(text)?.[1]?.split(", then ").map(Number) ?? [tasks];
        expect(batches.reduce((sum, each) => sum + each, 0)).toBe(tasks);
      }
  });

  test("takes the health checks of each batch, and one draining", () => {
    const steps = deploymentSteps(service({ tasks: 4, rollout: limited(50, 100) }), traffic);
    expect(steps.slice(2)).toEqual([
      "requests come through HTTP:80 and HTTPS:443",
      "a new task gets requests after 30 s of good health, an old one ends its own within 60 s",
      "at least 2 min, and what the tasks take to start",
    ]);
  });

  test("of no task replaces none", () => {
    expect(rolling(0, 100, 200)).toEqual(["no task runs, so none is replaced"]);
  });

  test("of a daemon goes instance by instance", () => {
    expect(deploymentSteps(service({ isDaemon: true }), traffic)).toEqual([
      "one task on each instance is replaced, instance by instance",
    ]);
  });
});

test("an external controller does as it likes", () => {
  expect(deploymentSteps(service({ controller: "EXTERNAL" }), traffic)).toEqual(["an external controller deploys it"]);
});

describe("a deployment with two sets of tasks", () => {
  const rollout: TwoSets = {
    type: "two-sets",
    shiftedBy: "ECS",
    shift: { type: "all-at-once" },
    hasTestListener: false,
    approvalMinutes: 0,
    keepOldMinutes: 0,
  };
  const steps = (more: Partial<TwoSets>) => deploymentSteps(service({ rollout: { ...rollout, ...more } }), undefined);

  test("has both beside each other", () => {
    expect(steps({})).toEqual([
      "2 new tasks beside 2 old, 4 in all, until the old ones end",
      "ECS moves requests all at once",
      "as long as the tasks take to start and to stop",
    ]);
  });

  test.each<[Shift, string, string]>([
    [{ type: "canary", percent: 10, minutes: 15 }, "10 % first, the rest after 15 min", "15 min"],
    [{ type: "linear", percent: 20, minutes: 2 }, "20 % every 2 min, in 5 steps", "8 min"],
    [{ type: "linear", percent: 30, minutes: 5 }, "30 % every 5 min, in 4 steps", "15 min"],
    [{ type: "linear", percent: 100, minutes: 5 }, "100 % every 5 min, in 1 step", "0 s"],
  ])("moves requests with %j", (shift, text, time) => {
    expect(steps({ shift }).slice(1)).toEqual([
      `ECS moves requests ${text}`,
      time === "0 s"
        ? "as long as the tasks take to start and to stop"
        : `at least ${time}, and what the tasks take to start`,
    ]);
  });

  test("waits for approval and keeps old tasks, where configured", () => {
    expect(steps({ shiftedBy: "CodeDeploy", keepOldMinutes: 60, approvalMinutes: 30 }).slice(1)).toEqual([
      "waits up to 30 min for approval, and stops without it",
      "CodeDeploy moves requests all at once",
      "old tasks are kept for 60 min, to go back",
      "at least 60 min, and what the tasks take to start",
    ]);
  });
});

test.each([
  [0, "0 s"],
  [119, "119 s"],
  [120, "2 min"],
  [121, "3 min"],
  [7140, "119 min"],
  [7200, "2 h"],
  [7260, "2 h 1 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
