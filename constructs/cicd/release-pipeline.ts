import { Codepipeline, type CodepipelineStage } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";

export interface ReleasePipelineProps {
  /** 1 to 100 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  readonly artifactBucketName: string;
  readonly artifactKeyArn: string;
  readonly repositoryName: string;
  readonly branch: string;
  readonly projectName: string;
  /** Services to deploy, one after the other. */
  readonly services: readonly { readonly clusterName: string; readonly serviceName: string }[];
}

/** Names of what one stage hands to the next. */
const SOURCE = "SourceArtifact";
const IMAGE = "ImageArtifact";

/** A pipeline that builds each commit of a branch and rolls it out: Source, Build, then a stage with all services. */
export class ReleasePipeline extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ReleasePipelineProps) {
    super(scope, id);
    const pipeline = new Codepipeline(this, "pipeline", {
      name: props.name,
      roleArn: props.roleArn,
      pipelineType: "V2",
      executionMode: "SUPERSEDED", // a newer commit overtakes one that waits
      artifactStore: [
        { type: "S3", location: props.artifactBucketName, encryptionKey: { type: "KMS", id: props.artifactKeyArn } },
      ],
      stage: [sourceStage(props), buildStage(props), ...(props.services.length > 0 ? [deployStage(props)] : [])],
    });
    this.name = pipeline.name;
    this.arn = pipeline.arn;
  }
}

function sourceStage({ repositoryName, branch }: ReleasePipelineProps): CodepipelineStage {
  const action = {
    name: "Source",
    category: "Source",
    owner: "AWS",
    provider: "CodeCommit",
    version: "1",
    outputArtifacts: [SOURCE],
    configuration: {
      RepositoryName: repositoryName,
      BranchName: branch,
      PollForSourceChanges: "false", // an event rule starts the pipeline
      OutputArtifactFormat: "CODE_ZIP",
    },
  };
  return { name: "Source", action: [action] };
}

function buildStage({ projectName }: ReleasePipelineProps): CodepipelineStage {
  const action = {
    name: "Build",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: [SOURCE],
    outputArtifacts: [IMAGE],
    configuration: { ProjectName: projectName },
  };
  return { name: "Build", action: [action] };
}

function deployStage({ services }: ReleasePipelineProps): CodepipelineStage {
  const actions = services.map(({ clusterName, serviceName }, index) => ({
    name: serviceName,
    category: "Deploy",
    owner: "AWS",
    provider: "ECS",
    version: "1",
    runOrder: index + 1,
    inputArtifacts: [IMAGE],
    configuration: { ClusterName: clusterName, ServiceName: serviceName, FileName: "imagedefinitions.json" },
  }));
  return { name: "Deploy", action: actions };
}
