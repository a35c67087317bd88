import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { InfrastructureRole, type InfrastructureRoleProps } from "../../../constructs/ecs/infrastructure-role.ts";
import { invocationStatements } from "../../../constructs/iam/invocation.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { parse, statements, Template } from "../../support/template.ts";

const role = (props: Partial<InfrastructureRoleProps> = {}) =>
  Template.of(
    (scope) =>
      new InfrastructureRole(scope, "ecs", {
        name: "shop-ecs",
        hookArns: [],
        disks: false,
        diskKeyArns: [],
        awsScope,
        ...props,
      }),
  );

const LOAD_BALANCERS = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";
const TLS =
  "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity";
const VOLUMES = "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes";

test("ECS takes the role", () => {
  expect(role().one(IamRole).name).toBe("shop-ecs");
  expect(parse(role().one(IamRole).assume_role_policy)).toMatchObject({
    Statement: [{ Principal: { Service: "ecs.amazonaws.com" } }],
  });
});

test.each([
  [false, [LOAD_BALANCERS]],
  [true, [LOAD_BALANCERS, VOLUMES]],
])("with disks %s it may do what AWS says in %j", (disks, expected) => {
  const attached = role({ disks }).all(IamRolePolicyAttachment);
  expect(attached.map(({ policy_arn }) => policy_arn).sort()).toEqual(expected);
});

test("it manages certificates of Service Connect, and uses exactly the keys of theirs", () => {
  const made = role({ certificates: true, certificateKeyArns: ["arn:b", "arn:a", "arn:b"] });
  expect(made.all(IamRolePolicyAttachment).map(({ policy_arn }) => policy_arn)).toContain(TLS);
  expect(statements(made.one(IamRolePolicy).policy)).toEqual({
    CertificateKeys: {
      Sid: "CertificateKeys",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"],
      Resource: ["arn:a", "arn:b"],
    },
  });
});

test("it uses the keys of disks, through EC2 and for nothing else", () => {
  const found = statements(role({ disks: true, diskKeyArns: ["arn:key", "arn:key"] }).one(IamRolePolicy).policy);
  const byEc2 = { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.eu-west-1.amazonaws.com" };
  const common = { Effect: "Allow", Resource: "arn:key" };
  expect(found).toEqual({
    DiskKeys: { ...common, Sid: "DiskKeys", Action: "kms:DescribeKey" },
    EncryptDisks: {
      ...common,
      Sid: "EncryptDisks",
      Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      Condition: { StringEquals: byEc2 },
    },
    GrantDisks: {
      ...common,
      Sid: "GrantDisks",
      Action: "kms:CreateGrant",
      Condition: { StringEquals: byEc2, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  });
});

test("it calls the hooks, and no other functions", () => {
  expect(statements(role({ hookArns: ["arn:check"] }).one(IamRolePolicy).policy)).toEqual({
    Hooks: { Sid: "Hooks", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "arn:check" },
  });
});

test("without hooks it calls nothing", () => {
  expect(role().all(IamRolePolicy)).toEqual([]);
});

test.each([
  [[], []],
  [["arn:b", "arn:a", "arn:b"], [{ sid: "Hooks", actions: ["lambda:InvokeFunction"], resources: ["arn:a", "arn:b"] }]],
])("for the functions %j the statements are %j", (functionArns, expected) => {
  expect(invocationStatements(functionArns)).toEqual(expected);
});
