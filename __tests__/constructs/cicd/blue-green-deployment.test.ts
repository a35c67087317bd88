import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import type { ServiceConfig } from "../../../config/config.ts";
import { BlueGreenDeployment, type BlueGreenDeploymentProps } from "../../../constructs/cicd/blue-green-deployment.ts";
import { reference } from "../../support/reference.ts";
import { deployments, service } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const ROLLOUT: BlueGreenDeploymentProps["rollout"] = {
  shift: { type: "all-at-once" },
  approvalMinutes: 0,
  keepOldMinutes: 5,
};

const SERVICE: ServiceConfig = {
  ...service,
  deployment: { ...deployments.codeDeploy, configName: "shop-web" },
  targetGroupNames: ["web-1", "web-2"],
};

const deployment = (props: Partial<BlueGreenDeploymentProps> = {}) =>
  Template.of(
    (scope) =>
      new BlueGreenDeployment(scope, "deployment", {
        applicationName: "shop",
        service: SERVICE,
        roleArn: "arn:role",
        clusterName: "cluster",
        rollout: ROLLOUT,
        productionListenerArn: "arn:production",
        ...props,
      }),
  );

const group = (props: Partial<BlueGreenDeploymentProps> = {}) => deployment(props).one(CodedeployDeploymentGroup);

test("CodeDeploy replaces the tasks of one service, and moves traffic", () => {
  expect(group()).toMatchObject({
    app_name: "shop",
    deployment_group_name: "web",
    service_role_arn: "arn:role",
    ecs_service: { cluster_name: "cluster", service_name: "web" },
    deployment_style: { deployment_type: "BLUE_GREEN", deployment_option: "WITH_TRAFFIC_CONTROL" },
  });
});

test("traffic moves between two groups, behind the listener", () => {
  expect(group().load_balancer_info).toEqual({
    target_group_pair_info: {
      prod_traffic_route: { listener_arns: ["arn:production"] },
      target_group: [{ name: "web-1" }, { name: "web-2" }],
    },
  });
});

test("new tasks may answer at another listener first", () => {
  expect(group({ testListenerArn: "arn:test" }).load_balancer_info).toMatchObject({
    target_group_pair_info: {
      prod_traffic_route: { listener_arns: ["arn:production"] },
      test_traffic_route: { listener_arns: ["arn:test"] },
    },
  });
});

test("traffic moves by a predefined configuration of CodeDeploy, or by a custom one", () => {
  expect(group().deployment_config_name).toBe("CodeDeployDefault.ECSAllAtOnce");
  const own = deployment({ rollout: { ...ROLLOUT, shift: { type: "canary", percent: 20, minutes: 5 } } });
  expect(own.one(CodedeployDeploymentConfig).deployment_config_name).toBe("shop-web");
  expect(own.one(CodedeployDeploymentGroup).deployment_config_name).toEqual(
    reference(CodedeployDeploymentConfig, "deployment-config", "deployment_config_name"),
  );
});

test.each([
  [0, { action_on_timeout: "CONTINUE_DEPLOYMENT" }],
  [1, { action_on_timeout: "STOP_DEPLOYMENT", wait_time_in_minutes: 1 }],
])("with %d minutes for approval it does %j", (approvalMinutes, expected) => {
  expect(group({ rollout: { ...ROLLOUT, approvalMinutes } }).blue_green_deployment_config).toMatchObject({
    deployment_ready_option: expected,
  });
});

test("the old tasks are kept for a while", () => {
  expect(group({ rollout: { ...ROLLOUT, keepOldMinutes: 60 } }).blue_green_deployment_config).toMatchObject({
    terminate_blue_instances_on_deployment_success: { action: "TERMINATE", termination_wait_time_in_minutes: 60 },
  });
});

test("a deployment that fails is rolled back", () => {
  expect(group().auto_rollback_configuration).toEqual({ enabled: true, events: ["DEPLOYMENT_FAILURE"] });
  expect(group()).not.toHaveProperty("alarm_configuration");
});

test.each([[["errors"]], [["errors", "slow"]]])("a deployment is rolled back for the alarms %j", (alarmNames) => {
  const alarm = { metric: "server-errors", threshold: 1, periodSeconds: 60, periods: 1 } as const;
  const alarms = [
    { ...alarm, name: "watched", rollsBack: false },
    ...alarmNames.map((name) => ({ ...alarm, name, rollsBack: true })),
  ];
  expect(group({ service: { ...SERVICE, alarms } })).toMatchObject({
    auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
    alarm_configuration: { enabled: true, alarms: alarmNames },
  });
});
