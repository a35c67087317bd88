import * as v from "valibot";
import { repositoryArn } from "../arns.ts";
import { keyArn, list, roleArn, text } from "../fields.ts";
import { givenName } from "../names.ts";

/** Another environment that gets each release after this one, in the same account or another one. */
export const promotion = v.strictObject({
  /** Name of the stage, such as `prod`, up to 60 letters, digits, _ and -. */
  name: text(/^[A-Za-z0-9_-]{1,60}$/, "is not a stage's name: use up to 60 letters, digits, _ and -"),
  /** Whether a manual approval comes first. @default true */
  approval: v.optional(v.boolean(), true),
  /** Role in the other environment that deploys: output `deployRoleArn` of its stack `iam`. */
  roleArn: roleArn(),
  /** ECS cluster of the other environment: output `clusterName` of its stack. */
  clusterName: givenName("cluster"),
  /** Services of the other environment, in the order of deployment. Any type but `codedeploy-blue-green`. */
  services: list(givenName("service")),
});

/** What another environment's pipeline may deploy here. */
export const deployedFrom = v.strictObject({
  /** Role of the pipeline: output `pipelineRoleArn` of the other environment's stack `iam`. */
  pipelineRoleArn: roleArn(),
  /** Bucket of the pipeline's artifacts: output `artifactBucketName` of the other environment's stack `cicd`. */
  artifactBucketName: givenName("bucket"),
  /** KMS key of the pipeline's artifacts: output `artifactKeyArn` of the other environment's stack `cicd`. */
  artifactKeyArn: keyArn(),
  /** ECR repository of the images; its policy has to let this account pull. @default the environment's own repository */
  imageRepositoryArn: v.optional(repositoryArn()),
  /** Names of the services that the pipeline deploys here. */
  services: list(givenName("service")),
});

export type PromotionConfig = v.InferOutput<typeof promotion>;
export type DeployedFromConfig = v.InferOutput<typeof deployedFrom>;
