import type { Construct } from "constructs";
import { ScheduledBuild } from "../constructs/cicd/scheduled-build.ts";
import { readBuildspec } from "./build-specification.ts";
import type { DeliveredServices } from "./delivered-services.ts";
import type { Delivering } from "./delivering.ts";
import type { IamOutputs } from "./iam-stack.ts";
import { required } from "./required.ts";

/** Minutes that a comparison may take: a year of history has thousands of actions, of which one call lists 100. */
const TIMEOUT_MINUTES = 30;

interface ImageCheckProps {
  readonly config: Delivering;
  readonly iam: IamOutputs;
  /** Pipeline that deploys the services. */
  readonly pipelineName: string;
  readonly services: Pick<DeliveredServices, "containerName" | "places">;
}

/**
 * Compares the images of running tasks with those that the pipeline has deployed. Returns the ARN of the project that does;
 * undefined if the environment does not ask for it.
 */
export function createImageCheck(scope: Construct, props: ImageCheckProps): string | undefined {
  const { names, delivery } = props.config;
  const { iam, pipelineName, services } = props;
  const { imageCheckSchedule: schedule, logRetentionDays } = delivery;
  if (schedule === undefined) return undefined;
  const build = new ScheduledBuild(scope, "image-check", {
    name: names.imageCheckProject,
    description: "Compares the images of running tasks with those that the pipeline has deployed",
    roleArn: required(iam.imageCheckRoleArn, "imageCheckRoleArn"),
    buildspec: readBuildspec("buildspec.images.yml"),
    timeoutMinutes: TIMEOUT_MINUTES,
    variables: { PIPELINE: pipelineName, CONTAINER: services.containerName, SERVICES: services.places.join(" ") },
    logRetentionDays,
    ruleName: names.imageCheckTrigger,
    schedule,
    eventRoleArn: required(iam.pipelineEventRoleArn, "pipelineEventRoleArn"),
  });
  return build.projectArn;
}
