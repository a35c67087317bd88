import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { TerraformOutput } from "cdktf";
import { TrafficShift } from "../../../constructs/cicd/traffic-shift.ts";
import type { Shift } from "../../../packages/deployments/rollout.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const made = (shift: Shift) =>
  Template.of((scope) => {
    const { deploymentConfigName } = new TrafficShift(scope, "shift", { name: "shop-web", shift });
    new TerraformOutput(scope, "name", { value: deploymentConfigName, staticId: true });
  });

test.each<[Shift, string]>([
  [{ type: "all-at-once" }, "ECSAllAtOnce"],
  [{ type: "canary", percent: 10, minutes: 5 }, "ECSCanary10Percent5Minutes"],
  [{ type: "canary", percent: 10, minutes: 15 }, "ECSCanary10Percent15Minutes"],
  [{ type: "linear", percent: 10, minutes: 1 }, "ECSLinear10PercentEvery1Minutes"],
  [{ type: "linear", percent: 10, minutes: 3 }, "ECSLinear10PercentEvery3Minutes"],
])("for %j CodeDeploy has %s already", (shift, name) => {
  expect(made(shift).outputs().name).toBe(`CodeDeployDefault.${name}`);
  expect(made(shift).all(CodedeployDeploymentConfig)).toEqual([]);
});

test.each<[Shift, object]>([
  [
    { type: "canary", percent: 20, minutes: 5 },
    { type: "TimeBasedCanary", time_based_canary: { percentage: 20, interval: 5 } },
  ],
  [
    { type: "canary", percent: 10, minutes: 1 },
    { type: "TimeBasedCanary", time_based_canary: { percentage: 10, interval: 1 } },
  ],
  [
    { type: "linear", percent: 25, minutes: 2 },
    { type: "TimeBasedLinear", time_based_linear: { percentage: 25, interval: 2 } },
  ],
  [
    { type: "linear", percent: 10, minutes: 5 },
    { type: "TimeBasedLinear", time_based_linear: { percentage: 10, interval: 5 } },
  ],
])("for %j there is a custom configuration", (shift, traffic_routing_config) => {
  const template = made(shift);
  expect(template.one(CodedeployDeploymentConfig)).toMatchObject({
    deployment_config_name: "shop-web",
    compute_platform: "ECS",
    traffic_routing_config,
  });
  expect(template.outputs().name).toEqual(
    reference(CodedeployDeploymentConfig, "deployment-config", "deployment_config_name"),
  );
});

test("the old shift is there until the deployment group has the new one", () => {
  const shift = { type: "canary", percent: 20, minutes: 5 } as const;
  expect(made(shift).one(CodedeployDeploymentConfig).lifecycle).toEqual({ create_before_destroy: true });
});
