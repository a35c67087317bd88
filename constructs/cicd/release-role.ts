import { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { ASK_FOR_SCAN } from "../registry/repository-actions.ts";
import { artifactStatements, type BuildArtifacts } from "./artifact-statements.ts";
import { buildLogStatement } from "./build-logs.ts";
import { projectSource } from "./project-source.ts";

export interface ReleaseRoleProps {
  readonly name: string;
  /** CodeBuild project that assumes it. */
  readonly projectName: string;
  readonly artifacts: BuildArtifacts;
  /** Folder of the definitions in the bucket of the artifacts, without slashes around it. */
  readonly definitionsFolder: string;
  /** ARN of the repository whose images are released. */
  readonly imageRepositoryArn: string;
  readonly awsScope: AwsScope;
}

/** Permissions to make a release: looking at its image, and copying the definitions of services beside it. */
export class ReleaseRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ReleaseRoleProps) {
    super(scope, id);
    const { projectName, artifacts, definitionsFolder, awsScope } = props;
    const bucket = bucketArn(awsScope, artifacts.bucketName);
    const role = new ServiceRole(this, "release", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which makes releases`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(awsScope, projectName),
      statements: [
        buildLogStatement(awsScope, projectName),
        ...artifactStatements(artifacts, awsScope),
        { sid: "Definitions", actions: ["s3:GetObject"], resources: [`${bucket}/${definitionsFolder}/*`] },
        {
          sid: "ListDefinitions",
          actions: ["s3:ListBucket"],
          resources: [bucket],
          conditions: { StringLike: { "s3:prefix": `${definitionsFolder}/*` } },
        },
        {
          sid: "Image",
          actions: ASK_FOR_SCAN,
          resources: [props.imageRepositoryArn],
        },
      ],
    });
    this.arn = role.arn;
  }
}
