import { roleInUse } from "../../../../../tools/plan-review/hazards/rules/role-in-use.ts";
import { found, REPLACED, type Sides } from "../../../../support/landscape.ts";

const ROLE = "aws_iam_role.r";
const role = (name: string) => ({ id: name, name, arn: `arn:aws:iam::1:role/${name}` });
const renamed: Sides = { before: role("a"), after: role("b"), actions: REPLACED };
const attachment: Sides = { before: { role: "a" }, after: { role: "b" }, actions: REPLACED };
const ATTACHMENT = "aws_iam_role_policy_attachment.p";

test.each<[string, Sides, Record<string, Sides>, string[]]>([
  ["with a policy of a later stack", renamed, { [ATTACHMENT]: attachment }, [`refused iam ${ROLE}`]],
  ["in a profile of a later stack", renamed, { "aws_iam_instance_profile.p": attachment }, [`refused iam ${ROLE}`]],
  ["that a later stack only uses", renamed, { "aws_codepipeline.p": { before: { role_arn: role("a").arn } } }, []],
  ["that is deleted, for which deletions wait", { before: role("a") }, { [ATTACHMENT]: { before: { role: "a" } } }, []],
])("a role %s is replaced", (_, change, cicd, hazards) => {
  expect(found(roleInUse, { iam: { [ROLE]: change }, cicd })).toEqual(hazards);
});
