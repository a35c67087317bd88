import { Construct } from "constructs";
import { type AwsScope, bucketArn, managedPolicyArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { artifactKeyStatements } from "./artifact-statements.ts";
import { buildLogStatement } from "./build-logs.ts";
import { projectSource } from "./project-source.ts";
import { type StateFolder, stateReadStatements } from "./state-statements.ts";

export interface PlanRoleProps {
  readonly name: string;
  /** CodeBuild project that assumes it. */
  readonly projectName: string;
  /** Bucket of the pipeline's artifacts and of the reviews. */
  readonly artifactBucketName: string;
  /** First part of the keys of the artifact that it hands to the pipeline, with a slash at its end. */
  readonly resultPrefix: string;
  /** @default state is in files, which no role reads */
  readonly state?: StateFolder;
  /** ARNs of the policies that AWS is read with. @default AWS's own ReadOnlyAccess */
  readonly policyArns?: readonly string[];
  /** Key of the artifacts that exists. @default one is created, whose policy lets the role */
  readonly keyArn?: string;
  readonly awsScope: AwsScope;
}

/**
 * Permissions to plan stacks: reading AWS and their state. It writes only plans and the review, and takes no lock.
 * Whatever its policies say, it can't overwrite the source that the apply runs.
 */
export class PlanRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id);
    const { projectName, state, awsScope } = props;
    const bucket = bucketArn(awsScope, props.artifactBucketName);
    const role = new ServiceRole(this, "plan", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which plans stacks`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(awsScope, projectName),
      statements: [
        buildLogStatement(awsScope, projectName),
        { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [`${bucket}/*`] },
        ...resultStatements(bucket, props.resultPrefix),
        { sid: "ArtifactBucket", actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"], resources: [bucket] },
        ...artifactKeyStatements(props.keyArn),
        ...(state === undefined ? [] : stateReadStatements(state, awsScope)),
      ],
      managedPolicyArns: props.policyArns ?? [managedPolicyArn(awsScope, "ReadOnlyAccess")],
    });
    this.arn = role.arn;
  }
}

/**
 * Writing plans and reviews, and nothing else in any bucket: the pipeline keeps the source beside them, and what the apply runs
 * comes from there. A review that is there is not replaced, because a person may be reading it (Amazon S3 user guide, enforce
 * conditional writes).
 */
function resultStatements(bucket: string, resultPrefix: string): Statement[] {
  const plans = `${bucket}/${resultPrefix}*`;
  const reviews = `${bucket}/reviews/*`;
  return [
    { sid: "Results", actions: ["s3:PutObject"], resources: [plans, reviews] },
    { sid: "ResultsOnly", effect: "Deny", actions: ["s3:Put*"], notResources: [plans, reviews] },
    {
      sid: "NewReviewsOnly",
      effect: "Deny",
      actions: ["s3:PutObject"],
      resources: [reviews],
      conditions: { Null: { "s3:if-none-match": "true" } },
    },
    { sid: "Keep", effect: "Deny", actions: ["s3:Delete*"], resources: ["*"] },
  ];
}
