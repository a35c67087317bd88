import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { freeId } from "../free-id.ts";
import { refuseAt } from "../refusals.ts";
import { policyDocument, type Statement, type TrustSource, trustPolicy } from "./policy.ts";
import { policyParts } from "./policy-parts.ts";

export interface ServiceRoleProps {
  /** 1 to 64 characters, unique in the account. */
  readonly name: string;
  readonly description: string;
  /** The service that assumes the role, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /**
   * On whose behalf the service may take it, where the service says so: ECS tasks, CodeBuild, CodeDeploy, CodePipeline,
   * EventBridge and Systems Manager do. EC2, ECS itself and Application Auto Scaling are not documented to. @default any
   */
  readonly onBehalfOf?: TrustSource;
  /** What the role may do, in managed policies as far as the inline one has no room. @default nothing */
  readonly statements?: readonly Statement[];
  /** Name of the policy that says it. @default the role's name */
  readonly policyName?: string;
  /** ARNs of AWS's policies to attach. @default none */
  readonly managedPolicyArns?: readonly string[];
  /**
   * Whether an instance profile has it: IAM deletes no role that is in one, so a successor with another name is created, and
   * allowed all that it may do, before the old one goes. @default false
   */
  readonly isInProfile?: boolean;
}

/** A role that an AWS service assumes, with its permissions. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** Its id, which IAM makes of the name: where the role is replaced under the same name, what has it is replaced too. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { statements = [], managedPolicyArns = [], policyName = props.name } = props;
    const { inline, managed, obstacle } = policyParts(statements, managedPolicyArns.length);
    if (obstacle !== undefined) refuseAt(this, `role ${props.name}: ${obstacle}`);
    const order = props.isInProfile && { lifecycle: { createBeforeDestroy: true } };
    const role = new IamRole(this, "role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: trustPolicy(props.service, props.onBehalfOf),
      ...order,
    });
    const further = managed.map((each, index) => {
      const policy = new IamPolicy(this, `policy-${index + 2}`, {
        name: `${policyName}-${index + 2}`,
        policy: policyDocument(each),
      });
      return new IamRolePolicyAttachment(this, `attachment-${index + 2}`, {
        role: role.id,
        policyArn: policy.arn,
        ...order,
      });
    });
    if (inline.length > 0)
      new IamRolePolicy(this, "policy", {
        name: policyName,
        role: role.id,
        policy: policyDocument(inline),
        ...order,
        ...(further.length > 0 && { dependsOn: further }), // what moves there is allowed all the time
      });
    for (const arn of managedPolicyArns)
      new IamRolePolicyAttachment(this, freeId(this, arn.slice(arn.lastIndexOf("/") + 1)), {
        role: role.id,
        policyArn: arn,
        ...order,
      });
    this.arn = role.arn;
    this.name = role.id;
  }
}
