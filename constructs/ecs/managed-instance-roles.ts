import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { type AwsScope, managedPolicyArn } from "../iam/arn.ts";
import { policyDocument } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface ManagedInstanceRolesProps {
  /** Role that ECS starts and ends instances with. */
  readonly infrastructureRoleName: string;
  /** Role of the instances; it begins with ecsInstanceRole, because ECS may pass no other. */
  readonly instanceRoleName: string;
  readonly instanceProfileName: string;
  /**
   * Whether the role has another beginning or a path, with which AWS's policy does not pass it on: then another does (ECS
   * developer guide, Managed Instances instance profile). @default false
   */
  readonly passesItself?: boolean;
  readonly awsScope: AwsScope;
}

/** Roles of instances that AWS manages: what starts them, and what they are. AWS keeps their policies. */
export class ManagedInstanceRoles extends Construct {
  readonly infrastructureRoleArn: string;
  readonly instanceRoleArn: string;
  readonly instanceProfileArn: string;

  constructor(scope: Construct, id: string, props: ManagedInstanceRolesProps) {
    super(scope, id);
    const { awsScope } = props;
    const infrastructure = new ServiceRole(this, "infrastructure", {
      name: props.infrastructureRoleName,
      description: "ECS, to start and end managed instances",
      service: "ecs.amazonaws.com",
      managedPolicyArns: [managedPolicyArn(awsScope, "AmazonECSInfrastructureRolePolicyForManagedInstances")],
    });
    const instance = new ServiceRole(this, "instance", {
      name: props.instanceRoleName,
      description: "Managed instances of ECS",
      service: "ec2.amazonaws.com",
      managedPolicyArns: [managedPolicyArn(awsScope, "AmazonECSInstanceRolePolicyForManagedInstances")],
      isInProfile: true,
    });
    if (props.passesItself)
      new IamRolePolicy(this, "pass-role", {
        name: "pass-instance-role",
        role: infrastructure.name,
        policy: policyDocument([
          {
            sid: "PassInstanceRole",
            actions: ["iam:PassRole"],
            resources: [instance.arn],
            conditions: { StringLike: { "iam:PassedToService": "ec2.*" } },
          },
        ]),
      });
    const profile = new IamInstanceProfile(this, "profile", { name: props.instanceProfileName, role: instance.name });
    this.infrastructureRoleArn = infrastructure.arn;
    this.instanceRoleArn = instance.arn;
    this.instanceProfileArn = profile.arn;
  }
}
