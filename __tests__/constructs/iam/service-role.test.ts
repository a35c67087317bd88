import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Testing } from "cdktf";
import { ConfigError, parseConfig } from "../../../config/load.ts";
import { ServiceRole } from "../../../constructs/iam/service-role.ts";
import { compose } from "../../../main.ts";
import { environmentOf, service } from "../../support/problems.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const objects = (count: number) =>
  Array.from({ length: count }, (_, n) => `arn:aws:s3:::bucket/${"x".repeat(60)}/${n}`);

const role = (count: number) =>
  Template.of(
    (scope) =>
      new ServiceRole(scope, "reader", {
        name: "reader",
        description: "reads",
        service: "ecs-tasks.amazonaws.com",
        statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: objects(count) }],
      }),
  );

test("what a role may do is in its inline policy", () => {
  expect(role(100).one(IamRolePolicy)).not.toHaveProperty("depends_on");
  expect(role(100).all(IamPolicy)).toEqual([]);
});

test("what has no room there is in separate policies, which are attached before the inline one gives it up", () => {
  const template = role(200);
  expect(template.all(IamPolicy).map(({ name }) => name)).toEqual(["reader-2", "reader-3"]);
  expect(template.all(IamRolePolicyAttachment)).toContainEqual({
    role: reference(IamRole, "reader_role", "id"),
    policy_arn: reference(IamPolicy, "reader_policy-2", "arn"),
  });
  expect(template.one(IamRolePolicy).depends_on).toEqual([
    expect.stringMatching(/\breader_attachment-2_/),
    expect.stringMatching(/\breader_attachment-3_/),
  ]);
});

test("what no role has room for is refused, with the role", () => {
  const taskRole = { statements: [{ actions: ["s3:GetObject"], resources: objects(1000) }] };
  const config = parseConfig(environmentOf({ ...service, taskRole }), "test");
  const composed = () => compose(Testing.app(), config);
  expect(composed).toThrow(ConfigError);
  expect(composed).toThrow(
    /^environment test has a problem:\n {2}role ecs-demo-web-task-role: has policies of \d{5} characters, and IAM takes 71680 in parts: name less, or several at once with \*$/,
  );
});
