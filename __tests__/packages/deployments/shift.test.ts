import type { Rollout, Shift, TwoSets } from "../../../packages/deployments/rollout.ts";
import { partsOf, shiftMinutes, waitingMinutes } from "../../../packages/deployments/shift.ts";

test.each<[Shift, number]>([
  [{ type: "all-at-once" }, 0],
  [{ type: "canary", percent: 10, minutes: 15 }, 15],
  [{ type: "linear", percent: 20, minutes: 2 }, 8],
  [{ type: "linear", percent: 33.3, minutes: 1 }, 3],
  [{ type: "linear", percent: 100, minutes: 5 }, 0],
])("%j takes %d minutes from the first request to the last", (shift, minutes) => {
  expect(shiftMinutes(shift)).toBe(minutes);
});

test("a linear shift without a size, from a plan of another tool, has an end", () => {
  expect(partsOf({ type: "linear", percent: 0, minutes: 1 }).length).toBeLessThan(1000);
});

const canary: TwoSets = {
  type: "two-sets",
  shiftedBy: "ECS",
  shift: { type: "canary", percent: 5, minutes: 10 },
  hasTestListener: true,
  approvalMinutes: 30,
  keepOldMinutes: 5,
};

test.each<[Rollout, number]>([
  [{ type: "rolling", minimumHealthyPercent: 100, maximumPercent: 200 }, 0],
  [canary, 15],
])("%j waits %d minutes by configuration", (rollout, minutes) => {
  expect(waitingMinutes(rollout)).toBe(minutes);
});
