import { Construct } from "constructs";
import { bucketArn, managedPolicyArn, type Place } from "./arn.ts";
import { buildLogStatement } from "./build-logs.ts";
import { ServiceRole } from "./service-role.ts";
import { type StateFolder, stateReadStatements } from "./state-statements.ts";

export interface PlanRoleProps {
  readonly name: string;
  /** CodeBuild project that takes it. */
  readonly projectName: string;
  /** Bucket of the pipeline's artifacts and of the reviews. */
  readonly artifactBucketName: string;
  /** @default state is in files, which no role reads */
  readonly state?: StateFolder;
  /** ARNs of the policies that AWS is read with. @default AWS's own ReadOnlyAccess */
  readonly policyArns?: readonly string[];
  readonly place: Place;
}

/** What planning stacks takes: reading AWS and their state. It writes only the review, and takes no lock. */
export class PlanRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id);
    const { projectName, state, place } = props;
    const bucket = bucketArn(place, props.artifactBucketName);
    const role = new ServiceRole(this, "plan", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which plans stacks`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: place.account,
      statements: [
        buildLogStatement(place, projectName),
        {
          sid: "Artifacts",
          actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
          resources: [`${bucket}/*`],
        },
        { sid: "ArtifactBucket", actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"], resources: [bucket] },
        ...(state === undefined ? [] : stateReadStatements(state, place)),
      ],
      managedPolicyArns: props.policyArns ?? [managedPolicyArn(place, "ReadOnlyAccess")],
    });
    this.arn = role.arn;
  }
}
