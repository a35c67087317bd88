import type { CodepipelineStage, CodepipelineTrigger } from "@cdktf/provider-aws/lib/codepipeline";
import type { SourceOf } from "../../config/delivery/source.ts";
import { ARTIFACTS } from "./deploy-stage.ts";

/** A source as the environment says it; a repository that the environment creates has its name. */
export type NamedSource = (SourceOf<"codecommit"> & { repositoryName: string }) | SourceOf<"connection" | "ecr" | "s3">;

/** A source as a pipeline reads it: with the ARNs of what is there. */
export type PipelineSource =
  | (SourceOf<"codecommit"> & { repositoryName: string; repositoryArn: string })
  | (SourceOf<"connection"> & { connectionArn: string })
  | SourceOf<"ecr" | "s3">;

/** An event that starts a pipeline. */
export interface SourceEvent {
  readonly description: string;
  /** Which events, in EventBridge's form. */
  readonly pattern: object;
}

/** Name of the action, by which triggers know it. */
export const SOURCE_ACTION = "Source";

/** Configuration of the source action, by type. None of them polls: an event or a trigger starts the pipeline. */
export function sourceAction(source: PipelineSource): { provider: string; configuration: Record<string, string> } {
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
export function sourceStage(source: PipelineSource): CodepipelineStage {
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
export function pipelineTriggers(source: PipelineSource): CodepipelineTrigger[] {
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

/** The event that starts a pipeline, as EventBridge matches it; undefined if a trigger of the pipeline does. */
export function sourceEvent(source: PipelineSource): SourceEvent | undefined {
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
