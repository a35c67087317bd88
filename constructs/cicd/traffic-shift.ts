import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { Construct } from "constructs";
import { predefinedName } from "../../packages/deployments/codedeploy.ts";
import type { Shift } from "../../packages/deployments/rollout.ts";

/** A way of moving traffic: a predefined CodeDeploy configuration where the numbers match, otherwise a custom one. */
export class TrafficShift extends Construct {
  readonly deploymentConfigName: string;

  constructor(scope: Construct, id: string, { name, shift }: { readonly name: string; readonly shift: Shift }) {
    super(scope, id);
    this.deploymentConfigName = predefinedName(shift) ?? this.create(name, shift);
  }

  private create(deploymentConfigName: string, shift: Shift): string {
    const part = shift.type === "all-at-once" ? undefined : { percentage: shift.percent, interval: shift.minutes };
    const config = new CodedeployDeploymentConfig(this, "deployment-config", {
      deploymentConfigName,
      computePlatform: "ECS",
      trafficRoutingConfig:
        shift.type === "canary"
          ? { type: "TimeBasedCanary", timeBasedCanary: part }
          : { type: "TimeBasedLinear", timeBasedLinear: part },
      // Its name has all that replaces it; the deployment group uses the old one until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    return config.deploymentConfigName;
  }
}
