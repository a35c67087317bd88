import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Construct } from "constructs";
import type { TwoSets } from "../../packages/deployments/rollout.ts";
import { TrafficShift } from "./traffic-shift.ts";

export interface BlueGreenDeploymentProps {
  readonly applicationName: string;
  /** Name of the deployment group: 1 to 100 characters, unique in the application. */
  readonly name: string;
  readonly roleArn: string;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly rollout: Pick<TwoSets, "shift" | "approvalMinutes" | "keepOldMinutes">;
  /** Name of the deployment configuration, where CodeDeploy has none that fits. */
  readonly deploymentConfigName: string;
  readonly productionListenerArn: string;
  /** @default none */
  readonly testListenerArn?: string;
  /** Two. */
  readonly targetGroupNames: readonly string[];
  /** Alarms that a deployment is rolled back for, at most ten. */
  readonly alarmNames: readonly string[];
}

/** How CodeDeploy replaces the tasks of a service: a second set of them, traffic moved, then the first set ended. */
export class BlueGreenDeployment extends Construct {
  constructor(scope: Construct, id: string, props: BlueGreenDeploymentProps) {
    super(scope, id);
    const { rollout, alarmNames, testListenerArn } = props;
    const { approvalMinutes, keepOldMinutes } = rollout;
    const shift = new TrafficShift(this, "shift", { name: props.deploymentConfigName, shift: rollout.shift });
    new CodedeployDeploymentGroup(this, "deployment-group", {
      appName: props.applicationName,
      deploymentGroupName: props.name,
      serviceRoleArn: props.roleArn,
      deploymentConfigName: shift.deploymentConfigName,
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      ecsService: { clusterName: props.clusterName, serviceName: props.serviceName },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [props.productionListenerArn] },
          ...(testListenerArn && { testTrafficRoute: { listenerArns: [testListenerArn] } }),
          targetGroup: props.targetGroupNames.map((name) => ({ name })),
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
      ...(alarmNames.length > 0 && { alarmConfiguration: { enabled: true, alarms: [...alarmNames] } }),
    });
  }
}
