import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { typeIn } from "../../../../packages/offline-aws/calls/call.ts";
import { PermissionRecord } from "../../../../packages/offline-aws/calls/permission-record.ts";
import PERMISSIONS from "../../../../packages/offline-aws/calls/permissions.json";
import { actionsOf } from "../../../../packages/offline-aws/calls/permissions.ts";
import { isAction } from "../../../../packages/offline-aws/calls/resources.ts";
import { UNKNOWN } from "../../../../packages/offline-aws/protocol/values.ts";
import { Catalog } from "../../../../packages/offline-aws/schema/catalog.ts";
import type { SchemaKind } from "../../../../packages/offline-aws/schema/types.ts";
import { newFolder } from "../../../support/folder.ts";
import { nonEmpty } from "../../../support/non-empty.ts";

test("creating needs to read, to tag where there are tags, and to pass roles that are named", () => {
  const type = "aws_ecs_task_definition";
  const bare = ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"];
  expect(actionsOf({ type, operation: "create", after: { tags_all: {} } })).toEqual(bare);
  expect(
    actionsOf({
      type,
      operation: "create",
      after: { tags_all: { a: "b" }, task_role_arn: UNKNOWN, execution_role_arn: null },
    }),
  ).toEqual([...bare, "ecs:TagResource", "iam:PassRole"]);
});

test("updating tags needs the action for what is added or removed", () => {
  const update = (before: object, after: object) =>
    actionsOf({
      type: "aws_sqs_queue",
      operation: "update",
      before: { tags_all: { ...before } },
      after: { tags_all: { ...after } },
    });
  expect(update({ a: "1" }, { a: "2" })).toEqual(expect.arrayContaining(["sqs:TagQueue"]));
  expect(update({ a: "1" }, { a: "2" })).not.toContain("sqs:UntagQueue");
  expect(update({ a: "1" }, {})).toContain("sqs:UntagQueue");
  expect(update({ a: "1" }, { a: "1" })).not.toContain("sqs:TagQueue");
});

test("a role in a nested block is passed", () => {
  const after = { stage: [{ action: [{ role_arn: "" }, { role_arn: "arn:aws:iam::123456789012:role/r" }] }] };
  expect(actionsOf({ type: "aws_codepipeline", operation: "create", after })).toContain("iam:PassRole");
});

test("of a type without data the actions that create and delete it are known, where its service is", () => {
  expect(actionsOf({ type: "aws_lambda_function", operation: "delete" })).toEqual(["lambda:DeleteFunction"]);
  expect(actionsOf({ type: "aws_lambda_function", operation: "read" })).toBeUndefined();
  expect(actionsOf({ type: "aws_quicksight_folder", operation: "create" })).toBeUndefined();
});

test("the data is of types and arguments that there are", () => {
  const catalog = Catalog.of("aws");
  for (const [key, { pass = [] }] of nonEmpty(Object.entries(PERMISSIONS as Record<string, { pass?: string[] }>))) {
    const kind = /^(data|ephemeral)\./.exec(key)?.[1] as SchemaKind | undefined;
    const schema = catalog.find(kind ?? "resource", typeIn(key));
    expect([key, schema === undefined]).toEqual([key, false]);
    for (const path of pass) {
      const steps = path.split(".");
      let block = schema?.block;
      for (const step of steps.slice(0, -1)) block = block?.blocks[step]?.block;
      expect([key, path, block?.attributes[steps.at(-1) as string] !== undefined]).toEqual([key, path, true]);
    }
  }
});

test("the actions of the data are those of the Service Authorization Reference", () => {
  const actions = nonEmpty(Object.values(PERMISSIONS as Record<string, { service: string; pass?: string[] }>)).flatMap(
    ({ service, pass: _, ...operations }) =>
      Object.values<string[]>(operations)
        .flat()
        .map((action) => (action.includes(":") ? action : `${service}:${action}`)),
  );
  expect(nonEmpty(actions).filter((action) => !isAction(action))).toEqual([]);
});

test("a record is a policy, to which later commands add", () => {
  const file = join(newFolder(), "a", "policy.json");
  const scope = { partition: "aws", region: "eu-west-1", account: "123456789012" };
  const arn = "arn:aws:sqs:eu-west-1:123456789012:orders";
  const queue = { name: "orders", arn };
  const first = new PermissionRecord(file);
  first.addCall({ type: "aws_sqs_queue", operation: "delete", before: queue }, scope);
  first.addCall({ type: "aws_x", operation: "read", before: {} }, scope);
  expect(first.write()).toEqual(["read aws_x"]);
  const second = new PermissionRecord(file);
  second.addCall({ type: "aws_kms_alias", operation: "read", before: {} }, scope);
  second.addCall({ type: "aws_sqs_queue", operation: "read", before: queue }, scope);
  second.write();
  const allow = (Action: string[], Resource: string) => ({ Effect: "Allow", Action, Resource: [Resource] });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    Version: "2012-10-17",
    Statement: [
      allow(["kms:ListAliases"], "*"),
      allow(["sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:ListQueueTags"], arn),
    ],
  });
});

test("a record goes on with what an earlier version has written", () => {
  const file = join(newFolder(), "policy.json");
  const Statement = [{ Sid: "Ec2", Effect: "Allow", Action: ["ec2:CreateVpc"], Resource: "*" }];
  writeFileSync(file, JSON.stringify({ Version: "2012-10-17", Statement }));
  new PermissionRecord(file).write();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    Statement: [{ Action: ["ec2:CreateVpc"], Resource: ["*"] }],
  });
});

test("a record does not overwrite another file", () => {
  const file = join(newFolder(), "notes.txt");
  writeFileSync(file, "notes");
  expect(() => new PermissionRecord(file)).toThrow(
    `${file} was not written by --record-permissions: name another file`,
  );
  expect(existsSync(file)).toBe(true);
});
