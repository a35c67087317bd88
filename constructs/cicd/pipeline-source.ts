import type { CodepipelineStage, CodepipelineTrigger } from "@cdktf/provider-aws/lib/codepipeline";
import { ARTIFACTS } from "./deploy-stage.ts";

/** Where a pipeline's releases come from. */
export type PipelineSourceProps =
  | {
      readonly type: "codecommit";
      readonly repositoryName: string;
      readonly repositoryArn: string;
      readonly branch: string;
    }
  | {
      readonly type: "connection";
      readonly connectionArn: string;
      /** Owner and name. */
      readonly repository: string;
      readonly branch: string;
      /** Paths of which a push has to change one. @default any */
      readonly paths: readonly string[];
      /** Tags whose pushes are released too. @default none */
      readonly tags: readonly string[];
    }
  | { readonly type: "ecr"; readonly repositoryName: string; readonly tag: string }
  | { readonly type: "s3"; readonly bucket: string; readonly key: string };

/** Name of the action, by which triggers know it. */
export const SOURCE_ACTION = "Source";

/** What the source action is told, by what it is. None of them polls: an event or a trigger starts the pipeline. */
export function sourceAction(source: PipelineSourceProps): { provider: string; configuration: Record<string, string> } {
  switch (source.type) {
    case "codecommit":
      return {
        provider: "CodeCommit",
        configuration: {
          RepositoryName: source.repositoryName,
          BranchName: source.branch,
          PollForSourceChanges: "false",
          OutputArtifactFormat: "CODE_ZIP",
        },
      };
    case "connection":
      return {
        provider: "CodeStarSourceConnection",
        configuration: {
          ConnectionArn: source.connectionArn,
          FullRepositoryId: source.repository,
          BranchName: source.branch,
          DetectChanges: "false", // the trigger does
          OutputArtifactFormat: "CODE_ZIP",
        },
      };
    case "ecr":
      return { provider: "ECR", configuration: { RepositoryName: source.repositoryName, ImageTag: source.tag } };
    case "s3":
      return {
        provider: "S3",
        configuration: { S3Bucket: source.bucket, S3ObjectKey: source.key, PollForSourceChanges: "false" },
      };
  }
}

/** The first stage of a pipeline: it fetches the source for the others. */
export function sourceStage(source: PipelineSourceProps): CodepipelineStage {
  const action = {
    ...sourceAction(source),
    name: SOURCE_ACTION,
    category: "Source",
    owner: "AWS",
    version: "1",
    outputArtifacts: [ARTIFACTS.source],
  };
  return { name: "Source", action: [action] };
}

/** What starts a pipeline whose source is behind a connection. A filter is for a branch or for tags, never both. */
export function pipelineTriggers(source: PipelineSourceProps): CodepipelineTrigger[] {
  if (source.type !== "connection") return [];
  const { branch, paths, tags } = source;
  const ofBranch = {
    branches: { includes: [branch] },
    ...(paths.length > 0 && { filePaths: { includes: [...paths] } }),
  };
  return [
    {
      providerType: "CodeStarSourceConnection",
      gitConfiguration: {
        sourceActionName: SOURCE_ACTION,
        push: [ofBranch, ...(tags.length > 0 ? [{ tags: { includes: [...tags] } }] : [])],
      },
    },
  ];
}

/** The event that starts a pipeline, as EventBridge matches it; undefined where a trigger of the pipeline does. */
export function sourceEvent(source: PipelineSourceProps): { description: string; pattern: object } | undefined {
  switch (source.type) {
    case "codecommit":
      return {
        description: `A commit on ${source.branch} starts the pipeline`,
        pattern: {
          source: ["aws.codecommit"],
          "detail-type": ["CodeCommit Repository State Change"],
          resources: [source.repositoryArn],
          detail: {
            event: ["referenceCreated", "referenceUpdated"],
            referenceType: ["branch"],
            referenceName: [source.branch],
          },
        },
      };
    case "connection":
      return undefined;
    case "ecr":
      return {
        description: `A push of ${source.repositoryName}:${source.tag} starts the pipeline`,
        pattern: {
          source: ["aws.ecr"],
          "detail-type": ["ECR Image Action"],
          detail: {
            "action-type": ["PUSH"],
            result: ["SUCCESS"],
            "repository-name": [source.repositoryName],
            "image-tag": [source.tag],
          },
        },
      };
    case "s3":
      return {
        description: `A new version of ${source.key} starts the pipeline`,
        pattern: {
          source: ["aws.s3"],
          "detail-type": ["Object Created"],
          detail: { bucket: { name: [source.bucket] }, object: { key: [source.key] } },
        },
      };
  }
}
