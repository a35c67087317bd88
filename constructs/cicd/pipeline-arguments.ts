import type { CodepipelineConfig } from "@cdktf/provider-aws/lib/codepipeline";
import { type PipelineSource, pipelineTriggers } from "./pipeline-source.ts";

/** What every pipeline says of itself. */
export interface PipelineProps {
  /** 1 to 100 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  readonly artifactBucketName: string;
  readonly artifactKeyArn: string;
  readonly source: PipelineSource;
}

/** A pipeline whose artifacts are encrypted, and that starts as its source asks for. */
export function pipelineArguments(props: PipelineProps) {
  const triggers = pipelineTriggers(props.source);
  return {
    name: props.name,
    roleArn: props.roleArn,
    pipelineType: "V2",
    artifactStore: [
      { type: "S3", location: props.artifactBucketName, encryptionKey: { type: "KMS", id: props.artifactKeyArn } },
    ],
    ...(triggers.length > 0 && { trigger: triggers }),
  } satisfies Partial<CodepipelineConfig>;
}
