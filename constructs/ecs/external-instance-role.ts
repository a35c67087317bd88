import { Construct } from "constructs";
import { type AwsScope, arnOf, managedPolicyArn } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface ExternalInstanceRoleProps {
  readonly name: string;
  readonly clusterName: string;
  readonly awsScope: AwsScope;
}

/** Permissions of external instances in a cluster (ECS developer guide, ECS Anywhere IAM role). */
export class ExternalInstanceRole extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { name, clusterName, awsScope }: ExternalInstanceRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "external", {
      name,
      description: `External instances of the ECS cluster ${clusterName}`,
      service: "ssm.amazonaws.com",
      onBehalfOf: { account: awsScope.account, arns: [arnOf(awsScope, "ssm", "*")] },
      managedPolicyArns: [
        managedPolicyArn(awsScope, "AmazonSSMManagedInstanceCore"),
        managedPolicyArn(awsScope, "service-role/AmazonEC2ContainerServiceforEC2Role"),
      ],
    });
    this.arn = role.arn;
    this.name = role.name;
  }
}
