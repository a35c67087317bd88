import { Construct } from "constructs";
import { type AwsScope, arnOf, bucketArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { artifactKeyStatements } from "./artifact-statements.ts";
import { type DeployedService, deployStatements } from "./deploy-statements.ts";
import type { NamedSource } from "./pipeline-source.ts";

export interface PipelineRoleProps {
  readonly name: string;
  readonly pipelineName: string;
  /** A connection's permission is given where the connection is. */
  readonly source: NamedSource;
  /** CodeBuild projects that it starts. */
  readonly projectNames: readonly string[];
  readonly artifactBucketName: string;
  /** Those that CodePipeline itself deploys: by CodeDeploy. Builds deploy the others. */
  readonly services: readonly DeployedService[];
  /** ARNs of the roles that tasks of these run with and are started with: the only ones that it may pass. */
  readonly taskRoleArns: readonly string[];
  /** ARNs of roles in other environments that it deploys with. */
  readonly deployRoleArns: readonly string[];
  /** Key of the artifacts that exists. @default one is created, whose policy lets the role */
  readonly keyArn?: string;
  readonly awsScope: AwsScope;
}

/** Permissions of CodePipeline: fetch the source, start builds, deploy by CodeDeploy. */
export class PipelineRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    const { services, taskRoleArns, deployRoleArns, awsScope } = props;
    const role = new ServiceRole(this, "pipeline", {
      name: props.name,
      description: `CodePipeline ${props.pipelineName}`,
      service: "codepipeline.amazonaws.com",
      onBehalfOf: { account: awsScope.account },
      statements: [
        ...bucketStatements(props),
        ...artifactKeyStatements(props.keyArn),
        ...sourceStatements(props.source, awsScope),
        {
          sid: "Build",
          actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
          resources: props.projectNames.map((name) => arnOf(awsScope, "codebuild", `project/${name}`)),
        },
        ...deployStatements(services, taskRoleArns, awsScope),
        ...(deployRoleArns.length > 0
          ? [{ sid: "OtherEnvironments", actions: ["sts:AssumeRole"], resources: [...new Set(deployRoleArns)] }]
          : []),
      ],
    });
    this.arn = role.arn;
  }
}

function bucketStatements({ artifactBucketName, awsScope }: PipelineRoleProps): Statement[] {
  const bucket = bucketArn(awsScope, artifactBucketName);
  return [
    { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], resources: [`${bucket}/*`] },
    { sid: "ArtifactBucket", actions: ["s3:GetBucketLocation", "s3:GetBucketVersioning"], resources: [bucket] },
  ];
}

function sourceStatements(source: NamedSource, awsScope: AwsScope): Statement[] {
  const sid = "Source";
  switch (source.type) {
    case "codecommit":
      return [
        {
          sid,
          actions: [
            "codecommit:CancelUploadArchive",
            "codecommit:GetBranch",
            "codecommit:GetCommit",
            "codecommit:GetUploadArchiveStatus",
            "codecommit:UploadArchive",
          ],
          resources: [arnOf(awsScope, "codecommit", source.repositoryName)],
        },
      ];
    case "ecr":
      return [
        {
          sid,
          actions: ["ecr:DescribeImages"],
          resources: [arnOf(awsScope, "ecr", `repository/${source.repositoryName}`)],
        },
      ];
    case "s3": {
      const bucket = bucketArn(awsScope, source.bucket);
      return [
        { sid, actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [`${bucket}/${source.key}`] },
        {
          sid: "SourceBucket",
          actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
          resources: [bucket],
        },
      ];
    }
    case "connection":
      return [];
  }
}
