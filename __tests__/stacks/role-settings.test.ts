import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SsmActivation } from "@cdktf/provider-aws/lib/ssm-activation";
import type { TerraformStack } from "cdktf";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { delivered } from "../../examples/delivered.ts";
import { compose } from "../../main.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { app, demo, showcase } from "../support/outputs.ts";
import { statements, Template } from "../support/template.ts";

const templatesOf = (config: Config): Template[] => {
  const root = app();
  compose(root, config);
  return (root.node.children as TerraformStack[]).map((stack) => Template.ofStack(stack));
};

const templates = templatesOf(showcase);
const { path, permissionsBoundaryArn } = showcase.identity;
const all = (type: Parameters<Template["all"]>[0]) => nonEmpty(templates.flatMap((template) => template.all(type)));

test("every role of every stack has the boundary and the path", () => {
  for (const role of all(IamRole)) expect(role).toMatchObject({ path, permissions_boundary: permissionsBoundaryArn });
});

test("instance profiles and policies have the path", () => {
  for (const each of [...all(IamInstanceProfile), ...all(IamPolicy)]) expect(each.path).toBe(path);
});

test("without them roles are as AWS makes them", () => {
  const roles = templatesOf(demo).flatMap((template) => template.all(IamRole));
  for (const role of nonEmpty(roles)) expect(Object.keys(role)).not.toEqual(expect.arrayContaining(["path"]));
});

test("Systems Manager knows the role of external instances with its path", () => {
  const [iam, cluster] = [templates[1], templates.find((each) => each.all(SsmActivation).length > 0)];
  expect(iam?.outputs().externalInstanceRoleName).toMatch(/^teams\/show\/\$\{aws_iam_role\./);
  expect(cluster?.one(SsmActivation).iam_role).toContain("externalInstanceRoleName");
});

describe("roles that exist", () => {
  const TASK = "arn:aws:iam::123456789012:role/acme/web";
  const EXECUTION = "arn:aws:iam::123456789012:role/acme/start";
  const given = { taskRole: { arn: TASK }, executionRole: { arn: EXECUTION } };
  const services = delivered.services.map((service) => ({ ...service, ...given }));
  const [, iam] = templatesOf(parseConfig({ ...delivered, services }, "test"));

  test("are not created", () => {
    const names = nonEmpty(iam?.all(IamRole) ?? []).map(({ name }) => String(name));
    expect(names.filter((name) => /-task-role$|-tasks-execution-role$/.test(name))).toEqual([]);
  });

  test("are exactly what deployments pass to tasks", () => {
    const passed = nonEmpty(iam?.all(IamRolePolicy) ?? []).flatMap(
      ({ policy }) => statements(policy).PassTaskRoles?.Resource ?? [],
    );
    expect(passed).toEqual([EXECUTION, TASK]);
  });
});
