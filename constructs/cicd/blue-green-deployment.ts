import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { TwoSets } from "../../packages/deployments/rollout.ts";
import { TrafficShift } from "./traffic-shift.ts";

export interface BlueGreenDeploymentProps {
  readonly applicationName: string;
  /** The deployment group gets its name. */
  readonly service: ServiceConfig;
  readonly roleArn: string;
  readonly clusterName: string;
  readonly rollout: Pick<TwoSets, "shift" | "approvalMinutes" | "keepOldMinutes">;
  readonly productionListenerArn: string;
  /** @default none */
  readonly testListenerArn?: string;
}

/** How CodeDeploy replaces the tasks of a service: a second set of them, traffic moved, then the first set ended. */
export class BlueGreenDeployment extends Construct {
  constructor(scope: Construct, id: string, props: BlueGreenDeploymentProps) {
    super(scope, id);
    const { service, rollout, testListenerArn } = props;
    const { name, deployment, targetGroupNames } = service;
    const alarmNames = service.alarms.filter(({ rollsBack }) => rollsBack).map((alarm) => alarm.name);
    const { approvalMinutes, keepOldMinutes } = rollout;
    const shift = new TrafficShift(this, "shift", { name: deployment.configName, shift: rollout.shift });
    new CodedeployDeploymentGroup(this, "deployment-group", {
      appName: props.applicationName,
      deploymentGroupName: name,
      serviceRoleArn: props.roleArn,
      deploymentConfigName: shift.deploymentConfigName,
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      ecsService: { clusterName: props.clusterName, serviceName: name },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [props.productionListenerArn] },
          ...(testListenerArn && { testTrafficRoute: { listenerArns: [testListenerArn] } }),
          targetGroup: targetGroupNames.map((each) => ({ name: each })),
        },
      },
      blueGreenDeploymentConfig: {
        deploymentReadyOption:
          approvalMinutes > 0
            ? { actionOnTimeout: "STOP_DEPLOYMENT", waitTimeInMinutes: approvalMinutes }
            : { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: keepOldMinutes,
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", ...(alarmNames.length > 0 ? ["DEPLOYMENT_STOP_ON_ALARM"] : [])],
      },
      ...(alarmNames.length > 0 && { alarmConfiguration: { enabled: true, alarms: alarmNames } }),
    });
  }
}
