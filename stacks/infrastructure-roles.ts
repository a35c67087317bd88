import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ApplyRole } from "../constructs/cicd/apply-role.ts";
import { reviewArtifactPrefix } from "../constructs/cicd/infrastructure-pipeline.ts";
import { PipelineRole } from "../constructs/cicd/pipeline-role.ts";
import type { NamedSource } from "../constructs/cicd/pipeline-source.ts";
import { PlanRole } from "../constructs/cicd/plan-role.ts";
import type { StateFolder } from "../constructs/cicd/state-statements.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import type { Delivering } from "./delivering.ts";

/** Roles of the pipeline for the stacks themselves; set only if there is one. */
export interface InfrastructureRoles {
  readonly infrastructurePipelineRoleArn?: string;
  readonly planRoleArn?: string;
  readonly applyRoleArn?: string;
}

export function createInfrastructureRoles(
  scope: Construct,
  config: Delivering,
  awsScope: AwsScope,
  source: NamedSource,
): InfrastructureRoles {
  const { names, delivery, encryption } = config;
  const keyArn = encryption.artifactsKeyArn;
  if (delivery.infrastructure === undefined) return {};
  const { planPolicyArns, applyPolicyArns } = delivery.infrastructure;
  const artifactBucketName = names.infrastructureBucket;
  const state = stateFolder(config);
  const pipeline = new PipelineRole(scope, "infrastructure-pipeline", {
    name: names.infrastructurePipelineRole,
    pipelineName: names.infrastructurePipeline,
    source,
    projectNames: [names.planProject, names.applyProject],
    artifactBucketName,
    keyArn,
    services: [],
    taskRoleArns: [],
    deployRoleArns: [],
    awsScope,
  });
  const plan = new PlanRole(scope, "plan", {
    name: names.planRole,
    projectName: names.planProject,
    artifactBucketName,
    keyArn,
    state,
    resultPrefix: reviewArtifactPrefix(names.infrastructurePipeline),
    policyArns: planPolicyArns,
    awsScope,
  });
  const apply = new ApplyRole(scope, "apply", {
    name: names.applyRole,
    projectName: names.applyProject,
    artifactBucketName,
    keyArn,
    state,
    policyArns: applyPolicyArns,
    awsScope,
  });
  return { infrastructurePipelineRoleArn: pipeline.arn, planRoleArn: plan.arn, applyRoleArn: apply.arn };
}

/** Only in a trial is state in files, where there is such a pipeline. */
function stateFolder({ state, environment }: Config): StateFolder | undefined {
  if (state.type === "local") return undefined;
  const { bucket, keyPrefix, kmsKeyArn, roleArn } = state;
  return { bucket, folder: `${keyPrefix}/${environment}/`, kmsKeyArn, roleArn };
}
