import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { TerraformOutput } from "cdktf";
import { ExternalInstanceRole } from "../../../constructs/ecs/external-instance-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { parse, Template } from "../../support/template.ts";

const template = Template.of((scope) => {
  const role = new ExternalInstanceRole(scope, "external", { name: "shop-external", clusterName: "shop", awsScope });
  for (const name of ["arn", "name"] as const) new TerraformOutput(scope, name, { value: role[name], staticId: true });
});

test("Systems Manager takes the role for servers of the account", () => {
  expect(template.one(IamRole).name).toBe("shop-external");
  expect(parse(template.one(IamRole).assume_role_policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "ssm.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ],
  });
});

test("servers may do what AWS says, and nothing else", () => {
  const attached = template.all(IamRolePolicyAttachment).map(({ policy_arn }) => policy_arn);
  expect(attached.sort()).toEqual([
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  ]);
  expect(template.all(IamRolePolicy)).toEqual([]);
});

test("others know the role by its ARN and its name", () => {
  expect(template.outputs()).toEqual({
    arn: reference(IamRole, "external_role", "arn"),
    name: reference(IamRole, "external_role", "id"),
  });
});
