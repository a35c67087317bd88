import * as v from "valibot";
import { arn, list, text } from "../fields.ts";
import { givenName } from "../names.ts";

/** Another environment that gets each release after this one, in another account or the same. */
export const promotion = v.strictObject({
  /** Name of its stage, such as `prod`. */
  name: text(/^[A-Za-z0-9_-]{1,60}$/, "is not a stage's name: use up to 60 letters, digits, _ and -"),
  /** Whether a person has to approve it first. @default true */
  approval: v.optional(v.boolean(), true),
  /** Role there that deploys: the output `deployRoleArn` of the other environment's stack `iam`. */
  roleArn: arn(),
  /** Cluster there. */
  clusterName: givenName("cluster"),
  /** Services there, in the order in which they are deployed; ECS deploys them. */
  services: list(givenName("service")),
});

/** What another environment's pipeline may deploy here. */
export const deployedFrom = v.strictObject({
  /** Role of the pipeline: the output `pipelineRoleArn` of the other environment's stack `iam`. */
  pipelineRoleArn: arn(),
  /** Bucket and key of its artifacts: outputs of the other environment's stack `cicd`. */
  artifactBucketName: givenName("bucket"),
  artifactKeyArn: arn(),
  /** Repository of its images, which has to let this account in. @default this environment's own */
  imageRepositoryArn: v.optional(arn()),
  /** Services that it deploys. */
  services: list(givenName("service")),
});

export type PromotionConfig = v.InferOutput<typeof promotion>;
export type DeployedFromConfig = v.InferOutput<typeof deployedFrom>;
