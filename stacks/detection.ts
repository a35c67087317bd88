import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { ObjectTrail } from "../constructs/monitoring/object-trail.ts";
import { RuntimeMonitoring } from "../constructs/monitoring/runtime-monitoring.ts";

/** What watches the account as a whole, as far as the environment has it. */
export function createDetection(scope: Construct, config: Config, awsScope: AwsScope): void {
  const { names, detection } = config;
  if (detection.runtimeMonitoring) new RuntimeMonitoring(scope, "runtime-monitoring", detection.runtimeMonitoring);
  if (detection.trail)
    new ObjectTrail(scope, "trail", {
      managementEvents: detection.trail.managementEvents,
      retentionDays: detection.trail.retentionDays,
      name: names.trail,
      bucketName: names.trailBucket,
      recordedBucketNames: recordedBucketNames(config),
      awsScope,
    });
}

/** Buckets whose objects decide what runs: later stacks create those of pipelines, under agreed names. */
function recordedBucketNames({ names, delivery, state }: Config): string[] {
  return [
    ...(delivery?.releases ? [names.artifactBucket] : []),
    ...(delivery?.infrastructure ? [names.infrastructureBucket] : []),
    ...(state.type === "s3" ? [state.bucket] : []),
  ];
}
