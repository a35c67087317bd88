import type { Rollout } from "../../../packages/deployments/rollout.ts";
import {
  BUILD_MARGIN_MINUTES,
  deploymentTimeoutMinutes,
  MAX_WAITING_MINUTES,
} from "../../../packages/deployments/timeout.ts";

const twoSets = (change: object): Rollout => ({
  type: "two-sets",
  shiftedBy: "ECS",
  shift: { type: "all-at-once" },
  hasTestListener: false,
  approvalMinutes: 0,
  keepOldMinutes: 0,
  ...change,
});

test.each<[string, Rollout, number]>([
  ["a rolling deployment", { type: "rolling", minimumHealthyPercent: 100, maximumPercent: 200 }, 60],
  ["old tasks that are kept", twoSets({ keepOldMinutes: 10 }), 70],
  ["steps", twoSets({ shift: { type: "linear", percent: 25, minutes: 10 }, keepOldMinutes: 5 }), 95],
])("a build waits for %s as long as its waits take, and an hour for its tasks", (_, rollout, minutes) => {
  expect(deploymentTimeoutMinutes(rollout)).toBe(minutes);
});

test("the longest deployment that is allowed is over before CodePipeline gives up on its build", () => {
  const longest = deploymentTimeoutMinutes(twoSets({ keepOldMinutes: MAX_WAITING_MINUTES }));
  expect(longest + BUILD_MARGIN_MINUTES).toBe(480);
});
