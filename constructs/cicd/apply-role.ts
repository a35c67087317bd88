import { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { artifactKeyStatements } from "./artifact-statements.ts";
import { buildLogStatement } from "./build-logs.ts";
import { projectSource } from "./project-source.ts";
import { type StateFolder, stateReadStatements, stateWriteStatements } from "./state-statements.ts";

export interface ApplyRoleProps {
  readonly name: string;
  /** CodeBuild project that assumes it. */
  readonly projectName: string;
  /** Bucket of the pipeline's artifacts, which it reads. */
  readonly artifactBucketName: string;
  /** @default state is in files, which no role writes */
  readonly state?: StateFolder;
  /** ARNs of the policies that stacks are applied with. There is no default: what stacks are made of decides it. */
  readonly policyArns: readonly string[];
  /** Key of the artifacts that exists. @default one is created, whose policy lets the role */
  readonly keyArn?: string;
  readonly awsScope: AwsScope;
}

/** Permissions to apply stacks: those of its policies, and writing and locking their state. */
export class ApplyRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ApplyRoleProps) {
    super(scope, id);
    const { projectName, state, awsScope } = props;
    const bucket = bucketArn(awsScope, props.artifactBucketName);
    const role = new ServiceRole(this, "apply", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which applies stacks`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(awsScope, projectName),
      statements: [
        buildLogStatement(awsScope, projectName),
        { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [`${bucket}/*`] },
        { sid: "ArtifactBucket", actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"], resources: [bucket] },
        ...artifactKeyStatements(props.keyArn),
        ...(state === undefined
          ? []
          : [...stateReadStatements(state, awsScope), ...stateWriteStatements(state, awsScope)]),
      ],
      managedPolicyArns: props.policyArns,
    });
    this.arn = role.arn;
  }
}
