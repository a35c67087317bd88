import * as v from "valibot";
import { clusterOf, hasCluster } from "./clusters/resolve.ts";
import type { Parsed } from "./config.ts";
import { createdNames } from "./created-names.ts";
import { choice, integer, list, text } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { agentRepositoryArn } from "./guard-duty.ts";
import { awsPartition } from "./partition.ts";

const runtimeMonitoring = v.strictObject({
  /** Existing GuardDuty detector in this region. @default one is created; an account has one in each region */
  detectorId: v.optional(text(/^[0-9a-f]{32}$/, "is not a detector: write the 32 characters that GuardDuty shows")),
  /**
   * Agents that GuardDuty installs and updates in the whole account: `fargate` beside tasks on Fargate, `ec2` on
   * instances, which Systems Manager has to manage (`ec2Cluster.systemsManager: "all"`), `eks` in clusters of EKS.
   * Those that are not listed are turned off; none may be, where you install the agent on instances yourself. @default ["fargate"]
   */
  agents: v.optional(list(choice("fargate", "ec2", "eks")), ["fargate"]),
});

const trail = v.strictObject({
  /**
   * Whether management events of all regions are recorded too, including reads, which `delivery.notifications.roleUse`
   * needs. The first copy in a region costs nothing, others 2 USD per 100,000 events in us-east-1. @default false:
   * leave them to another trail
   */
  managementEvents: v.optional(v.boolean(), false),
  /** Days that its files are kept, 1 to 3650. @default 90 */
  retentionDays: v.optional(integer(1, 3650, "days"), 90),
});

/**
 * Detection in an account as a whole. Each part belongs to one environment of the account and region: leave out what
 * exists already.
 */
export const detection = v.strictObject({
  /**
   * GuardDuty with Runtime Monitoring, which looks at processes, files and connections of tasks, for 1.50 USD per vCPU and month
   * in us-east-1. Its findings are sent to the topic of `delivery.notifications`. @default none
   */
  runtimeMonitoring: v.optional(runtimeMonitoring),
  /**
   * CloudTrail trail that records reads and writes of objects in the buckets of artifacts, plans and state, for 0.10 USD per
   * 100,000 events in us-east-1. @default none
   */
  trail: v.optional(trail),
});

export type DetectionConfig = v.InferOutput<typeof detection>;

/** ARN of the repository of GuardDuty's agent for Fargate, if the environment has GuardDuty manage it. */
export function fargateAgentArn({ detection, region }: Pick<Parsed, "detection" | "region">): string | undefined {
  const isManaged = detection.runtimeMonitoring?.agents.includes("fargate") ?? false;
  return isManaged ? agentRepositoryArn(awsPartition(region), region) : undefined;
}

type Detecting = Pick<Parsed, "state"> & { readonly createdNames: ReadonlySet<string> };

/** Whether there is a bucket whose objects a trail records. */
const hasRecorded = ({ state, createdNames: created }: Detecting): boolean =>
  state.type === "s3" || created.has("artifactBucket") || created.has("infrastructureBucket");

/** What GuardDuty and CloudTrail can't do with the rest of the environment. */
export const DETECTION_RULES_ACROSS = [checkAgents, checkTrail];

function checkAgents(environment: Parsed): Finding[] {
  const { runtimeMonitoring: monitoring } = environment.detection;
  if (monitoring === undefined) return [];
  const path = ["detection", "runtimeMonitoring", "agents"];
  const { agents } = monitoring;
  const found: Finding[] = [];
  const { region } = environment;
  if (agents.includes("fargate") && agentRepositoryArn(awsPartition(region), region) === undefined)
    found.push({
      path,
      message: `has fargate, whose agent is not known in ${region}: list others, or leave runtimeMonitoring out`,
    });
  // GuardDuty installs it by Systems Manager
  // (https://docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ec2-support.html).
  const { systemsManager } = clusterOf("ec2", environment);
  if (agents.includes("ec2") && hasCluster("ec2", environment) && systemsManager !== "all")
    found.push({
      path: [...path, agents.indexOf("ec2")],
      message:
        'is installed by Systems Manager, which the instances do not allow: set ec2Cluster.systemsManager to "all", or leave ec2 out',
    });
  return found;
}

function checkTrail(environment: Parsed): Finding[] {
  const { trail } = environment.detection;
  if (trail === undefined || trail.managementEvents) return [];
  if (hasRecorded({ ...environment, createdNames: createdNames(environment) })) return [];
  const message =
    "records nothing, because there are no buckets of artifacts, plans or state: set managementEvents, or leave it out";
  return [{ path: ["detection", "trail"], message }];
}
