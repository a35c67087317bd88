import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { Construct } from "constructs";

/** How CodeDeploy moves traffic to new tasks. */
export type TrafficShiftProps =
  | { readonly type: "all-at-once" }
  | {
      /** A part first and the rest after some minutes, or the same part every so many minutes. */
      readonly type: "canary" | "linear";
      readonly percent: number;
      readonly minutes: number;
    };

/** Ways that CodeDeploy has already (CodeDeploy user guide, deployment configurations on an Amazon ECS platform). */
const PREDEFINED: Record<string, string> = {
  "canary 10 5": "CodeDeployDefault.ECSCanary10Percent5Minutes",
  "canary 10 15": "CodeDeployDefault.ECSCanary10Percent15Minutes",
  "linear 10 1": "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
  "linear 10 3": "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
};

/** A way of moving traffic: CodeDeploy's own where it has the numbers, otherwise one with a name of its own. */
export class TrafficShift extends Construct {
  readonly deploymentConfigName: string;

  constructor(
    scope: Construct,
    id: string,
    { name, shift }: { readonly name: string; readonly shift: TrafficShiftProps },
  ) {
    super(scope, id);
    this.deploymentConfigName = this.find(shift) ?? this.create(name, shift);
  }

  private find(shift: TrafficShiftProps): string | undefined {
    if (shift.type === "all-at-once") return "CodeDeployDefault.ECSAllAtOnce";
    return PREDEFINED[`${shift.type} ${shift.percent} ${shift.minutes}`];
  }

  private create(deploymentConfigName: string, shift: TrafficShiftProps): string {
    const part = shift.type === "all-at-once" ? undefined : { percentage: shift.percent, interval: shift.minutes };
    const config = new CodedeployDeploymentConfig(this, "deployment-config", {
      deploymentConfigName,
      computePlatform: "ECS",
      trafficRoutingConfig:
        shift.type === "canary"
          ? { type: "TimeBasedCanary", timeBasedCanary: part }
          : { type: "TimeBasedLinear", timeBasedLinear: part },
    });
    return config.deploymentConfigName;
  }
}
