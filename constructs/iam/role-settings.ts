import type { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { IdentityConfig } from "../../config/identity.ts";

/** Types of what has a path in IAM. */
const WITH_PATH = ["aws_iam_instance_profile", "aws_iam_policy", "aws_iam_role"];

/** Gives every role below a scope its permissions boundary, and every role, instance profile and policy its path. */
export function setRoleSettings(
  scope: Construct,
  { path, permissionsBoundaryArn }: Omit<IdentityConfig, "namePrefix">,
): void {
  if (path === undefined && permissionsBoundaryArn === undefined) return;
  for (const each of scope.node.findAll()) {
    if (!TerraformResource.isTerraformResource(each)) continue;
    const type = each.terraformResourceType;
    if (path !== undefined && WITH_PATH.includes(type))
      (each as unknown as IamRole | IamInstanceProfile | IamPolicy).path = path;
    if (permissionsBoundaryArn !== undefined && type === "aws_iam_role")
      (each as unknown as IamRole).permissionsBoundary = permissionsBoundaryArn;
  }
}
