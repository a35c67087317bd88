import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { DeployedFromConfig } from "../../config/delivery/promotion.ts";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { policyDocument, roleTrustPolicy } from "../iam/policy.ts";
import { type DeployedService, deployStatements } from "./deploy-statements.ts";

export interface DeployRoleProps {
  readonly name: string;
  /** Role of the pipeline, possibly of another account: only it may assume this one. */
  readonly deployedFrom: Pick<DeployedFromConfig, "pipelineRoleArn" | "artifactBucketName" | "artifactKeyArn">;
  readonly services: readonly DeployedService[];
  readonly taskRoleArns: readonly string[];
  readonly awsScope: AwsScope;
}

/**
 * Permissions of another environment's pipeline here: deploy certain services, and read the release that it deploys.
 */
export class DeployRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    const { pipelineRoleArn, artifactBucketName, artifactKeyArn } = props.deployedFrom;
    const bucket = bucketArn(props.awsScope, artifactBucketName);
    const role = new IamRole(this, "role", {
      name: props.name,
      description: "Another environment's pipeline, to deploy services here",
      assumeRolePolicy: roleTrustPolicy(pipelineRoleArn),
    });
    new IamRolePolicy(this, "policy", {
      name: props.name,
      role: role.id, // not the name: a role of the same name in another path is another one
      policy: policyDocument([
        { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [`${bucket}/*`] },
        { sid: "ArtifactBucket", actions: ["s3:GetBucketLocation"], resources: [bucket] },
        { sid: "ArtifactKey", actions: ["kms:Decrypt", "kms:DescribeKey"], resources: [artifactKeyArn] },
        ...deployStatements(props.services, props.taskRoleArns, props.awsScope),
      ]),
    });
    this.arn = role.arn;
  }
}
