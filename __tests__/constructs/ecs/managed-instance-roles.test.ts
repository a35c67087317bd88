import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { TerraformOutput } from "cdktf";
import { ManagedInstanceRoles } from "../../../constructs/ecs/managed-instance-roles.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { parse, Template } from "../../support/template.ts";

const template = Template.of((scope) => {
  const { infrastructureRoleArn, instanceRoleArn, instanceProfileArn } = new ManagedInstanceRoles(scope, "managed", {
    infrastructureRoleName: "shop-infrastructure",
    instanceRoleName: "ecsInstanceRole-shop",
    instanceProfileName: "ecsInstanceRole-profile",
    awsScope,
  });
  const arns = { infrastructureRoleArn, instanceRoleArn, instanceProfileArn };
  for (const [name, value] of Object.entries(arns)) new TerraformOutput(scope, name, { value, staticId: true });
});

test.each([
  ["shop-infrastructure", "ecs.amazonaws.com"],
  ["ecsInstanceRole-shop", "ec2.amazonaws.com"],
])("the role %s is taken by %s", (name, service) => {
  expect(parse(template.one(IamRole, { name }).assume_role_policy)).toMatchObject({
    Statement: [{ Principal: { Service: service } }],
  });
});

test.each([
  ["infrastructure", "AmazonECSInfrastructureRolePolicyForManagedInstances"],
  ["instance", "AmazonECSInstanceRolePolicyForManagedInstances"],
])("AWS keeps what the role %s may do", (id, policy) => {
  const policy_arn = `arn:aws:iam::aws:policy/${policy}`;
  expect(template.one(IamRolePolicyAttachment, { policy_arn }).role).toEqual(reference(IamRole, `${id}_role`, "id"));
});

test("the roles may do nothing else", () => {
  expect(template.all(IamRolePolicyAttachment)).toHaveLength(2);
  expect(template.all(IamRolePolicy)).toEqual([]);
});

test("instances take their role through the profile", () => {
  expect(template.one(IamInstanceProfile)).toEqual({
    name: "ecsInstanceRole-profile",
    role: reference(IamRole, "instance_role", "id"),
  });
});

test("the old role of instances goes when their profile has the new one", () => {
  const name = "ecsInstanceRole-shop";
  expect(template.one(IamRole, { name }).lifecycle).toEqual({ create_before_destroy: true });
});

test("others know the roles and the profile by their ARNs", () => {
  expect(template.outputs()).toEqual({
    infrastructureRoleArn: reference(IamRole, "infrastructure_role", "arn"),
    instanceRoleArn: reference(IamRole, "instance_role", "arn"),
    instanceProfileArn: reference(IamInstanceProfile, "profile", "arn"),
  });
});
