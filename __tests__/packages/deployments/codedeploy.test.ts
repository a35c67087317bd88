import { predefinedName, predefinedShift } from "../../../packages/deployments/codedeploy.ts";
import type { Shift } from "../../../packages/deployments/rollout.ts";

// CodeDeploy user guide, deployment configurations on an Amazon ECS compute platform.
test.each<[Shift, string]>([
  [{ type: "all-at-once" }, "CodeDeployDefault.ECSAllAtOnce"],
  [{ type: "canary", percent: 10, minutes: 5 }, "CodeDeployDefault.ECSCanary10Percent5Minutes"],
  [{ type: "canary", percent: 10, minutes: 15 }, "CodeDeployDefault.ECSCanary10Percent15Minutes"],
  [{ type: "linear", percent: 10, minutes: 1 }, "CodeDeployDefault.ECSLinear10PercentEvery1Minutes"],
  [{ type: "linear", percent: 10, minutes: 3 }, "CodeDeployDefault.ECSLinear10PercentEvery3Minutes"],
])("%j is CodeDeploy's own %s", (shift, name) => {
  expect([predefinedName(shift), predefinedShift(name)]).toEqual([name, shift]);
});

test.each<Shift>([
  { type: "canary", percent: 10, minutes: 1 },
  { type: "linear", percent: 10, minutes: 5 },
  { type: "linear", percent: 20, minutes: 1 },
])("%j is not a predefined configuration of CodeDeploy", (shift) => {
  expect(predefinedName(shift)).toBeUndefined();
});

test("a name that only looks like one of CodeDeploy's says nothing", () => {
  expect(predefinedShift("CodeDeployDefault.ECSCanary20Percent5Minutes")).toBeUndefined();
});
