import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { Construct } from "constructs";
import type { DetectionConfig } from "../../config/detection.ts";

type RuntimeMonitoringProps = NonNullable<DetectionConfig["runtimeMonitoring"]>;

/** Agents by what GuardDuty calls managing them (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfiguration.html). */
const AGENTS = {
  ec2: "EC2_AGENT_MANAGEMENT",
  fargate: "ECS_FARGATE_AGENT_MANAGEMENT",
  eks: "EKS_ADDON_MANAGEMENT",
} as const;

/** Findings that occur again are published every 15 minutes, instead of every six hours. */
const DETECTOR = { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" };

/** GuardDuty of an account and region, with Runtime Monitoring. */
export class RuntimeMonitoring extends Construct {
  constructor(scope: Construct, id: string, { detectorId: given, agents }: RuntimeMonitoringProps) {
    super(scope, id);
    const detectorId = given ?? new GuarddutyDetector(this, "detector", DETECTOR).id;
    const status = (isOn: boolean) => (isOn ? "ENABLED" : "DISABLED");
    new GuarddutyDetectorFeature(this, "feature", {
      detectorId,
      name: "RUNTIME_MONITORING",
      status: status(true),
      // All of them, as GuardDuty answers with all.
      additionalConfiguration: (["ec2", "fargate", "eks"] as const).map((agent) => ({
        name: AGENTS[agent],
        status: status(agents.includes(agent)),
      })),
    });
  }
}
