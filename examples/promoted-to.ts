import type { Environment } from "../config/config.ts";
import { smallest } from "./smallest.ts";

/** An environment that the pipeline of another one, in another account, deploys to: it builds nothing itself. */
export const promotedTo = {
  ...smallest,
  name: "hello-prod",
  account: "210987654321",
  delivery: {
    deployedFrom: {
      pipelineRoleArn: "arn:aws:iam::123456789012:role/hello-pipeline-role",
      artifactBucketName: "hello-artifacts-123456789012-us-east-1",
      artifactKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      imageRepositoryArn: "arn:aws:ecr:us-east-1:123456789012:repository/hello-repo",
      services: ["web"],
    },
  },
} satisfies Environment;
