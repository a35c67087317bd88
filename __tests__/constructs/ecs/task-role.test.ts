import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ServiceConfig } from "../../../config/config.ts";
import { TaskRole } from "../../../constructs/ecs/task-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { service } from "../../support/service-props.ts";
import { parse, statements, Template } from "../../support/template.ts";

const role = (change: Partial<ServiceConfig> = {}) =>
  Template.of((scope) => new TaskRole(scope, "role", { service: { ...service, ...change }, awsScope }));

const policy = (change: Partial<ServiceConfig>) => statements(role(change).one(IamRolePolicy).policy);

const taskRole = (change: Partial<ServiceConfig["taskRole"]>) => ({ taskRole: { ...service.taskRole, ...change } });

test("tasks of the account take the role, and nothing else does", () => {
  expect(role().one(IamRole)).toMatchObject({ name: "web-task", description: "Tasks of the service web" });
  expect(parse(role().one(IamRole).assume_role_policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ],
  });
});

test("a service that asks for nothing may do nothing", () => {
  expect(role().all(IamRolePolicy)).toEqual([]);
  expect(role().all(IamRolePolicyAttachment)).toEqual([]);
});

test("a service may do what it asks for", () => {
  const read = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] };
  expect(Object.values(policy(taskRole({ statements: [read] })))).toEqual([
    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" },
  ]);
});

test("a service has the managed policies that it asks for", () => {
  const managedPolicyArns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "arn:aws:iam::111122223333:policy/own"];
  const attached = role(taskRole({ managedPolicyArns }))
    .all(IamRolePolicyAttachment)
    .map(({ policy_arn }) => policy_arn);
  expect(attached.sort()).toEqual([...managedPolicyArns].sort());
});

test("shells need channels, and write to their log", () => {
  expect(policy({ exec: true })).toEqual({
    ExecChannels: {
      Sid: "ExecChannels",
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    ExecLogGroups: { Sid: "ExecLogGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ExecLog: {
      Sid: "ExecLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop/exec:*",
    },
  });
});

const MOUNT = { Effect: "Allow", Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"] };
const FILES = "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1";

test("a file system is mounted whole, or by its access point alone", () => {
  const files = { type: "efs", name: "files", fileSystemId: "fs-1", iam: true } as const;
  const volumes = [files, { ...files, name: "more", accessPointId: "fsap-2" }];
  const accessPoint = "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-2";
  expect(policy({ volumes })).toEqual({
    Mount1: { Sid: "Mount1", ...MOUNT, Resource: FILES },
    Mount2: {
      Sid: "Mount2",
      ...MOUNT,
      Resource: FILES,
      Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint } },
    },
  });
});

test("a file system that asks for no role, and other volumes, need no permission", () => {
  const files = { type: "efs", name: "files", fileSystemId: "fs-1", iam: false } as const;
  expect(role({ volumes: [files, { type: "bind", name: "scratch" }] }).all(IamRolePolicy)).toEqual([]);
});
